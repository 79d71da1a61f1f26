import fc from "fast-check";
import { expect, it } from "vitest";
import { type Attributes, attributesOf, type Row, rowsOf } from "./context-rows";

const row = (name: string, kind: Row["kind"], text: string): Row => ({ name, kind, text });

it("shows attributes by type, those in objects by their paths", () => {
  const attributes = { plan: "7", age: 7, beta: true, tags: ["a"], at: { "a.b": { c: null } } };
  expect(rowsOf(attributes)).toEqual([
    row("plan", "text", "7"),
    row("age", "number", "7"),
    row("beta", "boolean", "true"),
    row("tags", "json", '["a"]'),
    row("at.a\\.b.c", "json", "null"),
  ]);
});

it("gives back the attributes that it showed, whatever they are called", () => {
  const names = fc.oneof(fc.constantFrom("a.b", "__proto__", "\\", "toString"), fc.string());
  const attributes = fc.dictionary(
    names.filter((name) => name.trim() !== "" && name === name.trim()),
    fc.jsonValue({ maxDepth: 3 }),
    { maxKeys: 4 },
  );
  fc.assert(
    fc.property(attributes, (any) => {
      const given: Attributes = JSON.parse(JSON.stringify(any));
      fc.pre(rowsOf(given).every(({ name }) => name === name.trim() && name !== ""));
      expect(attributesOf(rowsOf(given))).toEqual({ attributes: given });
    }),
  );
});

it("says which row is wrong, and passes over rows without a name", () => {
  expect(attributesOf([row("", "number", "x"), row("a", "text", "")])).toEqual({
    attributes: { a: "" },
  });
  const rows = [
    row("n", "number", ""),
    row("l", "json", "[1"),
    row("a", "text", "x"),
    row("a", "text", "y"),
    row("a.b", "text", "z"),
  ];
  expect(attributesOf(rows)).toEqual({
    errors: new Map([
      [0, "Type a number."],
      [1, 'Type JSON, such as ["a", "b"].'],
      [3, "a has a value already."],
      [4, "a has a value of its own already."],
    ]),
  });
});
