import { valueProblem } from "@/lib/evaluation/operators";
import type { Operator } from "@/lib/flags/schema/condition";

type Operand = string | number | boolean;

const text = (value: Operand) => (typeof value === "string" ? null : "Compare with text.");
const number = (value: Operand) =>
  typeof value === "number" ? null : "Compare with a number, without quotes.";

const problemOf: Partial<Record<Operator, (value: Operand) => string | null>> = {
  startsWith: text,
  endsWith: text,
  matches: text,
  lt: number,
  lte: number,
  gt: number,
  gte: number,
  before: text,
  after: text,
  semverEq: text,
  semverLt: text,
  semverLte: text,
  semverGt: text,
  semverGte: text,
  cidr: text,
};

/** What is wrong with a value for this operator, or null. */
export function operandProblem(op: Operator, value: Operand): string | null {
  return problemOf[op]?.(value) ?? valueProblem(op, value);
}
