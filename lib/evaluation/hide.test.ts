import { expect, test } from "vitest";
import { withoutHidden } from "./hide";
import type { ConditionTrace, Step } from "./trace";

const asks = (attribute: string): ConditionTrace => ({
  ...{ attribute, op: "in", values: ["a"], actual: null },
  ...{ problem: "missing" as const, outcome: false },
});
const rule = (condition: ConditionTrace): Step => ({
  ...{ step: "rule", rule: "r", name: "", time: "during", startsAt: null, endsAt: null },
  ...{ condition, matches: false, serve: null, outcome: false },
});
const needs = (flag: string, ...steps: Step[]): Step => ({
  ...{ step: "prerequisite", flag, variants: ["on"], variant: "off", steps, outcome: false },
});
const isHidden = (flag: string) => flag === "secret";

test("a trace without hidden flags stays as it is", () => {
  const trace = { steps: [needs("open", rule(asks("plan")))], unknownAttributes: ["plan"] };
  expect(withoutHidden(trace, isHidden)).toBe(trace);
});

test("a hidden flag leaves neither its key nor its variants, steps and attributes, however deep it is needed", () => {
  const own = rule({ all: [asks("plan"), { not: [asks("age")], outcome: true }], outcome: false });
  const deep = needs("open", needs("secret", rule(asks("payroll"))));
  const trace = {
    steps: [needs("secret", rule(asks("salary"))), deep, own],
    unknownAttributes: ["salary", "payroll", "plan", "age"],
  };

  const shown = withoutHidden(trace, isHidden);

  const nothing = { flag: null, variants: [], variant: null, steps: [], outcome: false };
  expect(shown.steps).toEqual([
    { step: "prerequisite", ...nothing },
    { ...deep, steps: [{ step: "prerequisite", ...nothing }] },
    own,
  ]);
  expect(shown.unknownAttributes).toEqual(["plan", "age"]);
  expect(JSON.stringify(shown)).not.toMatch(/secret|salary|payroll/);
});
