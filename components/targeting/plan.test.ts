import { describe, expect, it } from "vitest";
import type { Serve } from "@/lib/evaluation/state";
import type { Plan } from "@/lib/history/state-changes";
import { copied, moved, newRule, planProblems, serveOf, serveProblems, servingOf } from "./plan";

const plan: Plan = {
  offVariant: "off",
  prerequisites: [],
  rules: [],
  fallthrough: { variant: "on" },
};
const split = [{ variant: "on", weight: 100_000 }];

describe("what is served, as it is edited", () => {
  it.each<[Serve]>([
    [{ variant: "on" }],
    [{ split, by: "company" }],
    [{ split, by: "targetingKey", exposure: 25_000 }],
    [
      {
        split: [
          { variant: "a", weight: 50_000 },
          { variant: "b", weight: 50_000 },
        ],
        by: "targetingKey",
      },
    ],
  ])("%j comes back as it was", (serve) => {
    expect(serveOf(servingOf(serve))).toEqual(serve);
  });

  it("is a variant again when one variant goes to everybody", () => {
    const serving = servingOf({ split, by: "targetingKey", exposure: 25_000 });
    expect(serveOf({ ...serving, exposure: null })).toEqual({ variant: "on" });
  });
});

describe("what must be mended first", () => {
  const at = (day: number) => `2026-12-0${day}T09:00:00.000Z`;

  it("is an empty condition in a new rule", () => {
    const rule = newRule("on", "r1");
    expect(planProblems({ ...plan, rules: [rule] })).toEqual([
      { rule: "r1", message: "Choose an attribute, or type its name." },
    ]);
  });

  it("is a rule that ends before it starts, and a prerequisite that asks nothing", () => {
    const rule = {
      ...newRule("on", "r1"),
      when: { segment: "europe" },
      startsAt: at(3),
      endsAt: at(2),
    };
    const prerequisites = [{ flag: "billing", variants: [] }];
    expect(planProblems({ ...plan, rules: [rule], prerequisites })).toEqual([
      { rule: null, message: "Say what billing must serve, or remove it." },
      { rule: "r1", message: "A rule ends after it starts." },
    ]);
  });

  it.each<[string, { at: string; weight: number }[], string[]]>([
    ["no steps", [], ["Add a step."]],
    ["a step without a time", [{ at: "", weight: 1 }], ["Every step has a time."]],
    [
      "steps out of order",
      [
        { at: at(2), weight: 1 },
        { at: at(1), weight: 2 },
      ],
      ["Each step is later than the one before."],
    ],
    [
      "a share that shrinks",
      [
        { at: at(1), weight: 2 },
        { at: at(2), weight: 1 },
      ],
      ["A share never shrinks over time: who has it keeps it."],
    ],
    [
      "nothing in a ramp",
      [
        { at: at(1), weight: 1 },
        { at: at(2), weight: 1 },
      ],
      [],
    ],
  ])("is %s", (_what, exposure, problems) => {
    expect(serveProblems({ split, by: "targetingKey", exposure })).toEqual(problems);
  });

  it("is a variant that stands twice, and nothing to divide by", () => {
    expect(serveProblems({ split: [...split, ...split], by: "" })).toEqual([
      "A variant stands in the split twice.",
      "Say what to divide users by.",
    ]);
  });
});

it("A copy of a rule has an id of its own and says that it is one", () => {
  const rule = { ...newRule("on", "r1"), name: "Pro" };
  const copy = copied(rule);
  expect(copy.id).not.toBe("r1");
  expect(copy).toEqual({ ...rule, id: copy.id, name: "Pro (copy)" });
});

it("An entry moves to another place in its list", () => {
  expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(moved(["a", "b", "c"], 2, 1)).toEqual(["a", "c", "b"]);
});
