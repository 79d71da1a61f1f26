import { FlagdCore } from "@openfeature/flagd-core";
import { peerSides } from "@/bench/evaluate-peers";
import { compile } from "@/lib/evaluation/compile";
import { answerNext, evaluateFlag, isFailed, runFor } from "@/lib/evaluation/evaluate";
import type { Ruleset } from "@/lib/evaluation/ruleset";
import { compileSegment } from "@/lib/evaluation/segment";
import type { StateDocument } from "@/lib/evaluation/state";

const rounds = 9;
const secondsPerRound = 0.4;
const flagCount = 100;

/** A segment rule and a split: what one real flag looks like while it is rolled out. */
const state: StateDocument = {
  enabled: true,
  killed: false,
  offVariant: "off",
  prerequisites: [],
  rules: [
    {
      id: "r1",
      name: "Paying Europe",
      startsAt: null,
      endsAt: null,
      when: { segment: "paying-europe" },
      serve: {
        split: [
          { variant: "on", weight: 25_000 },
          { variant: "off", weight: 75_000 },
        ],
        by: "targetingKey",
      },
    },
  ],
  fallthrough: { variant: "off" },
};
const variants = [
  { key: "on", value: true },
  { key: "off", value: false },
];
const plans = ["pro", "team"];
const countries = ["DE", "FR", "IT"];

const keys = Array.from({ length: flagCount }, (_, at) => `flag-${at}`);
const users = Array.from({ length: 1_000 }, (_, at) => `user-${at}`);
const attributes = { plan: "pro", country: "FR" };

/** What every side evaluates: 100 flags with one rule for a segment, whose members are split. */
export type World = {
  keys: string[];
  plans: string[];
  countries: string[];
  attributes: { plan: string; country: string };
  /** How many of the segment get the flag, 0 to 1. */
  share: number;
};

/** Evaluations a second of processor time, round by round, by side. */
export type EvaluationRounds = { one: Rates; all: Rates };
export type Rates = Record<string, number[]>;

/** One flag, and all flags of one user, of Hoist, of flagd's library and of those of others that are installed. */
export function measureEvaluation(): EvaluationRounds {
  const hoist = ours();
  const flagd = theirs();
  for (const user of users)
    if (hoist.one(7, user) !== flagd.one(7, user) || hoist.all(user) !== flagd.all(user))
      throw new Error(`The two disagree about ${user}.`);

  const others = peerSides({ keys, plans, countries, attributes, share: 0.25 });
  for (const [name, side] of Object.entries(others)) expectShare(name, side);
  const sides: Record<string, Side> = { hoist, flagd, ...others };
  const found: EvaluationRounds = { one: {}, all: {} };
  for (let round = -1; round < rounds; round++)
    for (const [name, side] of Object.entries(sides)) {
      const one = perSecond((n) => side.one(n % flagCount, userAt(n)));
      const all = perSecond((n) => side.all(userAt(n)));
      if (round < 0) continue; // It warms up.
      found.one[name] = [...(found.one[name] ?? []), one];
      found.all[name] = [...(found.all[name] ?? []), all];
    }
  return found;
}

/** Each library splits by a hash of its own: of many users it must serve about as many. */
function expectShare(name: string, side: Side): void {
  const served = users.reduce((sum, user) => sum + side.all(user), 0) / (users.length * flagCount);
  if (Math.abs(served - 0.25) > 0.02) throw new Error(`${name} serves ${served}, not a quarter.`);
}

export type Side = {
  /** The variant of one flag. */
  one(flag: number, user: string): unknown;
  /** How many flags are on. */
  all(user: string): number;
};

function ours(): Side {
  const document = { variants, archived: false, clientSide: true };
  const flags = keys.map((key) => compile({ ...document, key, salt: key }, state));
  const segment = compileSegment({
    key: "paying-europe",
    conditions: {
      all: [
        { attribute: "plan", op: "in", values: plans },
        { attribute: "country", op: "in", values: countries },
      ],
    },
    included: [],
    excluded: [],
  });
  const ruleset: Ruleset = {
    flags: new Map(flags.map((flag) => [flag.key, flag])),
    segments: new Map([[segment.key, segment]]),
  };
  const toggles = new Map();
  const subjectOf = (targetingKey: string) => ({
    targetingKey,
    attributes: { ...attributes },
    toggles,
  });
  return {
    one(at, user) {
      const flag = flags[at];
      if (!flag) return null;
      const { answer } = evaluateFlag(ruleset, flag, subjectOf(user), 0);
      return isFailed(answer) ? null : answer.variant;
    },
    all(user) {
      const run = runFor(ruleset, subjectOf(user), 0);
      let count = 0;
      for (const flag of flags) {
        const answer = answerNext(run, flag);
        if (!isFailed(answer) && answer.value === true) count++;
      }
      return count;
    },
  };
}

function theirs(): Side {
  const silent = () => {};
  const logger = { debug: silent, info: silent, warn: silent, error: silent };
  const core = new FlagdCore(undefined, logger);
  const isAmong = (name: string, values: string[]) => ({ in: [{ var: name }, values] });
  const hashed = { cat: [{ var: "$flagd.flagKey" }, { var: "targetingKey" }] };
  const shares = { fractional: [hashed, ["on", 25_000], ["off", 75_000]] };
  const flag = {
    state: "ENABLED",
    variants: { on: true, off: false },
    defaultVariant: "off",
    targeting: { if: [{ $ref: "paying-europe" }, shares, "off"] },
  };
  const conditions = { and: [isAmong("plan", plans), isAmong("country", countries)] };
  core.setConfigurations(
    JSON.stringify({
      $evaluators: { "paying-europe": conditions },
      flags: Object.fromEntries(keys.map((key) => [key, flag])),
    }),
  );
  const contextOf = (targetingKey: string) => ({ targetingKey, ...attributes });
  return {
    one: (at, user) =>
      core.resolveBooleanEvaluation(keys[at] ?? "", false, contextOf(user), logger).variant,
    all(user) {
      let count = 0;
      for (const { value } of core.resolveAll(contextOf(user), logger)) if (value === true) count++;
      return count;
    },
  };
}

function userAt(n: number): string {
  return users[n % users.length] ?? "";
}

/** Calls for a while; rates are of processor time, which others on the machine disturb least. */
function perSecond(call: (n: number) => unknown): number {
  const start = process.cpuUsage();
  const end = performance.now() + secondsPerRound * 1_000;
  let calls = 0;
  while (performance.now() < end) for (const last = calls + 50; calls < last; calls++) call(calls);
  const { user, system } = process.cpuUsage(start);
  return calls / ((user + system) / 1e6);
}
