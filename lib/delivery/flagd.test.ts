import { FlagdCore } from "@openfeature/flagd-core";
import fc from "fast-check";
import { afterAll, describe, expect, it, vi } from "vitest";
import { brokenFlag, compile } from "@/lib/evaluation/compile";
import { evaluate, isFailed } from "@/lib/evaluation/evaluate";
import { compileSegment } from "@/lib/evaluation/segment";
import type { Condition, Json, Rule, SegmentDocument, StateDocument } from "@/lib/evaluation/state";
import { type Environment, emptyState, type Project, type State } from "@/lib/snapshot/state";
import { Toggles } from "@/lib/snapshot/toggles";
import { context, start, variants, type World, world } from "@/lib/testing/flagd-worlds";
import { flagdAnswer } from "./flagd";
import { subjectOf } from "./subject";

function worldOf({ flags, segments, toggles }: World): { state: State; environment: Environment } {
  const state = emptyState();
  const project: Project = {
    ...{ id: "p", key: "p", flags: new Map(), environments: [] },
    segments: new Map(segments.map((segment) => [segment.key, segment])),
    compiledSegments: new Map(segments.map((segment) => [segment.key, compileSegment(segment)])),
  };
  const compiled = new Map();
  const environment: Environment = {
    ...{ id: "e", key: "e", project, states: new Map(), compiled, toggles: new Toggles() },
    ruleset: { flags: compiled, segments: project.compiledSegments },
    ...{ revision: 1, flagsRevision: 1 },
  };
  for (const [key, document] of Object.entries(flags)) {
    const flag = { key, variants, salt: `salt-${key}`, archived: false, clientSide: true };
    project.flags.set(key, { id: key, key, project, document: flag });
    environment.states.set(key, document);
    compiled.set(key, compile(flag, document));
  }
  for (const { user: targetingKey, flag: key, variant, expiresAt } of toggles) {
    const user = state.people.put({
      id: targetingKey,
      targetingKey,
      confirmed: true,
      active: true,
      epoch: 0,
    });
    const flag = project.flags.get(key);
    if (flag)
      environment.toggles.put({ user, flag, variant, expiresAt, selfService: false }, start);
  }
  return { state, environment };
}

const clock = vi.spyOn(Date, "now");
afterAll(() => clock.mockRestore());

const silent = () => {};
const logger = { debug: silent, info: silent, warn: silent, error: silent };

/** flagd's library over the export, at an instant: the variant, or null where it has none. */
function flagdOver({ state, environment }: ReturnType<typeof worldOf>) {
  const { body } = flagdAnswer(state, environment, start);
  const complaints: string[] = [];
  const loud = { ...logger, debug: (...words: unknown[]) => complaints.push(words.join(" ")) };
  const core = new FlagdCore(undefined, loud);
  core.setConfigurations(String(body));
  expect(complaints).toEqual([]); // What its schema does not allow, it tells here.
  return (flag: string, context: Context, now: number) => {
    clock.mockReturnValue(now);
    const { errorCode, variant } = core.resolveStringEvaluation(flag, "none", context, logger);
    return errorCode === undefined ? (variant ?? null) : null;
  };
}

type Context = Parameters<FlagdCore["resolveStringEvaluation"]>[2];

function ours(
  { state, environment }: ReturnType<typeof worldOf>,
  flag: string,
  context: object,
  now: number,
) {
  const { targetingKey, ...attributes } = context as { [name: string]: Json };
  const asking = {
    targetingKey: typeof targetingKey === "string" && targetingKey !== "" ? targetingKey : null,
    attributes,
    keys: null,
  };
  const { answer } = evaluate(
    environment.ruleset,
    flag,
    subjectOf(state, environment, asking),
    now,
  );
  return isFailed(answer) ? null : answer.variant;
}

