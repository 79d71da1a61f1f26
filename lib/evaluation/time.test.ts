import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CompiledFlag, compile } from "./compile";
import { answerNext, type Evaluation, evaluate, evaluateFlag, isFailed, runFor } from "./evaluate";
import { compileSegment } from "./segment";
import type { Condition, Rule, Serve, StateDocument, Subject } from "./state";
import { Tracer } from "./trace";

const names = ["f0", "f1", "f2", "f3"];
const variants = ["a", "b", "c"].map((key) => ({ key, value: key }));
const oneVariant = fc.constantFrom("a", "b", "c");
const seconds = fc.integer({ min: 0, max: 40 });
const text = (second: number) => new Date(second * 1_000).toISOString();

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    attribute: fc.constantFrom("plan", "size", "targetingKey"),
    op: fc.constantFrom("eq", "startsWith", "contains"),
    values: fc.subarray(["pro", "p", "u"], { minLength: 1 }),
  }),
  fc.record({ segment: fc.constantFrom("s0", "s1", "s2") }),
);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ all: fc.array(leaf, { maxLength: 2 }) }),
  fc.record({ any: fc.array(leaf, { maxLength: 2 }) }),
  fc.record({ not: leaf }),
);

const exposure = fc.oneof(
  fc.integer({ min: 0, max: 100_000 }),
  fc
    .tuple(
      fc.uniqueArray(seconds, { minLength: 1, maxLength: 3 }),
      fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 3, maxLength: 3 }),
    )
    .map(([times, weights]) => {
      const rising = weights.sort((left, right) => left - right);
      return times
        .sort((left, right) => left - right)
        .map((second, at) => ({ at: text(second), weight: rising[at]! }));
    }),
);
const serve: fc.Arbitrary<Serve> = fc.oneof(
  fc.record({ variant: oneVariant }),
  fc.record(
    {
      split: fc.tuple(oneVariant, oneVariant, fc.nat(100_000)).map(([one, other, weight]) => [
        { variant: one, weight },
        { variant: other, weight: 100_000 - weight },
      ]),
      by: fc.constantFrom("targetingKey", "plan"),
      exposure,
    },
    { requiredKeys: ["split", "by"] },
  ),
);
const rule: fc.Arbitrary<Rule> = fc.record({
  id: fc.constantFrom("r1", "r2"),
  name: fc.constant(""),
  startsAt: fc.option(seconds.map(text)),
  endsAt: fc.option(seconds.map(text)),
  when: condition,
  serve,
});
const mostly = fc.nat(9).map((n) => n > 0);
const state: fc.Arbitrary<StateDocument> = fc.record({
  enabled: mostly,
  killed: mostly.map((yes) => !yes),
  offVariant: oneVariant,
  prerequisites: fc.array(
    fc.record({ flag: fc.constantFrom(...names), variants: fc.subarray(["a", "b", "c"]) }),
    { maxLength: 2 },
  ),
  rules: fc.array(rule, { maxLength: 3 }),
  fallthrough: serve,
});
const segment = fc.record({
  conditions: condition,
  included: fc.subarray(["u1", "u2"]),
  excluded: fc.subarray(["u1", "u2"]),
});
const situations = fc.record({
  states: fc.tuple(state, state, state, state),
  segments: fc.tuple(segment, segment),
  targetingKey: fc.option(fc.constantFrom("u1", "u2", "u3")),
  attributes: fc.record(
    { plan: fc.constantFrom("pro", "", 7, null, ["pro"]), size: fc.constantFrom(3, "u") },
    { requiredKeys: [] },
  ),
  toggles: fc.array(
    fc.tuple(
      fc.constantFrom(...names),
      fc.record({ variant: oneVariant, expiresAt: fc.option(seconds.map((n) => n * 1_000)) }),
    ),
    { maxLength: 2 },
  ),
  now: seconds,
});
type Situation = typeof situations extends fc.Arbitrary<infer S> ? S : never;

function built({ states, segments, targetingKey, attributes, toggles }: Situation) {
  const flags = new Map(
    names.map((key, at) => {
      const document = { key, variants, salt: `${key}.`, archived: false, clientSide: true };
      return [key, compile(document, states[at]!)];
    }),
  );
  const compiled = segments.map((one, at) => compileSegment({ key: `s${at}`, ...one }));
  const ruleset = { flags, segments: new Map(compiled.map((one) => [one.key, one])) };
  const subject: Subject = { targetingKey, attributes, toggles: new Map(toggles) };
  return { flags, ruleset, subject };
}

