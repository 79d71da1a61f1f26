import { describe, expect, it } from "vitest";
import type { Condition, StateDocument } from "@/lib/evaluation/state";
import { attributesAsked, momentsOf } from "@/lib/flags/queries/asked";

const at = (day: number) => `2026-12-0${day}T09:00:00.000Z`;
const is = (attribute: string): Condition => ({ attribute, op: "in", values: ["x"] });
const split = [{ variant: "on", weight: 100_000 }];
const rule = { id: "r1", name: "", startsAt: null, endsAt: null };
const state: StateDocument = {
  enabled: true,
  killed: false,
  offVariant: "off",
  prerequisites: [],
  rules: [],
  fallthrough: { variant: "on" },
};

describe("the attributes that a state asks for", () => {
  it("stand in conditions however deep, in segments and in what a split is by", () => {
    const segments = new Map<string, { conditions: Condition }>([
      ["eu", { conditions: { any: [is("country"), { segment: "eu" }] } }],
    ]);
    const when: Condition = { all: [is("plan"), { not: { any: [is("age"), { segment: "eu" }] } }] };
    const rules = [{ ...rule, when, serve: { split, by: "company" } }];
    const fallthrough = { split, by: "targetingKey" };
    expect(attributesAsked({ ...state, rules, fallthrough }, segments)).toEqual([
      "plan",
      "age",
      "country",
      "company",
    ]);
  });

  it("are none where everybody gets the same, or a segment is unknown", () => {
    expect(attributesAsked(state, new Map())).toEqual([]);
    const rules = [{ ...rule, when: { segment: "gone" }, serve: { variant: "on" } }];
    expect(attributesAsked({ ...state, rules }, new Map())).toEqual([]);
  });
});

describe("the moments at which states change by themselves", () => {
  it("are those to come, in order, each once", () => {
    const exposure = [
      { at: at(3), weight: 1 },
      { at: at(5), weight: 2 },
    ];
    const ramp = { split, by: "targetingKey", exposure };
    const timed = { ...rule, startsAt: at(1), endsAt: at(4), when: is("plan"), serve: ramp };
    const found = momentsOf(
      [state, { ...state, rules: [timed], fallthrough: ramp }],
      Date.parse(at(3)),
    );
    expect(found).toEqual([Date.parse(at(4)), Date.parse(at(5))]);
  });
});
