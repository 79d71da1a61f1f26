import { describe, expect, it } from "vitest";
import { compile } from "@/lib/evaluation/compile";
import { evaluate, isFailed } from "@/lib/evaluation/evaluate";
import { compileSegment } from "@/lib/evaluation/segment";
import type { Json, Serve, StateDocument } from "@/lib/evaluation/state";
import { type Step, Tracer } from "@/lib/evaluation/trace";
import { textOf } from "@/lib/history/serve-words";
import { decidingRule, type Line, linesOf } from "./trace-words";

const now = Date.parse("2026-11-22T00:00:00Z");
const voice = { time: (iso: string) => iso.slice(0, 10) };
const half: Serve = {
  split: [
    { variant: "on", weight: 50_000 },
    { variant: "off", weight: 50_000 },
  ],
  by: "targetingKey",
};

function compiled(key: string, state: Partial<StateDocument> = {}) {
  const variants = ["on", "off"].map((name) => ({ key: name, value: name === "on" }));
  const flag = { key, variants, salt: "s", archived: false, clientSide: true };
  const quiet = { enabled: true, killed: false, offVariant: "off", prerequisites: [], rules: [] };
  return compile(flag, { ...quiet, fallthrough: { variant: "on" }, ...state });
}

function rule(when: StateDocument["rules"][number]["when"], more: object = {}) {
  const always = { startsAt: null, endsAt: null };
  return { id: "r", name: "Pro", ...always, when, serve: { variant: "on" }, ...more };
}

const needed = compiled("needed", { fallthrough: { variant: "off" } });
const switchedOff = compiled("switched-off", { enabled: false });
const europe = compileSegment({
  ...{ key: "europe", included: ["ana"], excluded: ["eve"] },
  conditions: { attribute: "country", op: "in", values: ["FR", "DE"] },
});

/** Each line as text, its parts indented; "+" held, "-" did not, "!" decided. */
function told(
  state: Partial<StateDocument>,
  attributes: { [name: string]: Json } = {},
  targetingKey: string | null = "u-17",
) {
  const flag = compiled("flag", state);
  const flags = new Map([flag, needed, switchedOff].map((each) => [each.key, each]));
  const ruleset = { flags, segments: new Map([["europe", europe]]) };
  const tracer = new Tracer();
  const subject = { targetingKey, attributes, toggles: new Map() };
  const { answer } = evaluate(ruleset, "flag", subject, now, tracer);
  return linesOf(tracer.trace.steps, voice, !isFailed(answer)).flatMap((line) => texts(line));
}

function texts({ words, outcome, decided, parts }: Line, indent = ""): string[] {
  const mark = outcome === null ? " " : outcome ? "+" : "-";
  const text = `${indent}${mark} ${textOf(words)}${decided ? " !" : ""}`;
  return [text, ...parts.flatMap((part) => texts(part, `${indent}  `))];
}

