import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brokenFlag, CannotCompile, compile } from "./compile";
import { evaluate, isFailed } from "./evaluate";
import type { FlagDocument, StateDocument, Subject } from "./state";

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
        expect(ask(situation)).toMatchObject(expected(situation));
      }),
      { numRuns: 1_000 },
    );
  });

  it("is the same at every instant until the one it names, and another look is due there", () => {
    fc.assert(
      fc.property(flags, fc.integer({ min: 0, max: 100 }), (situation, later) => {
        const first = ask(situation);
        if (isFailed(first)) return;
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
        const found = ask(situation);
        if (isFailed(found)) return;
        const { enabled, value, variant, reason } = found;
        expect(JSON.parse(`{${found.members}}`)).toEqual(
          JSON.parse(JSON.stringify({ enabled, value, variant, reason })),
        );
      }),
    );
  });

  it("of a flag that could not be compiled is an error with its cause", () => {
    const flag = { key: "f", variants: [], salt: "", archived: false, clientSide: true };
    const subject = { targetingKey: null, attributes: {}, toggles: new Map() };
    const flags = new Map([["f", brokenFlag(flag, "No variants.")]]);
    expect(evaluate({ flags, segments: new Map() }, "f", subject, 0)).toEqual({
      reason: "ERROR",
      errorCode: "GENERAL",
      errorDetails: "No variants.",
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

  it.each([
    ["an unknown off variant", { offVariant: "off" }],
    ["an unknown fallthrough", { fallthrough: { variant: "off" } }],
    ["a split", { fallthrough: { split: [{ variant: "on", weight: 100_000 }], by: "plan" } }],
    ["a prerequisite", { prerequisites: [{ flag: "g", variants: ["on"] }] }],
    [
      "a rule",
      {
        rules: [
          {
            id: "r1",
            name: "",
            startsAt: null,
            endsAt: null,
            when: { all: [] },
            serve: { variant: "on" },
          },
        ],
      },
    ],
  ])("refuses %s rather than understand half of a document", (_what, part) => {
    expect(() => compile(flag, { ...state, ...part })).toThrow(CannotCompile);
  });
});
