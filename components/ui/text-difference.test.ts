import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { folded, textDifference } from "./text-difference";

const show = (before: string, after: string) =>
  textDifference(before, after).map(
    ({ kind, text }) => `${{ same: " ", gone: "-", new: "+" }[kind]}${text}`,
  );

describe("the difference of two texts", () => {
  it("keeps the lines both have", () => {
    expect(show("a\nb\nc\nd", "a\nx\nc\ny\nd")).toEqual([" a", "-b", "+x", " c", "+y", " d"]);
  });

  it("of equal texts is all the same", () => {
    expect(show("a\nb", "a\nb")).toEqual([" a", " b"]);
  });

  it("always leads from the one text to the other", () => {
    const lines = fc.array(fc.constantFrom("a", "b", "c", ""), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, (old, now) => {
        const all = textDifference(old.join("\n"), now.join("\n"));
        const without = (kind: string) =>
          all.filter((line) => line.kind !== kind).map(({ text }) => text);
        expect(without("new")).toEqual(old);
        expect(without("gone")).toEqual(now);
      }),
    );
  });

  it("of two huge texts is told without comparing every pair of lines", () => {
    const many = (word: string) =>
      Array.from({ length: 3000 }, (_, line) => `${word}${line}`).join("\n");
    expect(textDifference(many("a"), many("b"))).toHaveLength(6000);
  });
});

it("long unchanged parts are folded into one mark with their number", () => {
  const before = Array.from({ length: 20 }, (_, line) => `${line}`).join("\n");
  const parts = folded(textDifference(before, before.replace("10", "ten")), 2);
  expect(parts[0]).toEqual({ kind: "folded", count: 8, at: 0 });
  expect(parts.map(({ kind }) => kind).slice(1, -1)).toEqual([
    "same",
    "same",
    "gone",
    "new",
    "same",
    "same",
  ]);
  expect(parts.at(-1)).toEqual({ kind: "folded", count: 7, at: 14 });
});
