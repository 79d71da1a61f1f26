import { describe, expect, it } from "vitest";
import { type Delivered, Evaluations } from "./evaluations";

const list = [{ key: "a" }, { key: "b" }];

function delivery(variants: (string | null)[], flags = list, environmentId = "e"): Delivered {
  return { environmentId, flags, variants, times: 0, at: 0 };
}

const line = (key: string, variant: string, minute: number, count: number, at: number) => ({
  environmentId: "e",
  key,
  variant,
  minute,
  count,
  at,
});

describe("what is delivered", () => {
  it("is counted by flag, variant and minute, with its last instant", () => {
    const counted = new Evaluations();
    const [one, other] = [delivery(["on", "off"]), delivery(["on", "on"])];
    for (const at of [60_000, 60_001, 119_999]) counted.note(one, at);
    counted.note(other, 90_000);
    counted.note(one, 120_000);
    expect(counted.take()).toEqual([
      line("a", "on", 1, 4, 119_999),
      line("b", "off", 1, 3, 119_999),
      line("b", "on", 1, 1, 119_999),
      line("a", "on", 2, 1, 120_000),
      line("b", "off", 2, 1, 120_000),
    ]);
    expect(counted.take()).toEqual([]);
  });

  it("is nothing of a flag that was not asked for or has no value", () => {
    const counted = new Evaluations();
    counted.note(delivery([null, "on"]), 5);
    expect(counted.take()).toEqual([line("b", "on", 0, 1, 5)]);
  });

  it("adds up over lists of the same flags, and over environments it does not", () => {
    const counted = new Evaluations();
    counted.note(delivery(["on", "on"]), 5);
    counted.note(delivery(["on"], [{ key: "a" }]), 7);
    counted.note(delivery(["on"], [{ key: "a" }], "f"), 6);
    expect(counted.take()).toEqual([
      line("a", "on", 0, 2, 7),
      line("b", "on", 0, 1, 5),
      { ...line("a", "on", 0, 1, 6), environmentId: "f" },
    ]);
  });

  it("is complete whatever the number of different answers", () => {
    const counted = new Evaluations();
    const many = Array.from({ length: 2_500 }, () => delivery(["on", "off"]));
    for (const each of [...many, ...many]) counted.note(each, 1);
    expect(counted.take().map(({ count }) => count)).toEqual([5_000, 5_000]);
  });

  it("that was put back is added to what came meanwhile", () => {
    const counted = new Evaluations();
    counted.note(delivery(["on", "on"]), 1);
    const taken = counted.take();
    counted.note(delivery(["on", "off"]), 2);
    counted.putBack(taken);
    expect(counted.take()).toEqual([
      line("a", "on", 0, 2, 2),
      line("b", "on", 0, 1, 1),
      line("b", "off", 0, 1, 2),
    ]);
  });

  it("is forgotten, the oldest first, when far too much waits", () => {
    const counted = new Evaluations();
    const lines = Array.from({ length: 100_001 }, (_, minute) => line("a", "on", minute, 1, 0));
    counted.putBack(lines);
    const left = counted.take();
    expect([left.length, left[0]?.minute]).toEqual([100_000, 1]);
  });
});
