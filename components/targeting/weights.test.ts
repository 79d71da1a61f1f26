import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evenly, parsePercent, percentText, whole, withoutPart, withWeight } from "./weights";

const sum = (weights: number[]) => weights.reduce((total, each) => total + each, 0);
const split = fc
  .array(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 8 })
  .map((shares) => withWeight(shares, 0, shares[0] ?? 0));

describe("the weights of a split", () => {
  it("always sum to 100 %, whichever part is changed to whatever", () => {
    fc.assert(
      fc.property(split, fc.nat(), fc.integer({ min: -5, max: whole + 5 }), (weights, nth, to) => {
        const index = nth % weights.length;
        const next = withWeight(weights, index, to);
        expect(sum(next)).toBe(whole);
        expect(next.every((each) => Number.isInteger(each) && each >= 0)).toBe(true);
        expect(next[index]).toBe(Math.min(whole, Math.max(0, to)));
        expect(sum(withoutPart(weights, index))).toBe(whole);
      }),
    );
  });

  it("keep the proportions of the other parts", () => {
    expect(withWeight([10_000, 60_000, 30_000], 0, 40_000)).toEqual([40_000, 40_000, 20_000]);
    expect(withWeight([50_000, 50_000], 1, 12_500)).toEqual([87_500, 12_500]);
  });

  it("give what is freed to the next part where the others have nothing", () => {
    expect(withWeight([whole, 0, 0], 0, 60_000)).toEqual([60_000, 40_000, 0]);
    expect(withWeight([0, 0, whole], 2, 90_000)).toEqual([10_000, 0, 90_000]);
  });

  it("give the odd thousandth to the largest remainder, the earlier of equals", () => {
    expect(withWeight([0, 1, 1, 1], 0, 0)).toEqual([0, 33_334, 33_333, 33_333]);
    expect(evenly(3)).toEqual([33_334, 33_333, 33_333]);
  });

  it("stay whole in a split of one part, and when a part of nothing but noughts goes", () => {
    expect(withWeight([40_000], 0, 20_000)).toEqual([whole]);
    expect(withoutPart([whole, 0, 0], 0)).toEqual([50_000, 50_000]);
  });
});

describe("a percentage as it is typed", () => {
  it.each([
    ["25", 25_000],
    ["12.5 %", 12_500],
    ["0,001", 1],
    [".5", 500],
    ["100", 100_000],
    ["7.", 7_000],
  ])("%s is read", (text, weight) => {
    expect(parsePercent(text)).toBe(weight);
  });

  it.each(["", "a", "-1", "100.001", "1.2345", "1 2", "."])("%s is refused", (text) => {
    expect(parsePercent(text)).toBeNull();
  });

  it("comes back as it was", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole }), (weight) => {
        expect(parsePercent(percentText(weight))).toBe(weight);
      }),
    );
  });
});