type Ask = (now: number, tracer?: Tracer) => Evaluation;

function asking(situation: Situation): Ask {
  const { ruleset, subject } = built(situation);
  return (now, tracer) => evaluate(ruleset, "f0", subject, now * 1_000, tracer);
}

describe("an evaluation of whatever may be written down", () => {
  it("is the same at every instant until the one it names", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const { now } = situation;
        const ask = asking(situation);
        const first = ask(now);
        const { until } = first;
        if (until !== null) expect(until).toBeGreaterThan(now * 1_000);
        for (let later = now; later <= 41 && later * 1_000 < (until ?? 41_000); later++) {
          const again = ask(later);
          if (JSON.stringify(again) !== JSON.stringify(first)) expect(again).toEqual(first);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is the same after other flags as alone", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const { flags, ruleset, subject } = built(situation);
        const now = situation.now * 1_000;
        const run = runFor(ruleset, subject, now);
        const together = (flag: CompiledFlag): Evaluation => {
          const answer = answerNext(run, flag);
          const until = run.until === Number.POSITIVE_INFINITY ? null : run.until;
          return { answer, bucket: run.bucket, until };
        };
        const rest = [...flags.values()];
        for (const flag of [...rest, ...rest])
          expect(together(flag)).toEqual(evaluateFlag(ruleset, flag, subject, now));
      }),
      { numRuns: 300 },
    );
  });

  it("is the same when it is traced, and the last step tells what decided", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const tracer = new Tracer();
        const ask = asking(situation);
        const found = ask(situation.now, tracer);
        expect(found).toEqual(ask(situation.now));
        const last = tracer.trace.steps.at(-1)!;
        const { outcome } = last;
        const { answer } = found;
        if (isFailed(answer)) expect(["rule", "fallthrough"]).toContain(last.step);
        else if (answer.decidedBy.kind === "rule")
          expect(last).toMatchObject({ rule: answer.decidedBy.rule, outcome: true });
        else if (answer.decidedBy.kind === "prerequisite")
          expect(last).toMatchObject({ flag: answer.decidedBy.flag, outcome: false });
        else if (answer.decidedBy.kind === "disabled")
          expect(last).toEqual({ step: "enabled", outcome: false });
        else if (answer.decidedBy.kind !== "fallthrough")
          expect([last.step, outcome]).toEqual([answer.decidedBy.kind, true]);
        else if (answer.reason === "SPLIT")
          expect([last.step, outcome]).toEqual(["fallthrough", true]);
        else expect(last.step).toBe("fallthrough");
      }),
      { numRuns: 300 },
    );
  });
});

describe("an exposure", () => {
  const document = { key: "f", variants, salt: "salt", archived: false, clientSide: true };
  const exposed = (weight: number): StateDocument => ({
    enabled: true,
    killed: false,
    offVariant: "c",
    prerequisites: [],
    rules: [],
    fallthrough: {
      split: [
        { variant: "a", weight: 50_000 },
        { variant: "b", weight: 50_000 },
      ],
      by: "targetingKey",
      exposure: weight,
    },
  });

  it("that is raised from 10 to 20 percent keeps everybody of the first 10, each with the same variant", () => {
    const [few, more] = [10_000, 20_000].map((weight) => ({
      flags: new Map([["f", compile(document, exposed(weight))]]),
      segments: new Map(),
    }));
    let inFew = 0;
    let inMore = 0;
    for (let user = 0; user < 100_000; user++) {
      const subject = { targetingKey: `user-${user}`, attributes: {}, toggles: new Map() };
      const before = evaluate(few!, "f", subject, 0);
      const after = evaluate(more!, "f", subject, 0);
      if (after.answer.reason === "SPLIT") inMore++;
      if (before.answer.reason !== "SPLIT") continue;
      inFew++;
      if (JSON.stringify(after) !== JSON.stringify(before)) expect(after).toEqual(before);
    }
    // Within five standard deviations of what an even hash gives.
    expect(Math.abs(inFew - 10_000)).toBeLessThan(475);
    expect(Math.abs(inMore - 20_000)).toBeLessThan(633);
  });
});
