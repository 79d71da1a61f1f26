import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brokenFlag, compile } from "./compile";
import { evaluate, isFailed } from "./evaluate";
import { CannotCompile } from "./failure";
import type { Condition, Exposure, FlagDocument, Json, StateDocument, Subject } from "./state";

const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,8}$/);

const flags = fc
  .uniqueArray(fc.record({ key: name, value: fc.jsonValue() }), {
    minLength: 1,
    maxLength: 5,
    selector: ({ key }) => key,
  })
  .chain((variants) => {
    const variant = fc.constantFrom(...variants.map(({ key }) => key));
    return fc.record({
      flag: fc.record({
        key: name,
        variants: fc.constant(variants as FlagDocument["variants"]),
        salt: fc.string(),
        archived: fc.boolean(),
        clientSide: fc.boolean(),
      }),
      state: fc.record({
        enabled: fc.boolean(),
        killed: fc.boolean(),
        offVariant: variant,
        prerequisites: fc.constant<StateDocument["prerequisites"]>([]),
        rules: fc.constant<StateDocument["rules"]>([]),
        fallthrough: fc.record({ variant }),
      }),
      toggle: fc.option(
        fc.record({ variant, expiresAt: fc.option(fc.integer({ min: 0, max: 100 })) }),
      ),
      now: fc.integer({ min: 0, max: 100 }),
    });
  });

type Situation = typeof flags extends fc.Arbitrary<infer S> ? S : never;

function ask({ flag, state, toggle, now }: Situation) {
  const subject: Subject = {
    targetingKey: "u-17",
    attributes: {},
    toggles: new Map(toggle ? [[flag.key, toggle]] : []),
  };
  const ruleset = { flags: new Map([[flag.key, compile(flag, state)]]), segments: new Map() };
  return evaluate(ruleset, flag.key, subject, now);
}

/** What the words of the product say, step by step, in the plainest way. */
function expected({ flag, state, toggle, now }: Situation) {
  const value = (variant: string) => flag.variants.find(({ key }) => key === variant)?.value;
  const served = (variant: string, reason: string, kind: string) => ({
    variant,
    value: value(variant),
    enabled: variant !== state.offVariant,
    reason,
    decidedBy: { kind },
  });
  if (flag.archived) return { reason: "ERROR", errorCode: "FLAG_NOT_FOUND" };
  if (state.killed) return served(state.offVariant, "DISABLED", "killed");
  if (toggle && (toggle.expiresAt === null || now < toggle.expiresAt))
    return served(toggle.variant, "TARGETING_MATCH", "toggle");
  if (!state.enabled) return served(state.offVariant, "DISABLED", "disabled");
  return served(state.fallthrough.variant, "STATIC", "fallthrough");
}

describe("an evaluation", () => {
  it("takes the first step that applies", () => {
    fc.assert(
      fc.property(flags, (situation) => {
        expect(ask(situation).answer).toMatchObject(expected(situation));
      }),
      { numRuns: 1_000 },
    );
  });

  it("is the same at every instant until the one it names, and another look is due there", () => {
    fc.assert(
      fc.property(flags, fc.integer({ min: 0, max: 100 }), (situation, later) => {
        const first = ask(situation);
        const { until } = first;
        if (until !== null) expect(until).toBeGreaterThan(situation.now);
        if (later < situation.now || (until !== null && later >= until)) return;
        expect(ask({ ...situation, now: later })).toEqual(first);
      }),
    );
  });

  it("carries its wire members, which say the same", () => {
    fc.assert(
      fc.property(flags, (situation) => {
        const { answer } = ask(situation);
        if (isFailed(answer)) return;
        const { enabled, value, variant, reason } = answer;
        expect(JSON.parse(`{${answer.members}}`)).toEqual(
          JSON.parse(JSON.stringify({ enabled, value, variant, reason })),
        );
      }),
    );
  });

  it.each([
    [128, "on"],
    [129, "off"],
  ])("goes through a chain of %d prerequisites and serves %s", (length, variant) => {
    const variants = ["on", "off"].map((key) => ({ key, value: key }));
    const chain = Array.from({ length: length + 1 }, (_, at) => {
      const next = at < length ? [{ flag: `f${at + 1}`, variants: ["on"] }] : [];
      const state = { enabled: true, killed: false, offVariant: "off", rules: [] };
      const document = { key: `f${at}`, variants, salt: "", archived: false, clientSide: true };
      return compile(document, { ...state, prerequisites: next, fallthrough: { variant: "on" } });
    });
    const flags = new Map(chain.map((flag) => [flag.key, flag]));
    const subject = { targetingKey: null, attributes: {}, toggles: new Map() };
    const { answer } = evaluate({ flags, segments: new Map() }, "f0", subject, 0);
    expect(answer).toMatchObject({ variant });
  });

  it("of a flag that could not be compiled is an error with its cause", () => {
    const flag = { key: "f", variants: [], salt: "", archived: false, clientSide: true };
    const subject = { targetingKey: null, attributes: {}, toggles: new Map() };
    const flags = new Map([["f", brokenFlag(flag, "No variants.")]]);
    expect(evaluate({ flags, segments: new Map() }, "f", subject, 0)).toEqual({
      answer: { reason: "ERROR", errorCode: "GENERAL", errorDetails: "No variants." },
      ...{ bucket: null, until: null },
    });
  });
});

