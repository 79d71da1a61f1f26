import { describe, expect, it } from "vitest";
import { jsonDifference } from "./json-difference";

describe("the difference of two JSON values", () => {
  it("is empty for equal values, whatever the order of their keys", () => {
    expect(jsonDifference({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toEqual(
      [],
    );
  });

  it("names the smallest changed part by its path", () => {
    expect(
      jsonDifference(
        { state: { on: false, rules: [{ w: 1 }] } },
        { state: { on: true, rules: [{ w: 2 }] } },
      ),
    ).toEqual([
      { path: "state.on", before: false, after: true },
      { path: "state.rules[0].w", before: 1, after: 2 },
    ]);
  });

  it("shows what was added and removed as missing on the other side", () => {
    expect(jsonDifference({ gone: 1, tags: ["a"] }, { tags: ["a", "b"], "new key": 2 })).toEqual([
      { path: "gone", before: 1, after: undefined },
      { path: "tags[1]", before: undefined, after: "b" },
      { path: '["new key"]', before: undefined, after: 2 },
    ]);
  });

  it("takes a changed kind as one change", () => {
    expect(jsonDifference({ v: [1] }, { v: { 0: 1 } })).toEqual([
      { path: "v", before: [1], after: { 0: 1 } },
    ]);
  });

  it("of a created thing is one change of the whole", () => {
    expect(jsonDifference(undefined, { a: 1 })).toEqual([
      { path: "", before: undefined, after: { a: 1 } },
    ]);
  });
});
