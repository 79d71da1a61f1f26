import { setFlagsFromString } from "node:v8";
import { describe, expect, it } from "vitest";
import { type CompiledFlag, compile } from "./compile";
import { answerNext, runFor } from "./evaluate";
import type { Condition, Json } from "./state";

setFlagsFromString("--allow-natives-syntax");
const alike = new Function("left", "right", "return %HaveSameMap(left, right)") as (
  ...objects: [object, object]
) => boolean;

const pays: Condition = { attribute: "plan", op: "in", values: ["pro", "team"] };

function flag(at: number, when: Condition = pays): CompiledFlag {
  const variants = [true, "text", 5, 1.5, { a: 1 }].map((value, n) => ({ key: `v${n}`, value }));
  const about = { key: `flag-${at}`, salt: `${at}`, archived: false, clientSide: true };
  return compile(
    { ...about, variants },
    {
      ...{ enabled: true, killed: false, offVariant: "v0", prerequisites: [] },
      rules: [
        { id: "r", name: "", startsAt: null, endsAt: null, when, serve: { variant: "v1" } },
        {
          ...{ id: "s", name: "", startsAt: null, endsAt: null, serve: { variant: "v2" } },
          when: { not: { any: [{ segment: "staff" }, pays] } },
        },
      ],
      fallthrough: {
        split: [3, 4].map((n) => ({ variant: `v${n}`, weight: 50_000 })),
        by: "targetingKey",
      },
    },
  );
}

describe("compiled flags", () => {
  const flags = Array.from({ length: 50 }, (_, at) => flag(at));
  const kinds: [string, (flag: CompiledFlag) => object[]][] = [
    ["flags", (flag) => [flag]],
    ["rules", ({ rules }) => [...rules]],
    ["conditions", ({ rules }) => rules.flatMap(({ when }) => [when, ...when.parts])],
    ["answers", ({ whenKilled, whenToggled }) => [whenKilled, ...whenToggled.values()]],
  ];

  it.each(kinds)("have %s of one shape, which keeps looking at them fast", (_kind, of) => {
    const [first, ...others] = flags.flatMap(of);
    expect(others.length).toBeGreaterThan(10);
    expect(others.every((other) => first !== undefined && alike(first, other))).toBe(true);
  });

  it("share a condition that they all ask, unless it is long", () => {
    const [first, second] = flags.map(({ rules }) => rules[0]?.when);
    expect(first).toBe(second);
    const long = { ...pays, values: ["x".repeat(2_000)] };
    expect(flag(1, long).rules[0]?.when).not.toBe(flag(2, long).rules[0]?.when);
  });

  it("have a condition looked at once for all of them", () => {
    let looks = 0;
    const attributes = {
      get plan(): Json {
        looks++;
        return "pro";
      },
    };
    const ruleset = { flags: new Map(), segments: new Map() };
    const subject = { targetingKey: "u", attributes, toggles: new Map() };
    const run = runFor(ruleset, subject, 0);
    for (const one of flags) expect(answerNext(run, one)).toMatchObject({ variant: "v1" });
    expect(looks).toBe(1);
  });
});
