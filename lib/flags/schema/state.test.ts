import { describe, expect, test } from "vitest";
import { changeStateSchema } from "@/lib/flags/schema/state";

const plan = { attribute: "plan", op: "in", values: ["pro"] };
const serve = { variant: "on" };
const half = [
  { variant: "on", weight: 50_000 },
  { variant: "off", weight: 50_000 },
];
const split = { split: half, by: "targetingKey" };
const places = (input: unknown) =>
  changeStateSchema.safeParse(input).error?.issues.map(({ path }) => path.join("."));
const step = (at: string, weight: number) => ({ at, weight });

describe("changeStateSchema", () => {
  test("takes the whole document of the wire contract", () => {
    const document = {
      enabled: true,
      killed: true,
      offVariant: "off",
      prerequisites: [{ flag: "billing-v2", variants: ["on"] }],
      rules: [
        {
          id: "r1",
          name: "Pro in Europe",
          startsAt: null,
          endsAt: "2026-12-03T09:00:00.000Z",
          when: { all: [plan, { segment: "europe" }] },
          serve: { ...split, exposure: 12_500 },
        },
      ],
      fallthrough: {
        ...{ split: [{ variant: "on", weight: 100_000 }], by: "account.id" },
        exposure: [
          step("2026-12-01T09:00:00.000Z", 1_000),
          step("2026-12-03T09:00:00.000Z", 1_000),
        ],
      },
    };
    expect(changeStateSchema.parse(document)).toEqual(document);
  });

  test("fills in what a rule may leave out, and writes instants one way", () => {
    const startsAt = "2026-12-01T10:00:00+01:00";
    expect(changeStateSchema.parse({ rules: [{ when: plan, serve, startsAt }] }).rules).toEqual([
      { name: "", startsAt: "2026-12-01T09:00:00.000Z", endsAt: null, when: plan, serve },
    ]);
  });

  const rule = { when: plan, serve };
  const later = "2026-12-02T00:00:00Z";
  test.each([
    [{ version: 3 }, ""],
    [{ rules: [{ serve }] }, "rules.0.when"],
    [{ rules: [{ when: plan }] }, "rules.0.serve"],
    [{ rules: [{ ...rule, id: "a b" }] }, "rules.0.id"],
    [{ rules: [{ ...rule, id: "a" }, rule, { ...rule, id: "a" }] }, "rules.2.id"],
    [{ rules: [{ ...rule, name: "x".repeat(201) }] }, "rules.0.name"],
    [{ rules: [{ ...rule, startsAt: "tomorrow" }] }, "rules.0.startsAt"],
    [{ rules: [{ ...rule, endsAt: "2026-02-30T00:00:00Z" }] }, "rules.0.endsAt"],
    [{ rules: [{ ...rule, startsAt: later, endsAt: later }] }, "rules.0.endsAt"],
    [{ rules: [{ ...rule, endsAt: "9999-12-31T23:59:59-01:00" }] }, "rules.0.endsAt"],
    [{ rules: [{ ...rule, when: { all: [{ not: {} }] } }] }, "rules.0.when.all.0.not"],
    [{ rules: Array(201).fill(rule) }, "rules"],
    [{ prerequisites: [{ flag: "a", variants: [] }] }, "prerequisites.0.variants"],
    [{ prerequisites: [{ flag: "a", variants: ["b", "b"] }] }, "prerequisites.0.variants"],
    [{ prerequisites: Array(2).fill({ flag: "a", variants: ["b"] }) }, "prerequisites.1.flag"],
    [{ fallthrough: {} }, "fallthrough"],
    [{ fallthrough: { ...serve, ...split } }, "fallthrough"],
    [{ fallthrough: { split: half } }, "fallthrough.by"],
    [{ fallthrough: { ...serve, by: "a" } }, "fallthrough.by"],
    [{ fallthrough: { ...serve, exposure: 5 } }, "fallthrough.exposure"],
    [{ fallthrough: { ...split, split: [] } }, "fallthrough.split"],
    [{ fallthrough: { ...split, split: half.slice(1) } }, "fallthrough.split"],
    [{ fallthrough: { ...split, split: [half[0], half[0]] } }, "fallthrough.split.1.variant"],
    [
      { fallthrough: { ...split, split: [{ variant: "on", weight: 0.5 }, ...half] } },
      "fallthrough.split.0.weight",
    ],
    [{ fallthrough: { ...split, exposure: 100_001 } }, "fallthrough.exposure"],
    [{ fallthrough: { ...split, exposure: -1 } }, "fallthrough.exposure"],
    [{ fallthrough: { ...split, exposure: [] } }, "fallthrough.exposure"],
    [{ fallthrough: { ...split, exposure: "all" } }, "fallthrough.exposure"],
    [
      {
        fallthrough: { ...split, exposure: [step(later, 5), step("2026-12-02T01:00:00+01:00", 5)] },
      },
      "fallthrough.exposure.1.at",
    ],
    [
      { fallthrough: { ...split, exposure: [step(later, 5), step("2026-12-03T00:00:00Z", 4)] } },
      "fallthrough.exposure.1.weight",
    ],
  ])("refuses %j where it is wrong", (input, path) => {
    expect(places(input)).toContain(path);
  });

  test("takes the ends of every range", () => {
    for (const exposure of [0, 100_000])
      expect(places({ fallthrough: { ...split, exposure } })).toBeUndefined();
    const all = [
      { variant: "on", weight: 100_000 },
      { variant: "off", weight: 0 },
    ];
    expect(places({ fallthrough: { ...split, split: all } })).toBeUndefined();
  });
});
