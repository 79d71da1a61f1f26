import { describe, expect, it } from "vitest";
import { parseValue, valueText, valueWords } from "./variant-value";

describe("a variant's typed text", () => {
  it.each([
    ["string", "1", "1"],
    ["string", "", ""],
    ["boolean", "true", true],
    ["boolean", "false", false],
    ["number", " -2.5 ", -2.5],
    ["object", '{"a":[1]}', { a: [1] }],
  ] as const)("of a %s flag %j is the value %j", (type, text, value) => {
    expect(parseValue(type, text)).toEqual({ value });
  });

  it.each([
    ["number", ""],
    ["number", "ten"],
    ["number", "Infinity"],
    ["object", "[1]"],
    ["object", "null"],
    ["object", "{"],
  ] as const)("of a %s flag cannot be %j", (type, text) => {
    expect(parseValue(type, text)).toHaveProperty("error");
  });

  it("comes back from its value", () => {
    for (const [type, text] of [
      ["string", "a b"],
      ["number", "3"],
      ["object", '{\n  "a": 1\n}'],
    ] as const) {
      const parsed = parseValue(type, text);
      expect("value" in parsed && valueText(parsed.value)).toBe(text);
    }
  });
});

it("a value in words tells texts from numbers", () => {
  expect(valueWords("1")).toBe('"1"');
  expect(valueWords(1)).toBe("1");
});
