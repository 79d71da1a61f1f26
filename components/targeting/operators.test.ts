import { describe, expect, it } from "vitest";
import { choiceOf, choose, kindOf, operatorMenu, takesOne } from "./operators";

const titles = (types: string[]) =>
  operatorMenu(types, "known", "exists").map(({ title }) => title);

describe("the operators that are offered", () => {
  it("fit the types that an attribute has been seen with", () => {
    expect(titles(["number"])).toEqual(["Number", "Anything"]);
    expect(titles(["boolean"])).toEqual(["Yes or no", "Anything"]);
    expect(titles(["string"])).toEqual(["Text", "Time", "Version", "Network address", "Anything"]);
    expect(titles([])).toHaveLength(7);
  });

  it("hold the chosen one although the attribute is of another type", () => {
    const menu = operatorMenu(["number"], "text", "eq");
    expect(menu[0]?.choices[0]).toEqual({ id: "text:eq::", label: "is" });
  });

  it("come plain and negated", () => {
    const [text] = operatorMenu([], "text", "in");
    expect(text?.choices.slice(0, 2)).toEqual([
      { id: "text:in::", label: "is one of" },
      { id: "text:in:not:", label: "is none of" },
    ]);
    const yes = operatorMenu(["boolean"], "boolean", "eq")[0];
    expect(yes?.choices.map(({ label }) => label)).toEqual([
      "is true",
      "is false",
      "is not true",
      "is not false",
    ]);
  });
});

describe("a choice of the menu", () => {
  it.each([
    [false, { op: "in", values: ["pro"] }],
    [true, { op: "in", values: [1, 2] }],
    [true, { op: "eq", values: [false] }],
    [false, { op: "before", values: ["2026-12-01T09:00:00.000Z"] }],
    [true, { op: "exists", values: [] }],
    [false, { op: "cidr", values: ["10.0.0.0/8"] }],
  ])("is found for a condition (negated: %s, %j) and leads back to it", (negated, condition) => {
    const chosen = choose(choiceOf(negated, { attribute: "a", ...condition }), condition.values);
    expect(chosen).toMatchObject({ negated, op: condition.op, kind: kindOf(condition) });
  });

  it("keeps the values that still fit", () => {
    expect(choose("number:in::", ["1", "pro", "2.5"]).values).toEqual([1, 2.5]);
    expect(choose("text:contains::", [1, true]).values).toEqual(["1"]);
    expect(choose("number:lt::", [3, 4]).values).toEqual([3]);
    expect(choose("known:exists::", ["pro"]).values).toEqual([]);
    expect(choose("boolean:eq::false", ["pro"]).values).toEqual([false]);
  });

  it("takes one value where the operator compares", () => {
    expect([takesOne("lt"), takesOne("semverGte"), takesOne("in")]).toEqual([true, true, false]);
  });
});
