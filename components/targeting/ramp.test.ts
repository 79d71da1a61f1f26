import { describe, expect, it } from "vitest";
import { firstSteps, nextStep, rampPoints, rampWords } from "./ramp";

const now = Date.parse("2026-11-22T15:30:00.000Z");

describe("a ramp", () => {
  it("begins tomorrow at nine on the reader's clock and reaches everybody three days later", () => {
    const [first, second] = firstSteps(now).map(({ at }) => new Date(at));
    expect([first?.getHours(), first?.getMinutes(), second?.getHours()]).toEqual([9, 0, 9]);
    expect(first?.getTime()).toBeGreaterThan(now);
    expect(firstSteps(now).map(({ weight }) => weight)).toEqual([10_000, 100_000]);
  });

  it("begins with the share that was fixed before", () => {
    expect(firstSteps(now, 25_000)[0]?.weight).toBe(25_000);
  });

  it("goes on a day after its last step, half of the way to everybody", () => {
    const steps = [{ at: "2026-12-01T09:00:00.000Z", weight: 20_000 }];
    expect(nextStep(steps, now)).toEqual({ at: "2026-12-02T09:00:00.000Z", weight: 60_000 });
    expect(nextStep([{ at: "", weight: 20_000 }], now).at).toBe("");
    expect(nextStep([], now).weight).toBe(100_000);
  });

  it("is drawn from nobody before its first step until after its last", () => {
    const at = (iso: string) => Date.parse(iso);
    const points = rampPoints([
      { at: "2026-12-01T00:00:00.000Z", weight: 25_000 },
      { at: "2026-12-03T00:00:00.000Z", weight: 100_000 },
      { at: "", weight: 100_000 },
    ]);
    expect(points).toEqual([
      { x: at("2026-11-30T18:00:00.000Z"), y: 0 },
      { x: at("2026-12-01T00:00:00.000Z"), y: 25 },
      { x: at("2026-12-03T00:00:00.000Z"), y: 100 },
      { x: at("2026-12-03T06:00:00.000Z"), y: 100 },
    ]);
    expect(rampPoints([])).toEqual([]);
  });

  it("is told in a sentence", () => {
    expect(rampWords([{ at: "", weight: 12_500 }])).toBe(
      "Nobody at first, then in 1 step up to 12.5 %. Times are in your own zone.",
    );
  });
});
