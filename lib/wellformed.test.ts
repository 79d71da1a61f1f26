import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalText } from "@/lib/history/chain";
import { assertWellFormed } from "@/lib/wellformed";

const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);

test("a well-formed value passes, and has a canonical text that reads back as the same value", () => {
  const text = fc.string({ unit: "grapheme" }).filter((string) => !string.includes("\0"));
  const leaf = fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean());
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(leaf, fc.array(tie("value")), fc.dictionary(text, tie("value"))),
  }));
  fc.assert(
    fc.property(value, (value) => {
      assertWellFormed(value);
      const plain = JSON.parse(JSON.stringify(value));
      expect(JSON.parse(canonicalText(value))).toEqual(plain);
    }),
  );
});

test("a value with a NUL or a lone surrogate anywhere is refused", () => {
  const bad = fc
    .tuple(fc.string(), fc.constantFrom("\0", "\ud800", "\udc00x"))
    .map((p) => p.join(""));
  const wrap = fc.constantFrom<(bad: string) => unknown>(
    (bad) => bad,
    (bad) => [1, bad],
    (bad) => ({ [bad]: 1 }),
    (bad) => ({ a: { b: [{ c: bad }] } }),
  );
  fc.assert(
    fc.property(bad, wrap, (bad, wrap) => {
      expect(() => assertWellFormed(wrap(bad))).toThrow();
    }),
  );
});

test("a value may be nested 32 levels deep", () => {
  expect(() => assertWellFormed(nested(32))).not.toThrow();
  expect(() => assertWellFormed(nested(33))).toThrow(/32 levels/);
});
