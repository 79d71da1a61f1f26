import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mistakeWords, readJson } from "./json-text";

const mistake = (text: string) => {
  const read = readJson(text);
  return "mistake" in read ? read.mistake : undefined;
};

describe("a JSON text", () => {
  it("is read as every parser reads it", () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2, "\t"), (text, indent) => {
        const shown = JSON.stringify(JSON.parse(text), null, indent);
        expect(readJson(shown)).toEqual({ value: JSON.parse(text) });
      }),
    );
  });

  it("is refused whenever a parser refuses it", () => {
    const damaged = fc.tuple(fc.json(), fc.nat(), fc.constantFrom(...'{}[],:"\\ 1t\n'));
    fc.assert(
      fc.property(damaged, ([text, at, character]) => {
        const place = at % (text.length + 1);
        const broken = text.slice(0, place) + character + text.slice(place + 1);
        let parses = true;
        try {
          JSON.parse(broken);
        } catch {
          parses = false;
        }
        const found = mistake(broken);
        if (found?.message.includes("twice")) return;
        expect(found === undefined, broken).toBe(parses);
      }),
      { numRuns: 500 },
    );
  });

  it("says where it is wrong, in the text and in the value", () => {
    const text = '{\n  "rules": [\n    { "weight" 5 }\n  ]\n}';
    expect(mistake(text)).toEqual({
      line: 3,
      column: 16,
      path: "rules[0].weight",
      message: "A colon stands between a name and its value.",
    });
    expect(mistakeWords(mistake(text)!)).toBe(
      "Line 3, column 16, at rules[0].weight: A colon stands between a name and its value.",
    );
    expect(mistakeWords(mistake("tru")!)).toMatch(/^Line 1, column 1: A value stands here/);
  });

  it.each([
    ["", "a value is missing"],
    ['{"a": 1,}', "A name in double quotation marks"],
    ["{a: 1}", "A name in double quotation marks"],
    ["[1 2]", "A comma or a closing bracket"],
    ['{"a": 1 "b": 2}', "A comma or a closing brace"],
    ['{"a": "line\nbreak"}', "needs a backslash"],
    ["1 2", "Something follows the value"],
    ["[01]", "A comma or a closing bracket"],
    ['{"a": 1, "b": {}, "a": 2}', "is there twice"],
    ["[".repeat(300), "nested more than 200 deep"],
  ])("%j is told: %s", (text, words) => {
    expect(mistake(text)?.message).toContain(words);
  });
});
