import { type Attribute, attributeAt } from "./attribute";
import { CannotCompile } from "./failure";
import { parseInstant } from "./instant";
import { murmur3, type Salted, salted } from "./murmur3";
import type { Run } from "./run";
import type { Exposure, Serve, Weight } from "./state";

/** Shares are thousandths of a percent. */
export const whole = 100_000;

/** Who takes part from when on: `weights[n]` from `instants[n]`, nobody before the first. */
export type CompiledExposure = {
  readonly salt: Salted;
  readonly instants: readonly number[];
  readonly weights: readonly number[];
};

export type CompiledSplit<Answer> = {
  readonly by: Attribute;
  readonly salt: Salted;
  /** Of each share its answer and the first bucket that is no longer its own. */
  readonly answers: readonly Answer[];
  readonly ends: readonly number[];
  /** Null when everybody takes part. */
  readonly exposure: CompiledExposure | null;
};

/** One answer for all, or shares. */
export type CompiledServe<Answer> =
  | { readonly split: null; readonly answer: Answer }
  | { readonly split: CompiledSplit<Answer> };

type Path = readonly (string | number)[];
type Answers<Answer> = (variant: string, isShare: boolean, path: Path) => Answer;

/** Throws CannotCompile. `answers` makes the answer for a variant. */
export function compileServe<Answer>(
  serve: Serve,
  salt: string,
  answers: Answers<Answer>,
  path: Path,
): CompiledServe<Answer> {
  if ("variant" in serve)
    return { split: null, answer: answers(serve.variant, false, [...path, "variant"]) };
  if (!Array.isArray(serve.split) || typeof serve.by !== "string")
    throw new CannotCompile("Say what is served: a variant, or a split and by what.", path);
  const { split, by, exposure } = serve;
  return {
    split: {
      by: attributeAt(by),
      salt: salted(salt),
      answers: split.map(({ variant }, at) =>
        answers(variant, true, [...path, "split", at, "variant"]),
      ),
      ends: endsOf(split, [...path, "split"]),
      exposure:
        exposure === undefined || exposure === whole
          ? null
          : compileExposure(exposure, salted(`${salt}/exposure`), [...path, "exposure"]),
    },
  };
}

function endsOf(split: Weight[], path: Path): number[] {
  let end = 0;
  const ends = split.map(({ weight }, at) => {
    checkWeight(weight, [...path, at, "weight"]);
    end += weight;
    return end;
  });
  if (end !== whole) throw new CannotCompile(`The shares add up to ${end}, not to ${whole}.`, path);
  return ends;
}

function compileExposure(exposure: Exposure, salt: Salted, path: Path): CompiledExposure {
  const steps = typeof exposure === "number" ? [{ at: null, weight: exposure }] : exposure;
  const instants: number[] = [];
  const weights: number[] = [];
  for (const [index, { at, weight }] of steps.entries()) {
    const instant = at === null ? Number.NEGATIVE_INFINITY : parseInstant(at);
    if (instant === null) throw new CannotCompile("This is no time.", [...path, index, "at"]);
    checkWeight(weight, [...path, index, "weight"]);
    if (index > 0 && instant <= (instants[index - 1] ?? 0))
      throw new CannotCompile("Each step comes after the one before.", [...path, index, "at"]);
    if (weight < (weights[index - 1] ?? 0))
      throw new CannotCompile("An exposure never goes down.", [...path, index, "weight"]);
    instants.push(instant);
    weights.push(weight);
  }
  return { salt, instants, weights };
}

function checkWeight(weight: number, path: Path): void {
  if (!Number.isInteger(weight) || weight < 0 || weight > whole)
    throw new CannotCompile(`A share is a whole number from 0 to ${whole}.`, path);
}

/** What the subject is told apart by, as text; null when that is missing. */
export function bucketingValue({ subject }: Run, by: Attribute): string | null {
  const value = by.read(subject);
  if (typeof value === "string") return value === "" ? null : value;
  return typeof value === "number" || typeof value === "boolean" ? JSON.stringify(value) : null;
}

export function bucketOf(salt: Salted, value: string): number {
  return Math.floor((murmur3(salt, value) * whole) / 2 ** 32);
}

/** The first instant, from this one on, at which the exposure takes the bucket in; infinity when it never does. */
export function takenInAt(
  { instants, weights }: CompiledExposure,
  bucket: number,
  from: number,
): number {
  for (let at = weights.length - 1; at >= 0; at--) {
    if (bucket < (weights[at] ?? 0)) continue;
    const next = instants[at + 1] ?? Number.POSITIVE_INFINITY; // Weights only rise: the next step takes it in.
    return next > from ? next : from;
  }
  const first = instants[0] ?? Number.POSITIVE_INFINITY;
  return first > from ? first : from;
}

/** Which share the bucket lies in. */
export function shareOf({ ends }: CompiledSplit<unknown>, bucket: number): number {
  let share = 0;
  while (bucket >= (ends[share] ?? whole)) share++;
  return share;
}
