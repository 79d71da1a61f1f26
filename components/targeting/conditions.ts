import type { Condition, Json } from "@/lib/evaluation/state";

/** A group as it is edited: how its parts are joined, negation included. */
export type GroupMode = "all" | "any" | "notAll" | "none";
export type Group = { mode: GroupMode; parts: Condition[] };
export type AttributeCondition = { attribute: string; op: string; values: Json[] };

/** A condition without the negations around it, and whether they turn it round. */
export function unwrapped(condition: Condition): { negated: boolean; inner: Condition } {
  let inner = condition;
  let negated = false;
  while ("not" in inner) {
    inner = inner.not;
    negated = !negated;
  }
  return { negated, inner };
}

export function negatedIf(negated: boolean, condition: Condition): Condition {
  return negated ? { not: condition } : condition;
}

/** The group that a condition is, or null where it is a single one. */
export function groupOf(condition: Condition): Group | null {
  const { negated, inner } = unwrapped(condition);
  if ("all" in inner) return { mode: negated ? "notAll" : "all", parts: inner.all };
  if ("any" in inner) return { mode: negated ? "none" : "any", parts: inner.any };
  return null;
}

/** The outermost condition of a rule as a group: a single one is a group of one. */
export function rootOf(condition: Condition): Group {
  return groupOf(condition) ?? { mode: "all", parts: [condition] };
}

export function conditionOf({ mode, parts }: Group): Condition {
  if (mode === "any" || mode === "none") return negatedIf(mode === "none", { any: parts });
  return negatedIf(mode === "notAll", { all: parts });
}

/** What is missing before a condition can be saved; one sentence each. */
export function conditionProblems(condition: Condition): string[] {
  const { inner } = unwrapped(condition);
  if ("segment" in inner) return inner.segment === "" ? ["Choose a segment."] : [];
  if ("attribute" in inner) return attributeProblems(inner);
  const parts = "all" in inner ? inner.all : "any" in inner ? inner.any : [];
  if (parts.length === 0 && "any" in inner)
    return ["Add a condition: of no conditions none can hold."];
  return parts.flatMap(conditionProblems);
}

function attributeProblems({ attribute, op, values }: AttributeCondition): string[] {
  if (attribute === "") return ["Choose an attribute, or type its name."];
  if (op !== "exists" && values.length === 0) return [`Say which ${attribute} is meant.`];
  return [];
}
