import { describe, expect, it } from "vitest";
import type { Condition, Rule, Serve } from "@/lib/evaluation/state";
import { conditionWords, ruleWords } from "@/lib/history/condition-words";
import { percent, serveWords, textOf } from "@/lib/history/serve-words";
import { type Plan, planChanges } from "@/lib/history/state-changes";

const voice = {
  time: (iso: string) => iso.slice(0, 10),
  segment: (key: string) => key.toUpperCase(),
};
const plain = (condition: Condition) => textOf(conditionWords(condition, voice));
const served = (serve: Serve) => textOf(serveWords(serve, voice));

const share = (weight: number): Serve => ({
  split: [{ variant: "on", weight: 100_000 }],
  by: "targetingKey",
  exposure: weight,
});
const pro: Condition = { attribute: "plan", op: "in", values: ["pro", "team"] };
const rule: Rule = {
  id: "r1",
  name: "",
  startsAt: null,
  endsAt: null,
  when: { all: [pro, { segment: "europe" }] },
  serve: share(25_000),
};
const plan: Plan = {
  offVariant: "off",
  prerequisites: [],
  rules: [],
  fallthrough: { variant: "on" },
};

describe("a rule in words", () => {
  it("can be read aloud", () => {
    expect(textOf(ruleWords(rule, voice))).toBe(
      "If “plan” is “pro” or “team” and the user is in “EUROPE”, serve “on” to 25 %.",
    );
  });

  it("says when it is in time", () => {
    const timed = { ...rule, when: { all: [] }, startsAt: "2026-12-01T09:00:00.000Z" };
    expect(textOf(ruleWords(timed, voice))).toBe(
      "From 2026-12-01, for everybody, serve “on” to 25 %.",
    );
    expect(
      textOf(ruleWords({ ...rule, when: pro, endsAt: "2026-12-03T09:00:00.000Z" }, voice)),
    ).toBe("Until 2026-12-03, if “plan” is “pro” or “team”, serve “on” to 25 %.");
  });

  it.each<[Condition, string]>([
    [{ attribute: "plan", op: "eq", values: ["pro"] }, "“plan” is “pro”"],
    [{ not: pro }, "“plan” is neither “pro” nor “team”"],
    [
      {
        all: [
          { attribute: "plan", op: "in", values: ["enterprise", "scale", "team"] },
          { attribute: "seats", op: "gte", values: [50] },
        ],
      },
      "“plan” is “enterprise”, “scale” or “team” and “seats” is at least “50”",
    ],
    [
      {
        any: [
          pro,
          { not: { attribute: "country", op: "in", values: ["DE", "FR", "IT"] } },
          { segment: "europe" },
        ],
      },
      "“plan” is “pro” or “team”, or “country” is neither “DE”, “FR” nor “IT”, or the user is in “EUROPE”",
    ],
    [
      { attribute: "email", op: "endsWith", values: [".org", ".net"] },
      "“email” ends with “.org” or “.net”",
    ],
    [
      { not: { attribute: "ip", op: "cidr", values: ["10.0.0.0/8", "192.168.0.0/16"] } },
      "“ip” is in neither the network “10.0.0.0/8” nor “192.168.0.0/16”",
    ],
    [
      { not: { attribute: "seats", op: "lt", values: [5, 9] } },
      "“seats” is not less than “5” nor “9”",
    ],
    [{ not: { segment: "europe" } }, "the user is not in “EUROPE”"],
    [{ not: { not: { segment: "europe" } } }, "the user is in “EUROPE”"],
    [{ attribute: "age", op: "gte", values: [18] }, "“age” is at least “18”"],
    [{ not: { attribute: "age", op: "exists", values: [] } }, "“age” is not known"],
    [
      { attribute: "since", op: "before", values: ["2026-12-01T09:00:00.000Z"] },
      "“since” is before “2026-12-01”",
    ],
    [
      { all: [pro, { any: [{ segment: "a" }, { segment: "b" }] }] },
      "“plan” is “pro” or “team” and (the user is in “A” or the user is in “B”)",
    ],
    [
      { not: { any: [{ segment: "a" }, { segment: "b" }] } },
      "not (the user is in “A” or the user is in “B”)",
    ],
    [{ any: [] }, "never"],
    [{ attribute: "x", op: "newer", values: [1] }, "“x” is newer “1”"],
  ])("tells %j", (condition, words) => {
    expect(plain(condition)).toBe(words);
  });

  it.each<[Serve, string]>([
    [{ variant: "on" }, "serve “on”"],
    [{ split: [{ variant: "on", weight: 100_000 }], by: "company" }, "serve “on”"],
    [
      {
        split: [
          { variant: "a", weight: 12_500 },
          { variant: "b", weight: 0 },
          { variant: "c", weight: 87_500 },
        ],
        by: "company",
        exposure: 50_000,
      },
      "serve 12.5 % “a” and 87.5 % “c” to 50 %, divided by “company”",
    ],
    [
      {
        split: [{ variant: "on", weight: 100_000 }],
        by: "targetingKey",
        exposure: [
          { at: "2026-12-01T09:00:00.000Z", weight: 25_000 },
          { at: "2026-12-03T09:00:00.000Z", weight: 100_000 },
        ],
      },
      "serve “on” to 25 % from 2026-12-01, to everybody from 2026-12-03",
    ],
  ])("tells %j", (serve, words) => {
    expect(served(serve)).toBe(words);
  });

  it("writes percent without a tail of noughts", () => {
    expect([1, 12_500, 100_000, 0, 33_333].map(percent)).toEqual([
      "0.001 %",
      "12.5 %",
      "100 %",
      "0 %",
      "33.333 %",
    ]);
  });
});

