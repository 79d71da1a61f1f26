import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ConsoleMeter } from "./console-meter";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("changes that fail", () => {
  it("are what is not well until one is made", () => {
    const meter = new ConsoleMeter();
    meter.noteOutcome("POST", 422, false);
    meter.noteOutcome("GET", 503, false);
    expect(meter.changesFail).toBe(false);
    meter.noteOutcome("POST", 503, false);
    meter.noteOutcome("POST", 422, false);
    expect(meter.changesFail).toBe(true);
    meter.noteOutcome("POST", 201, true);
    expect(meter.changesFail).toBe(false);
  });

  it("are over a minute later, when nobody has tried again", () => {
    const meter = new ConsoleMeter();
    meter.noteFailure("PATCH", new Error("the connection broke off"));
    vi.advanceTimersByTime(59_000);
    expect(meter.changesFail).toBe(true);
    vi.advanceTimersByTime(1_000);
    expect(meter.changesFail).toBe(false);
  });
});