describe("the flagd export", () => {
  it("serves what Hoist serves, to anybody at any time, by flagd's own library", () => {
    const moment = fc.integer({ min: 0, max: 6_000 }).map((later) => start + later);
    const asked = fc.array(fc.tuple(context, moment), { minLength: 50, maxLength: 60 });
    fc.assert(
      fc.property(world, asked, (made, asked) => {
        const built = worldOf(made);
        const flagd = flagdOver(built);
        for (const [context, now] of asked)
          for (const flag of ["a", "b", "c"]) {
            const variant = ours(built, flag, context, now);
            expect(flagd(flag, context as Context, now)).toBe(variant);
          }
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  const basic: StateDocument = {
    ...{ enabled: true, killed: false, offVariant: "off", prerequisites: [], rules: [] },
    fallthrough: { variant: "on" },
  };
  const exported = (flags: Record<string, StateDocument>, segments: SegmentDocument[] = []) => {
    const built = worldOf({ flags, segments, toggles: [] });
    return JSON.parse(String(flagdAnswer(built.state, built.environment, start).body)).flags;
  };
  const ruleWhen = (when: Condition): Rule => ({
    ...{ id: "r1", name: "Old phones", startsAt: null, endsAt: null, when },
    serve: { variant: "red" },
  });

  it("says nothing that nothing depends on", () => {
    expect(exported({ plain: basic, off: { ...basic, enabled: false } })).toEqual({
      plain: {
        state: "ENABLED",
        variants: { on: "on", off: "off", red: "red" },
        defaultVariant: "on",
      },
      off: {
        state: "ENABLED",
        variants: { on: "on", off: "off", red: "red" },
        defaultVariant: "off",
      },
    });
  });

  it.each([
    [{ attribute: "phone", op: "matches", values: ["^S"] }, "the operator matches"],
    [{ attribute: "seen", op: "before", values: ["2026-01-01"] }, "the operator before"],
    [{ attribute: "ip", op: "cidr", values: ["10.0.0.0/8"] }, "the operator cidr"],
    [{ attribute: "groups.0", op: "exists", values: [] }, "the attribute groups.0"],
    [{ not: { segment: "gone" } }, "the unknown segment gone"],
  ])("leaves out the rule with %j and names it in the flag's metadata", (when, why) => {
    expect(exported({ a: { ...basic, rules: [ruleWhen(when)] } }).a).toMatchObject({
      defaultVariant: "on",
      metadata: { notExported: `the rule Old phones, left out because of ${why}` },
    });
  });

  it("is another after a change, and the same text until then", () => {
    const built = worldOf({ flags: { a: basic }, segments: [], toggles: [] });
    const first = flagdAnswer(built.state, built.environment, start);
    expect(flagdAnswer(built.state, built.environment, start)).toBe(first);
    built.environment.states.set("a", { ...basic, killed: true });
    built.environment.revision++;
    expect(flagdAnswer(built.state, built.environment, start).tag).not.toBe(first.tag);
  });

  it("finds the empty text in every text, also in an empty one", () => {
    const when = { attribute: "groups", op: "contains", values: ["", "pro"] };
    const built = worldOf({
      ...{ flags: { a: { ...basic, rules: [ruleWhen(when)] } }, segments: [], toggles: [] },
    });
    const flagd = flagdOver(built);
    for (const [groups, variant] of [
      ["", "red"],
      ["team", "red"],
      [[""], "red"],
      [["team"], "on"],
      [[], "on"],
      [0, "on"],
      [null, "on"],
    ]) {
      expect(ours(built, "a", { groups }, start)).toBe(variant);
      expect(flagd("a", { groups } as Context, start)).toBe(variant);
    }
  });

  it("gives the app's own default where Hoist has no answer at all", () => {
    const built = worldOf({ flags: { a: basic }, segments: [], toggles: [] });
    const flag = built.environment.project.flags.get("a")!;
    built.environment.compiled.set("a", brokenFlag(flag.document, "no reason"));
    expect(flagdOver(built)("a", {}, start)).toBeNull();
  });
});