describe("compiling", () => {
  const flag: FlagDocument = {
    key: "f",
    variants: [{ key: "on", value: true }],
    salt: "",
    archived: false,
    clientSide: true,
  };
  const state: StateDocument = {
    enabled: true,
    killed: false,
    offVariant: "on",
    prerequisites: [],
    rules: [],
    fallthrough: { variant: "on" },
  };

  const rule = {
    id: "r1",
    name: "",
    startsAt: null,
    endsAt: null,
    when: { all: [] },
    serve: { variant: "on" },
  };
  const asking = (attribute: string, op: string, ...values: Json[]) => ({
    rules: [{ ...rule, when: { any: [{ not: { attribute, op, values } }] } }],
  });
  const sharing = (...weights: number[]) => ({
    split: weights.map((weight) => ({ variant: "on", weight })),
    by: "plan",
  });
  const exposed = (exposure: Exposure) => ({
    fallthrough: { ...sharing(100_000), exposure },
  });
  const at = (day: number, weight: number) => ({ at: `2026-01-0${day}T00:00:00Z`, weight });
  const values = ["rules", 0, "when", "any", 0, "not", "values"];

  it.each<[string, Partial<StateDocument>, (string | number)[]]>([
    ["an unknown off variant", { offVariant: "off" }, ["offVariant"]],
    ["an unknown fallthrough", { fallthrough: { variant: "off" } }, ["fallthrough", "variant"]],
    [
      "an unknown share",
      { fallthrough: { split: [{ variant: "off", weight: 100_000 }], by: "plan" } },
      ["fallthrough", "split", 0, "variant"],
    ],
    ["an unknown operator", asking("a", "resembles", "b"), [...values.slice(0, -1), "op"]],
    ["no values", asking("a", "in"), values],
    ["null as a value", asking("a", "eq", null), values],
    ["a number to begin with", asking("a", "startsWith", 1), values],
    ["a text as a bound", asking("a", "lt", "1"), values],
    ["two bounds", asking("a", "lt", 1, 2), values],
    ["a time without its zone", asking("a", "before", "2026-01-01T00:00:00"), values],
    ["a version that is none", asking("a", "semverLt", "one"), values],
    ["a block that is none", asking("a", "cidr", "10.0.0.0/33"), values],
    ["a value where none is taken", asking("a", "exists", true), values],
    ["a pattern that cannot be read", asking("a", "matches", "("), values],
    ["a pattern that looks back", asking("a", "matches", "(a)\\1"), values],
    ["a pattern that takes too many steps", asking("a", "matches", "(a{0,900}b{0,900})"), values],
    ["shares that are too few", { fallthrough: sharing(99_999) }, ["fallthrough", "split"]],
    ["half a share", { fallthrough: sharing(0.5) }, ["fallthrough", "split", 0, "weight"]],
    ["an exposure above all", exposed(100_001), ["fallthrough", "exposure", 0, "weight"]],
    [
      "an exposure that goes down",
      exposed([at(1, 2), at(2, 1)]),
      ["fallthrough", "exposure", 1, "weight"],
    ],
    ["steps that go back", exposed([at(2, 1), at(1, 2)]), ["fallthrough", "exposure", 1, "at"]],
  ])("refuses %s, and says where", (_what, part, path) => {
    let thrown: unknown;
    try {
      compile(flag, { ...state, ...part });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(CannotCompile);
    expect((thrown as CannotCompile).path).toEqual(path);
  });

  it("refuses groups that are nested too deep", () => {
    let when: Condition = { all: [] };
    for (let depth = 0; depth < 20_000; depth++) when = { not: when };
    expect(() => compile(flag, { ...state, rules: [{ ...rule, when }] })).toThrow("deep");
  });
});
