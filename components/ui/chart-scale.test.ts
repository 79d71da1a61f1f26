import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pathThrough, scale, ticks } from "./chart-scale";

describe("the marks of an axis", () => {
  it("are round and cover both ends", () => {
    expect(ticks(0, 100)).toEqual([0, 50, 100]);
    expect(ticks(0, 0.3)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(ticks(-3, 17)).toEqual([-5, 0, 5, 10, 15, 20]);
    expect(ticks(0, 1, 1)).toEqual([0, 1]);
    expect(ticks(0, 3, 1)).toEqual([0, 1, 2, 3]);
  });

  it("are there for one value alone", () => {
    expect(ticks(0, 0)).toEqual([0, 1]);
    expect(ticks(7, 7)).toEqual([0, 7]);
    expect(ticks(-7, -7)).toEqual([-7, 0]);
  });

  it("are few, rising, and around the values, whatever these are", () => {
    const value = fc.integer({ min: -1e9, max: 1e9 }).map((whole) => whole / 1000);
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        fc.pre(high > low);
        const marks = ticks(low, high);
        expect(marks.length).toBeGreaterThan(1);
        expect(marks.length).toBeLessThan(8);
        expect(marks[0]).toBeLessThanOrEqual(low);
        expect(marks.at(-1)).toBeGreaterThanOrEqual(high);
      }),
    );
  });
});

it("a scale maps one span onto another, and a span of nothing onto its start", () => {
  expect(scale([0, 10], [100, 0])(2.5)).toBe(75);
  expect(scale([5, 5], [3, 9])(5)).toBe(3);
});

it("a path goes straight from point to point, or holds each value until the next", () => {
  const points: [number, number][] = [
    [0, 10],
    [5, 4],
  ];
  expect(pathThrough(points, false)).toBe("M0 10L5 4");
  expect(pathThrough(points, true)).toBe("M0 10H5V4");
});
