import { describe, expect, it } from "vitest";
import type { Condition } from "@/lib/evaluation/state";
import { conditionOf, conditionProblems, groupOf, rootOf, unwrapped } from "./conditions";

const leaf: Condition = { attribute: "plan", op: "in", values: ["pro"] };

describe("a group of conditions", () => {
  it.each<[Condition, string]>([
    [{ all: [leaf] }, "all"],
    [{ any: [leaf] }, "any"],
    [{ not: { all: [leaf] } }, "notAll"],
    [{ not: { any: [leaf] } }, "none"],
  ])("%j comes back as it was", (condition, mode) => {
    const group = groupOf(condition);
    expect(group?.mode).toBe(mode);
    expect(group && conditionOf(group)).toEqual(condition);
  });

  it("is made of a single condition where a rule has but one", () => {
    expect(groupOf(leaf)).toBeNull();
    expect(rootOf(leaf)).toEqual({ mode: "all", parts: [leaf] });
  });

  it("two negations are none", () => {
    expect(unwrapped({ not: { not: leaf } })).toEqual({ negated: false, inner: leaf });
    expect(groupOf({ not: { not: { any: [leaf] } } })?.mode).toBe("any");
  });
});

describe("what is missing in a condition", () => {
  it("is told for every part, however deep", () => {
    expect(
      conditionProblems({
        all: [
          { attribute: "", op: "in", values: ["x"] },
          { not: { any: [{ segment: "" }, { attribute: "plan", op: "in", values: [] }] } },
          { any: [] },
        ],
      }),
    ).toEqual([
      "Choose an attribute, or type its name.",
      "Choose a segment.",
      "Say which plan is meant.",
      "Add a condition: of no conditions none can hold.",
    ]);
  });

  it("is nothing in a whole one", () => {
    const known = { attribute: "plan", op: "exists", values: [] };
    expect(conditionProblems({ all: [leaf, { segment: "eu" }, known] })).toEqual([]);
    expect(conditionProblems({ all: [] })).toEqual([]);
  });
});
