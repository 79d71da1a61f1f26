import fc from "fast-check";
import type {
  Condition,
  Exposure,
  Json,
  Prerequisite,
  Rule,
  SegmentDocument,
  Serve,
  StateDocument,
} from "@/lib/evaluation/state";

type Toggled = { user: string; flag: string; variant: string; expiresAt: number | null };
export type World = {
  flags: Record<string, StateDocument>;
  segments: SegmentDocument[];
  toggles: Toggled[];
};

/** As of when it is exported. So far ahead that nothing in a world is due by itself while a test runs. */
export const start = Date.parse("2126-12-01T09:00:00.000Z");
export const variants = ["on", "off", "red"].map((key) => ({ key, value: key }));

const users = ["u-1", "u-2", "u-3", "u-4"];
const names = [
  "plan",
  "country",
  "age",
  "beta",
  "version",
  "groups",
  "company.size",
  "targetingKey",
];
const texts = ["pro", "team", "p", "", "DE", "1", "2.4.0", "u-1", "u-2", "[object Object]"];
const versions = ["1.0.0", "2.4.0", "2.4.0-beta.2", "2.10.0", "v3", "2.4"];
const some = <T>(each: fc.Arbitrary<T>, maxLength = 3) =>
  fc.array(each, { minLength: 1, maxLength });
const scalar: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom(...texts),
  fc.integer({ min: -3, max: 3 }),
  fc.boolean(),
);

const operation = fc.oneof(
  fc.record({ op: fc.constantFrom("eq", "in", "contains"), values: some(scalar) }),
  fc.record({
    op: fc.constantFrom("startsWith", "endsWith"),
    values: some(fc.constantFrom(...texts)),
  }),
  fc.record({
    op: fc.constantFrom("lt", "lte", "gt", "gte"),
    values: fc.tuple(fc.double({ min: -3, max: 3, noNaN: true })),
  }),
  fc.record({
    op: fc.constantFrom("semverEq", "semverLt", "semverLte", "semverGt", "semverGte"),
    values: fc.tuple(fc.constantFrom(...versions)),
  }),
  fc.record({ op: fc.constant("exists"), values: fc.constant([]) }),
);

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc
      .tuple(fc.constantFrom(...names), operation)
      .map(([attribute, { op, values }]): Condition => ({ attribute, op, values: [...values] })),
    fc.constantFrom<Condition>({ segment: "inner" }, { segment: "outer" }),
    fc.record({ all: fc.array(tie("condition"), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("condition"), { maxLength: 3 }) }),
    fc.record({ not: tie("condition") }),
  ),
}));
const plain = fc
  .tuple(fc.constantFrom(...names), operation)
  .map(([attribute, { op, values }]): Condition => ({ attribute, op, values: [...values] }));

const variant = fc.constantFrom("on", "off", "red");
const second = fc.integer({ min: -5, max: 5 });
const instant = second.map((seconds) => new Date(start + seconds * 1_000).toISOString());

const exposure: fc.Arbitrary<Exposure> = fc.oneof(
  fc.integer({ min: 0, max: 100_000 }),
  fc
    .tuple(
      fc.uniqueArray(second, { minLength: 1, maxLength: 3 }),
      some(fc.integer({ min: 0, max: 100_000 })),
    )
    .map(([seconds, weights]) => {
      const at = [...seconds].sort((left, right) => left - right);
      const rising = [...weights].sort((left, right) => left - right);
      return at.map((each, index) => ({
        at: new Date(start + each * 1_000).toISOString(),
        weight: rising[Math.min(index, rising.length - 1)]!,
      }));
    }),
);
const serve: fc.Arbitrary<Serve> = fc.oneof(
  fc.record({ variant }),
  fc
    .record({
      weights: fc.tuple(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 0, max: 50_000 })),
      by: fc.constantFrom("targetingKey", "plan", "age", "company.size"),
      exposure: fc.option(exposure, { nil: undefined }),
    })
    .map(({ weights: [one, two], by, exposure }) => ({
      split: [
        { variant: "on", weight: one },
        { variant: "red", weight: two },
        { variant: "off", weight: 100_000 - one - two },
      ],
      by,
      ...(exposure === undefined ? {} : { exposure }),
    })),
);
const rule: fc.Arbitrary<Rule> = fc.record({
  id: fc.constant("r"),
  name: fc.constant(""),
  startsAt: fc.option(instant),
  endsAt: fc.option(instant),
  when: condition,
  serve,
});
const state = (needs: string[]): fc.Arbitrary<StateDocument> =>
  fc.record({
    enabled: fc.integer({ min: 0, max: 3 }).map((number) => number > 0),
    killed: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
    offVariant: variant,
    prerequisites: fc.uniqueArray(
      fc.record<Prerequisite>({ flag: fc.constantFrom("gone", ...needs), variants: some(variant) }),
      { maxLength: 2, selector: ({ flag }) => flag },
    ),
    rules: fc.array(rule, { maxLength: 3 }),
    fallthrough: serve,
  });
const segment = (key: string, conditions: fc.Arbitrary<Condition>): fc.Arbitrary<SegmentDocument> =>
  fc.record({
    key: fc.constant(key),
    conditions,
    included: fc.subarray(users),
    excluded: fc.subarray(users),
  });
/** Three flags that may need each other, two segments, toggles: everything that flagd has words for. */
export const world: fc.Arbitrary<World> = fc.record({
  flags: fc.record({ a: state([]), b: state(["a"]), c: state(["a", "b"]) }),
  segments: fc.tuple(
    segment("inner", plain),
    segment(
      "outer",
      fc.tuple(plain, fc.boolean()).map(
        ([one, negated]): Condition => ({
          any: [negated ? { not: { segment: "inner" } } : { segment: "inner" }, one],
        }),
      ),
    ),
  ),
  toggles: fc.uniqueArray(
    fc.record({
      user: fc.constantFrom(...users),
      flag: fc.constantFrom("a", "b", "c"),
      variant,
      expiresAt: fc.option(second.map((seconds) => start + seconds * 1_000)),
    }),
    { maxLength: 4, selector: ({ user, flag }) => `${user} ${flag}` },
  ),
});

const value: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 2, arbitrary: fc.constantFrom(...versions) },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) },
  {
    weight: 1,
    arbitrary: fc.record({ size: scalar }, { requiredKeys: [], noNullPrototype: true }),
  },
);
/** What an app may say. */
export const context = fc.record(
  {
    targetingKey: fc.constantFrom(...users, "u-5", "someone else", ""),
    ...{ plan: value, country: value, age: value, beta: value, version: value, groups: value },
    company: fc.oneof(
      fc.record({ size: value }, { requiredKeys: [], noNullPrototype: true }),
      value,
    ),
  },
  { requiredKeys: [], noNullPrototype: true },
);