describe("what changes in a plan", () => {
  const changes = (before: Partial<Plan>, after: Partial<Plan>) =>
    planChanges({ ...plan, ...before }, { ...plan, ...after }, voice).map(textOf);
  const named = (id: string, name = id): Rule => ({ ...rule, id, name });

  it("is nothing between equal plans, in whatever order their members stand", () => {
    const other = {
      serve: rule.serve,
      when: rule.when,
      endsAt: null,
      startsAt: null,
      name: "",
      id: "r1",
    };
    expect(changes({ rules: [rule] }, { rules: [other] })).toEqual([]);
  });

  it.each<[string, Partial<Plan>, Partial<Plan>, string[]]>([
    [
      "the share of everybody",
      { fallthrough: share(25_000) },
      { fallthrough: share(50_000) },
      ["25 % → 50 % of everybody"],
    ],
    [
      "the share of everybody else",
      { fallthrough: share(25_000), rules: [rule] },
      { fallthrough: { variant: "on" }, rules: [rule] },
      ["25 % → 100 % of everybody else"],
    ],
    [
      "a variant that becomes a share of another",
      { fallthrough: { variant: "off" } },
      { fallthrough: share(5_000) },
      ["everybody: serve “off” → serve “on” to 5 %"],
    ],
    [
      "variants",
      {},
      { fallthrough: { variant: "off" }, offVariant: "on" },
      [
        "when on, everybody gets “off” instead of “on”",
        "when off, everybody gets “on” instead of “off”",
      ],
    ],
    [
      "a rule that comes",
      { rules: [named("a")] },
      { rules: [named("a"), rule] },
      ["new rule 2: If “plan” is “pro” or “team” and the user is in “EUROPE”, serve “on” to 25 %."],
    ],
    ["a rule that goes", { rules: [named("a")] }, { rules: [] }, ["removes the rule “a”"]],
    [
      "rules in another order",
      { rules: [named("a"), named("b"), named("c")] },
      { rules: [named("c"), named("a"), named("b")] },
      ["another order of rules: “c”, “a” and “b”"],
    ],
    [
      "everything in one rule",
      { rules: [named("a")] },
      {
        rules: [
          {
            ...named("a", "b"),
            when: { all: [] },
            startsAt: "2026-12-01T09:00:00.000Z",
            serve: share(50_000),
          },
        ],
      },
      [
        "rule “a”: is called “b” now",
        "rule “a”: now for everybody",
        "rule “a”: from 2026-12-01",
        "rule “a”: 25 % → 50 %",
      ],
    ],
    [
      "a rule without a name",
      { rules: [rule] },
      { rules: [{ ...rule, serve: { variant: "off" } }] },
      [
        "rule (if “plan” is “pro” or “team” and the user is in “EUROPE”): serve “on” to 25 % → serve “off”",
      ],
    ],
    [
      "prerequisites",
      {
        prerequisites: [
          { flag: "gone", variants: ["on"] },
          { flag: "kept", variants: ["a"] },
        ],
      },
      {
        prerequisites: [
          { flag: "kept", variants: ["a", "b"] },
          { flag: "new", variants: ["on"] },
        ],
      },
      [
        "no longer needs “gone”",
        "now needs “kept” to serve “a” or “b”",
        "needs “new” to serve “on”",
      ],
    ],
  ])("names %s", (_what, before, after, words) => {
    expect(changes(before, after)).toEqual(words);
  });
});
