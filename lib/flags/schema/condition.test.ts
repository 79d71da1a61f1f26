import { describe, expect, test } from "vitest";
import type { Condition } from "@/lib/evaluation/state";
import {
  arityOf,
  condition,
  maxConditionDepth,
  maxConditions,
  operators,
  segmentsIn,
} from "@/lib/flags/schema/condition";

const plan = { attribute: "plan", op: "in", values: ["pro", "team"] };
const problems = (input: unknown) =>
  condition.safeParse(input).error?.issues.map(({ path, message }) => [path.join("."), message]) ??
  [];
const places = (input: unknown) => problems(input).map(([path]) => path);

const fitting: Record<string, unknown[]> = {
  contains: ["pro"],
  startsWith: ["a"],
  endsWith: ["a"],
  matches: ["^a+$"],
  lt: [1],
  lte: [1],
  gt: [1.5],
  gte: [-1],
  before: ["2026-12-01T09:00:00Z"],
  after: ["2026-12-01T09:00:00Z"],
  semverEq: ["1.2.3"],
  semverLt: ["1.2.3"],
  semverLte: ["1.2.3"],
  semverGt: ["1.2.3"],
  semverGte: ["1.2.3"],
  cidr: ["10.0.0.0/8", "2001:db8::/32"],
  exists: [],
};
const valuesFor = (op: string) => fitting[op] ?? ["a", 1, true];

describe("a condition", () => {
  test.each(operators)("takes the operator %s", (op) => {
    const one = { attribute: "a.b", op, values: valuesFor(op) };
    expect(condition.parse(one)).toEqual(one);
  });

  test("may nest groups and negations, and name segments", () => {
    const nested = { all: [plan, { any: [{ segment: "europe" }, { not: plan }] }] };
    expect(condition.parse(nested)).toEqual(nested);
  });

  test.each([{ all: [] }, { any: [] }])("may be for everybody or nobody: %j", (empty) => {
    expect(condition.parse(empty)).toEqual(empty);
  });

  test("that something exists needs no list of values", () => {
    expect(condition.parse({ attribute: "a", op: "exists" })).toEqual({
      ...{ attribute: "a", op: "exists", values: [] },
    });
  });

  test.each(operators)("takes as many values as %s compares with", (op) => {
    const [value = "a"] = valuesFor(op);
    const count = (many: number) =>
      problems({ attribute: "a", op, values: Array(many).fill(value) }).length === 0;
    const expected = {
      none: [true, false, false],
      one: [false, true, false],
      some: [false, true, true],
    };
    expect([0, 1, 2].map(count)).toEqual(expected[arityOf(op)]);
  });

  test.each([
    [{}, ""],
    [[], ""],
    [{ all: [plan], any: [plan] }, ""],
    [{ all: [plan, { segment: "a b" }] }, "all.1.segment"],
    [{ not: { all: [plan, { any: [{ ...plan, op: "is" }] }] } }, "not.all.1.any.0.op"],
    [{ any: [{ attribute: "", op: "exists" }] }, "any.0.attribute"],
    [{ attribute: "a" }, "op"],
    [{ attribute: "a", op: "in", values: "a" }, "values"],
    [{ attribute: "a", op: "in", values: ["a", null] }, "values.1"],
    [{ attribute: "a", op: "lt", values: ["1"] }, "values.0"],
    [{ attribute: "a", op: "startsWith", values: ["a", 1] }, "values.1"],
    [{ segment: "a", op: "in" }, "op"],
    [{ segment: "a", values: [] }, "values"],
    [{ ...plan, negate: true }, ""],
    [{ attribute: "a", op: "in", values: ["x".repeat(1_025)] }, "values.0"],
    [{ attribute: "x".repeat(257), op: "exists" }, "attribute"],
    [{ attribute: "a", op: "in", values: Array(1_001).fill(1) }, "values"],
  ])("is refused where it is wrong: %j", (input, path) => {
    expect(places(input)).toEqual([path]);
  });

  test("tells everything that is wrong at once", () => {
    expect(places({ all: [{}, { any: [{ ...plan, op: "lt" }] }] })).toEqual([
      ...["all.0", "all.1.any.0.values", "all.1.any.0.values.0", "all.1.any.0.values.1"],
    ]);
  });

  test("has bounds", () => {
    const deep = (levels: number): Condition => (levels === 1 ? plan : { not: deep(levels - 1) });
    expect(problems(deep(maxConditionDepth))).toEqual([]);
    expect(places(deep(maxConditionDepth + 1))).toEqual([""]);
    const wide = (many: number) => ({
      all: Array.from({ length: 10 }, () => ({ any: Array(many).fill(plan) })),
    });
    expect(problems(wide(maxConditions / 10 - 2))).toEqual([]);
    expect(places(wide(maxConditions / 10))).toEqual([""]);
  });
});

test("segmentsIn finds every segment and its place", () => {
  const nested = { all: [{ segment: "a" }, plan, { not: { any: [plan, { segment: "b" }] } }] };
  expect(segmentsIn(nested, ["when"])).toEqual([
    { at: ["when", "all", 0, "segment"], segment: "a" },
    { at: ["when", "all", 2, "not", "any", 1, "segment"], segment: "b" },
  ]);
});
