import { z } from "zod";
import type { Condition } from "@/lib/evaluation/state";
import { operandProblem } from "@/lib/flags/schema/operand";

/** As the wire contract names them, in the order in which they are offered. */
export const operators = [
  "in",
  "eq",
  "contains",
  "startsWith",
  "endsWith",
  "matches",
  "lt",
  "lte",
  "gt",
  "gte",
  "before",
  "after",
  "semverEq",
  "semverLt",
  "semverLte",
  "semverGt",
  "semverGte",
  "cidr",
  "exists",
] as const;
export type Operator = (typeof operators)[number];

/** These compare with one value; every other one but `exists` matches any of its values. */
const comparisons: ReadonlySet<Operator> = new Set([
  "lt",
  "lte",
  "gt",
  "gte",
  "before",
  "after",
  "semverLt",
  "semverLte",
  "semverGt",
  "semverGte",
]);

/** How many values an operator takes. */
export function arityOf(op: Operator): "none" | "one" | "some" {
  if (op === "exists") return "none";
  return comparisons.has(op) ? "one" : "some";
}

/** A name, or names joined by dots for what is nested. */
export const attributeName = z
  .string()
  .min(1, "Name an attribute.")
  .max(256, "An attribute's name has at most 256 characters.");

/** A segment's key: immutable, case-sensitive, unique in its project. */
export const segmentKey = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/,
    "Use 1 to 128 letters, digits, dots, hyphens and underscores, beginning with a letter or digit.",
  );

const operand = z.union(
  [z.string().max(1_024, "A value has at most 1,024 characters."), z.number(), z.boolean()],
  "A value is text, a number, true or false.",
);

/** An empty `all` holds for everybody, an empty `any` for nobody. */
const group = () => z.array(shape).max(200, "A group holds at most 200 conditions.");

/**
 * A condition's members, without what they mean together: one object instead of a union of kinds, so that what is wrong
 * is told where it is.
 */
const shape = z
  .strictObject({
    get all() {
      return group().optional();
    },
    get any() {
      return group().optional();
    },
    get not(): z.ZodOptional<typeof shape> {
      return shape.optional();
    },
    segment: segmentKey.optional(),
    attribute: attributeName.optional(),
    op: z.enum(operators, `Use one of: ${operators.join(", ")}.`).optional(),
    values: z
      .array(operand, "Say which values: a list.")
      .max(1_000, "A condition takes at most 1,000 values.")
      .optional(),
  })
  .meta({
    id: "Condition",
    description: "One of all, any, not, segment, or attribute with op and values.",
  });
type Shape = z.output<typeof shape>;

/** Levels of nesting, and conditions in all, that one rule or segment may have. */
export const maxConditionDepth = 8;
export const maxConditions = 500;

/** What must hold, as it is sent. */
export const condition = shape
  .superRefine((root, context) => {
    const wrong = (path: Path, message: string) =>
      context.addIssue({ code: "custom", path, message });
    const found = [...walk(root)];
    if (found.some(({ depth }) => depth > maxConditionDepth))
      wrong([], `Nest conditions at most ${maxConditionDepth} levels deep.`);
    if (found.length > maxConditions) wrong([], `Use at most ${maxConditions} conditions.`);
    for (const { one, at } of found)
      for (const { path, message } of problems(one)) wrong([...at, ...path], message);
  })
  .transform(conditionOf);

/** What must hold, as it is stored: checked when it was. */
export const storedCondition = shape as unknown as z.ZodType<Condition>;

type Path = (string | number)[];

function* walk(
  one: Shape,
  at: Path = [],
  depth = 1,
): Generator<{ one: Shape; at: Path; depth: number }> {
  yield { one, at, depth };
  for (const kind of ["all", "any"] as const)
    for (const [index, inner] of (one[kind] ?? []).entries())
      yield* walk(inner, [...at, kind, index], depth + 1);
  if (one.not) yield* walk(one.not, [...at, "not"], depth + 1);
}

function* problems({ op, values, ...kinds }: Shape): Generator<{ path: Path; message: string }> {
  if (Object.values(kinds).filter((kind) => kind !== undefined).length !== 1)
    return yield {
      path: [],
      message: "A condition is one of: all, any, not, segment, or attribute with op and values.",
    };
  if (kinds.attribute === undefined) {
    const message = "Only a condition on an attribute has this.";
    if (op !== undefined) yield { path: ["op"], message };
    if (values !== undefined) yield { path: ["values"], message };
    return;
  }
  if (op === undefined) return yield { path: ["op"], message: "Say how to compare." };
  const many = values?.length ?? 0;
  const arity = arityOf(op);
  const fits = arity === "none" ? many === 0 : arity === "one" ? many === 1 : many > 0;
  const takes = { none: "no value", one: "one value", some: "at least one value" };
  if (!fits) yield { path: ["values"], message: `${op} takes ${takes[arity]}.` };
  for (const [index, value] of (values ?? []).entries()) {
    const message = operandProblem(op, value);
    if (message !== null) yield { path: ["values", index], message };
  }
}

/** Only for what has no `problems`. */
function conditionOf({ all, any, not, segment, attribute, op, values }: Shape): Condition {
  if (all) return { all: all.map(conditionOf) };
  if (any) return { any: any.map(conditionOf) };
  if (not) return { not: conditionOf(not) };
  if (segment !== undefined) return { segment };
  return { attribute: attribute ?? "", op: op ?? "exists", values: values ?? [] };
}

/** Every segment that a condition names, and where in it. */
export function segmentsIn(one: Condition, at: Path = []): { at: Path; segment: string }[] {
  if ("segment" in one) return [{ at: [...at, "segment"], segment: one.segment }];
  if ("not" in one) return segmentsIn(one.not, [...at, "not"]);
  if ("attribute" in one) return [];
  const kind = "all" in one ? "all" : "any";
  const inner = "all" in one ? one.all : one.any;
  return inner.flatMap((each, index) => segmentsIn(each, [...at, kind, index]));
}
