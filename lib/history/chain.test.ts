import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { canonicalText, personalHash, rowHash } from "@/lib/history/chain";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describe("a canonical text", () => {
  test("is RFC 8785's: keys sorted by UTF-16 units, shortest numbers, least escapes", () => {
    // The example of RFC 8785, section 3.2.2.
    const value = {
      numbers: [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
      literals: [null, true, false],
    };
    expect(canonicalText(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test("is the same whatever order the keys came in", () => {
    expect(canonicalText({ b: [{ d: 1, c: 2 }], a: null })).toBe(
      canonicalText({ a: null, b: [{ c: 2, d: 1 }] }),
    );
  });

  test("does not exist for what is no JSON", () => {
    expect(() => canonicalText(undefined)).toThrow(TypeError);
    expect(() => canonicalText({ n: Number.NaN })).toThrow();
  });
});

test("a row's hash covers the hash before it, its sequence, its time and its text", () => {
  const time = new Date("2026-11-22T18:00:00.120Z");
  const hash = rowHash("0".repeat(64), 9007199254740993n, time, '{"a":"é"}');
  expect(hash).toBe(
    sha256(`${"0".repeat(64)}\n9007199254740993\n2026-11-22T18:00:00.120Z\n{"a":"é"}`),
  );
});

test("a personal document's hash begins with its salt", () => {
  expect(personalHash("5a17", '{"after":null}')).toBe(sha256('5a17{"after":null}'));
});
