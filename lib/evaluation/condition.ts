import { type Attribute, attributeAt } from "./attribute";
import { CannotCompile } from "./failure";
import { operators, type Test } from "./operators";
import type { Run } from "./run";
import type { CompiledSegment } from "./segment";
import type { Condition, Json } from "./state";

type Kind = "all" | "any" | "not" | "segment" | "attribute";

/** A condition ready to be asked. All kinds have one shape, which keeps the asking fast. */
export type CompiledCondition = {
  readonly kind: Kind;
  /** As it was written, for explanations. */
  readonly document: Condition;
  readonly parts: readonly CompiledCondition[];
  readonly segment: string;
  readonly attribute: Attribute;
  readonly test: Test;
};

const deepest = 16;
const mostSegments = 32;
const noAttribute = attributeAt("targetingKey");
const none: readonly CompiledCondition[] = [];
const never: Test = () => false;

type Path = readonly (string | number)[];
/** What only some kinds have. */
type Own = Pick<CompiledCondition, "parts" | "segment" | "attribute" | "test">;

let shared = new Map<string, CompiledCondition>();
const mostShared = 1_000;
const longestShared = 1_000;

/** Rules that ask the same share what it is compiled to: held once, and looked at once for all of them. Throws CannotCompile. */
export function sharedCondition(document: Condition, path: Path): CompiledCondition {
  const made = compileCondition(document, path);
  const text = JSON.stringify(document);
  if (text.length > longestShared) return made;
  const known = shared.get(text);
  if (known) return known;
  if (shared.size >= mostShared) shared = new Map();
  shared.set(text, made);
  return made;
}

/** Throws CannotCompile. */
export function compileCondition(document: Condition, path: Path, depth = 0): CompiledCondition {
  if (depth > deepest) throw new CannotCompile(`Groups nest at most ${deepest} deep.`, path);
  const inner = (kind: "all" | "any", parts: Condition[]) =>
    parts.map((part, at) => compileCondition(part, [...path, kind, at], depth + 1));
  const made = (
    kind: Kind,
    { parts = none, segment = "", attribute = noAttribute, test = never }: Partial<Own>,
  ): CompiledCondition => ({ kind, document, parts, segment, attribute, test });

  if ("all" in document) return made("all", { parts: inner("all", document.all) });
  if ("any" in document) return made("any", { parts: inner("any", document.any) });
  if ("not" in document) {
    const part = compileCondition(document.not, [...path, "not"], depth + 1);
    return made("not", { parts: [part] });
  }
  if ("segment" in document) return made("segment", { segment: document.segment });
  if (!("attribute" in document)) throw new CannotCompile("This is no condition.", path);
  const { attribute, op, values = [] } = document; // `exists` may come without.
  const test = compileTest(op, values, path);
  return made("attribute", { attribute: attributeAt(attribute), test });
}

function compileTest(op: string, values: readonly Json[], path: Path): Test {
  const operator = operators.get(op);
  if (!operator) throw new CannotCompile(`There is no operator "${op}".`, [...path, "op"]);
  try {
    return operator.compile(values);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new CannotCompile(cause, [...path, "values"]);
  }
}

/** Whether a rule's condition holds for the subject of this run: looked at once for all rules that have this one. */
export function meets(run: Run, condition: CompiledCondition): boolean {
  const { outcomes } = run;
  if (outcomes === null) return holds(run, condition);
  const known = outcomes.get(condition);
  if (known !== undefined) return known;
  const outcome = holds(run, condition);
  if (run.broken === null) outcomes.set(condition, outcome);
  return outcome;
}

/** Whether a condition holds for the subject of this run. */
export function holds(run: Run, condition: CompiledCondition): boolean {
  const { tracer } = run;
  if (tracer === null) return outcomeOf(run, condition);
  tracer.open();
  const outcome = outcomeOf(run, condition);
  tracer.condition(condition, run, outcome);
  return outcome;
}

function outcomeOf(run: Run, condition: CompiledCondition): boolean {
  switch (condition.kind) {
    case "attribute": {
      const value = condition.attribute.read(run.subject);
      return value !== undefined && condition.test(value);
    }
    case "segment":
      return isInSegment(run, condition.segment);
    case "not": {
      const [part] = condition.parts;
      return part !== undefined && !holds(run, part);
    }
    case "all":
      return !isThere(run, condition.parts, false);
    case "any":
      return isThere(run, condition.parts, true);
  }
}

/** Whether one of the parts comes out so. Who explains is shown the others too, though they decide nothing. */
function isThere(run: Run, parts: readonly CompiledCondition[], outcome: boolean): boolean {
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    if (part === undefined || holds(run, part) !== outcome) continue;
    if (run.tracer !== null) showRest(run, parts.slice(at + 1));
    return true;
  }
  return false;
}

function showRest(run: Run, parts: readonly CompiledCondition[]): void {
  const { broken } = run;
  for (const part of parts) holds(run, part);
  run.broken = broken;
}

function isInSegment(run: Run, key: string): boolean {
  const { memberships } = run;
  if (memberships === null || run.segmentDepth > 0) return isMember(run, key);
  const known = memberships.get(key);
  if (known !== undefined) return known;
  const outcome = isMember(run, key);
  if (run.broken === null) memberships.set(key, outcome);
  return outcome;
}

/** Excluded by name beats included by name, which beats the conditions. */
function isMember(run: Run, key: string): boolean {
  const segment = run.ruleset.segments.get(key);
  if (run.broken !== null) return false; // Nothing else matters any more.
  if (segment === undefined) return isBroken(run, `There is no segment "${key}".`);
  const { targetingKey } = run.subject;
  if (targetingKey !== null) {
    if (segment.excluded.size > 0 && segment.excluded.has(targetingKey)) return false;
    if (segment.included.size > 0 && segment.included.has(targetingKey)) return true;
  }
  return run.segmentDepth === 0
    ? meetsConditions(run, segment)
    : meetsNestedConditions(run, segment);
}

function meetsConditions(run: Run, segment: CompiledSegment): boolean {
  run.segmentDepth++;
  const outcome = holds(run, segment.conditions);
  run.segmentDepth--;
  return outcome;
}

/** Segments that use segments: each is looked at once, so that no web of them takes long, and a circle is noticed. */
function meetsNestedConditions(run: Run, segment: CompiledSegment): boolean {
  run.nested ??= new Map();
  const known = run.nested.get(segment);
  if (known === null || run.segmentDepth > mostSegments)
    return isBroken(run, `Segment "${segment.key}" leads back to itself, or too deep.`);
  if (known !== undefined) return known;
  run.nested.set(segment, null);
  const outcome = meetsConditions(run, segment);
  if (run.broken === null) run.nested.set(segment, outcome);
  else run.nested.delete(segment);
  return outcome;
}

function isBroken(run: Run, cause: string): false {
  run.broken ??= cause;
  return false;
}

/** The segments that a condition names itself. */
export function segmentsOf({ kind, segment, parts }: CompiledCondition): string[] {
  return kind === "segment" ? [segment] : parts.flatMap(segmentsOf);
}
