import { describe, expect, it } from "vitest";
import { Meter } from "./meter";
import { doorOf, pollMeter } from "./poll-meter";

describe("a meter", () => {
  it("counts answers by door and status", () => {
    const meter = new Meter(["a", "b"], [1, 10]);
    for (const [door, status] of [
      [0, 200],
      [1, 304],
      [1, 304],
      [1, 599],
    ] as const)
      meter.note(door, status, 1);
    expect([...meter.answers()]).toEqual([
      { door: "a", status: 200, count: 1 },
      { door: "b", status: 304, count: 2 },
      { door: "b", status: 599, count: 1 },
    ]);
  });

  it("sorts times into classes that hold their upper bound", () => {
    const meter = new Meter(["a", "b"], [1, 10]);
    for (const milliseconds of [0.5, 1, 1.5, 10, 11, 500]) meter.note(1, 200, milliseconds);
    expect([...meter.times()]).toEqual([
      { door: "a", counts: [0, 0, 0], sum: 0 },
      { door: "b", counts: [2, 2, 2], sum: 524 },
    ]);
  });
});

describe("the meter of polls", () => {
  it("knows the door of every path of the read API", () => {
    const { doors } = pollMeter();
    const paths = {
      "/api/flags": "flags",
      "/api/flags/new-checkout": "flag",
      "/ofrep/v1/evaluate/flags": "ofrep",
      "/ofrep/v1/evaluate/flags/new-checkout": "ofrep",
      "/flagd/flags.json": "flagd",
      "/api/stream": "stream",
    };
    const found = Object.keys(paths).map((path) => [path, doors[doorOf(path)]]);
    expect(Object.fromEntries(found)).toEqual(paths);
  });
});