describe("a trace in words", () => {
  it("says what was looked at and what decided", () => {
    expect(told({ killed: true })).toEqual(["  Killed for everybody here !"]);
    expect(told({ enabled: false })).toEqual([
      "  Not killed",
      "  No toggle for this user",
      "- Switched off here !",
    ]);
    expect(told({}).at(-1)).toBe("+ Everybody else: serves “on” !");
  });

  it("says of each condition what was asked and what was there", () => {
    const when = {
      all: [
        { attribute: "plan", op: "in", values: ["pro", "team"] },
        { not: { attribute: "age", op: "lt", values: [18] } },
        { any: [{ segment: "europe" }, { attribute: "beta", op: "eq", values: [true] }] },
      ],
    };
    const attributes = { plan: "pro", age: "old", country: "IT" };
    expect(told({ rules: [rule(when)] }, attributes).slice(3)).toEqual([
      "- Rule “Pro”: its conditions do not hold".replace("“Pro”", "““Pro””"),
      '  + “plan” is “pro” or “team”: it has “"pro"”',
      '  + “age” is not less than “18”: it has “"old"”, which this comparison cannot take',
      "  - One of these",
      "    - the user is in “europe”: its conditions do not hold",
      '      - “country” is “FR” or “DE”: it has “"IT"”',
      "    - “beta” is “true”: not known",
      "+ Everybody else: serves “on” !",
    ]);
  });

  it("says who is named in a segment", () => {
    const inEurope = { rules: [rule({ segment: "europe" })] };
    const asked = (key: string) => told(inEurope, {}, key)[4];
    expect(asked("ana")).toBe("  + the user is in “europe”: included by name");
    expect(asked("eve")).toBe("  - the user is in “europe”: excluded by name");
  });

  it("compares buckets with shares", () => {
    const fallthrough = { ...half, exposure: 60_000 };
    expect(told({ fallthrough }).slice(3)).toEqual([
      expect.stringMatching(/^[+-] Everybody else: /),
      expect.stringMatching(
        /^ {2}([+] 60 % take part: bucket [\d.]+ < 60|[-] 60 % take part: bucket [\d.]+ ≥ 60)/,
      ),
      expect.stringMatching(
        /^ {4}Split: bucket [\d.]+ falls in (“on” \(0 to 50\)|“off” \(50 to 100\))$/,
      ),
    ]);
    const nobody = told({
      fallthrough: { ...half, exposure: [{ at: "2027-01-01T00:00:00Z", weight: 100_000 }] },
    });
    expect(nobody[3]).toBe("- Everybody else: left out by its share, so the off variant !");
    expect(nobody[4]).toMatch(/≥ 0, so left out, from 2027-01-01 on$/);
  });

  it("says when a rule is not in time, and what a split lacks", () => {
    const all = { all: [] };
    const later = rule(all, { name: "", startsAt: "2027-01-01T00:00:00Z" });
    const over = rule(all, { name: "", endsAt: "2026-01-01T00:00:00Z" });
    const byPlan = rule(all, { name: "", serve: { ...half, by: "plan" } });
    const lines = told({ rules: [later, over, byPlan] });
    expect(lines.filter((line) => line.includes("Rule"))).toEqual([
      "- Rule 1: starts 2027-01-01",
      "- Rule 2: ended 2026-01-01",
      "- Rule 3: “plan” is not known, so passed over",
    ]);
    expect(lines).toContain("  + Asks nothing: for everybody");
  });

  it("follows prerequisites, and keeps a hidden one to itself", () => {
    const needs = (flag: string, variant: string) => ({
      prerequisites: [{ flag, variants: [variant] }],
    });
    expect(told(needs("needed", "on")).slice(1)).toEqual([
      "- Needs “needed” to serve “on”: it serves “off” !",
      "    Not killed",
      "    No toggle for this user",
      "  + Switched on here",
      "  + Everybody else: serves “off” !",
    ]);
    expect(told(needs("switched-off", "off"))[1]).toContain("it is switched off, and so does not");
    expect(told(needs("gone", "on"))[1]).toContain("it has no value");
    const hidden: Step = {
      ...{ step: "prerequisite", flag: null, variants: [], variant: null },
      ...{ steps: [], outcome: false },
    };
    const [line] = linesOf([hidden], voice);
    expect(textOf(line?.words ?? [])).toBe(
      "Needs something of a flag you may not see, which does not hold",
    );
  });

  it("says that nothing decided where there is no value", () => {
    const lines = told({ fallthrough: half }, {}, null);
    expect(lines.at(-1)).toBe(
      "- Everybody else: “targetingKey” is not known, so there is no value",
    );
  });
});

it("names the rule that decided", () => {
  const serve: Serve = { variant: "on" };
  const step = (name: string, outcome: boolean) => ({
    ...{ step: "rule" as const, rule: "r", name, time: "during" as const },
    ...{ startsAt: null, endsAt: null, condition: { all: [], outcome }, matches: outcome },
    ...{ serve, outcome },
  });
  expect(decidingRule([step("Pro", false), step("", true)])).toBe("Rule 2");
  expect(decidingRule([step("Pro", true)])).toBe("Rule “Pro”");
  expect(decidingRule([step("Pro", false)])).toBeNull();
});
