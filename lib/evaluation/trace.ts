import type { CompiledRule, Served } from "./compile";
import type { CompiledCondition } from "./condition";
import type { Answer } from "./evaluate";
import { operators } from "./operators";
import type { Run } from "./run";
import { bucketOf, type CompiledServe, type CompiledSplit } from "./serve";
import type { Json, Toggle } from "./state";

/** Why: every step that was taken, in order; the last one decided. Instants are RFC 3339 texts, null where there is none. */
export type Trace = {
  steps: Step[];
  /** Attributes that were asked for and are not known of the subject. */
  unknownAttributes: string[];
};

export type Step =
  | { step: "killed" | "enabled"; outcome: boolean }
  | {
      step: "prerequisite";
      /** Null for one that the reader may not see, which also hides its variants and steps (`withoutHidden`). */
      flag: string | null;
      variants: string[];
      /** What it serves; null when it cannot be evaluated, is archived, killed or leads back here. */
      variant: string | null;
      /** Its own steps; none when another prerequisite had asked it before. */
      steps: Step[];
      outcome: boolean;
    }
  | { step: "toggle"; variant: string | null; expiresAt: string | null; outcome: boolean }
  | {
      step: "rule";
      rule: string;
      name: string;
      time: "before" | "during" | "after";
      startsAt: string | null;
      endsAt: string | null;
      condition: ConditionTrace;
      matches: boolean;
      /** Null when it is not asked: the rule does not match, or is over. */
      serve: ServeTrace | null;
      outcome: boolean;
    }
  | { step: "fallthrough"; serve: ServeTrace; outcome: boolean };

export type ConditionTrace =
  | { all: ConditionTrace[]; outcome: boolean }
  | { any: ConditionTrace[]; outcome: boolean }
  | { not: ConditionTrace[]; outcome: boolean }
  | {
      segment: string;
      because: "excluded" | "included" | "conditions" | "unknown";
      conditions: ConditionTrace[];
      outcome: boolean;
    }
  | {
      attribute: string;
      op: string;
      values: Json[];
      /** What the subject has; null when it is missing. */
      actual: Json;
      problem: "missing" | "wrong type" | null;
      outcome: boolean;
    };

export type ServeTrace =
  | { variant: string }
  | {
      by: string;
      /** What the subject is told apart by; null when it is missing. */
      value: string | null;
      bucket: number | null;
      /** Buckets from `from` up to, but not including, `to` get this variant. */
      ranges: { variant: string; from: number; to: number }[];
      /** Those whose `exposureBucket` is below `weight` take part; null when everybody does. */
      exposure: { exposureBucket: number | null; weight: number } | null;
      /** When the subject takes part; null for never. */
      takesPartAt: string | null;
    };

/** Writes down what an evaluation does. Hand one to `evaluate`, then ask for its `trace`. */
export class Tracer {
  #unknown = new Set<string>();
  #steps: Step[][] = [[]];
  #conditions: ConditionTrace[][] = [[]];
  #value: string | null = null;

  get trace(): Trace {
    return { steps: this.#steps[0] ?? [], unknownAttributes: [...this.#unknown] };
  }

  killed(outcome: boolean): void {
    this.#write({ step: "killed", outcome });
  }

  enabled(outcome: boolean): void {
    this.#write({ step: "enabled", outcome });
  }

  toggle(toggle: Toggle | null): void {
    const { variant = null, expiresAt = null } = toggle ?? {};
    const outcome = toggle !== null;
    this.#write({ step: "toggle", variant, expiresAt: textOf(expiresAt), outcome });
  }

  /** From here on steps are another flag's, until `prerequisite` is told. */
  enter(): void {
    this.#steps.push([]);
  }

  prerequisite(
    flag: string,
    variants: ReadonlySet<string>,
    answer: Answer | null,
    outcome: boolean,
  ): void {
    const steps = this.#steps.pop() ?? [];
    const variant = answer !== null && "variant" in answer ? answer.variant : null;
    this.#write({ step: "prerequisite", flag, variants: [...variants], variant, steps, outcome });
  }

  /** From here on conditions are parts of another, until `condition` is told. */
  open(): void {
    this.#conditions.push([]);
  }

  condition(condition: CompiledCondition, run: Run, outcome: boolean): void {
    const parts = this.#conditions.pop() ?? [];
    this.#conditions.at(-1)?.push(this.#conditionTrace(condition, run, parts, outcome));
  }

  /** What a split tells the subject apart by. */
  split({ by }: CompiledSplit<Served>, value: string | null): void {
    this.#value = value;
    if (value === null) this.#unknown.add(by.name);
  }

  rule(rule: CompiledRule, now: number, matches: boolean, takesIn: number): void {
    const [condition] = this.#conditions[0]?.splice(0) ?? [];
    if (!condition) return;
    const time = now < rule.startsAt ? "before" : now < rule.endsAt ? "during" : "after";
    const isAsked = matches && time !== "after";
    this.#write({
      step: "rule",
      rule: rule.id,
      name: rule.name,
      time,
      startsAt: textOf(rule.startsAt),
      endsAt: textOf(rule.endsAt),
      condition,
      matches,
      serve: isAsked ? this.#serveTrace(rule.serve, now, takesIn) : null,
      outcome: isAsked && takesIn <= now && takesIn < rule.endsAt,
    });
  }

  fallthrough(serve: CompiledServe<Served>, now: number, takesIn: number): void {
    const trace = this.#serveTrace(serve, now, takesIn);
    this.#write({ step: "fallthrough", serve: trace, outcome: takesIn <= now });
  }

  #write(step: Step): void {
    this.#steps.at(-1)?.push(step);
  }

  #conditionTrace(
    { kind, document, parts: _, segment: key, attribute }: CompiledCondition,
    { subject, ruleset }: Run,
    parts: ConditionTrace[],
    outcome: boolean,
  ): ConditionTrace {
    if (kind === "all") return { all: parts, outcome };
    if (kind === "any") return { any: parts, outcome };
    if (kind === "not") return { not: parts, outcome };
    if (kind === "segment") {
      const segment = ruleset.segments.get(key);
      const targetingKey = subject.targetingKey ?? "";
      const because = !segment
        ? "unknown"
        : segment.excluded.has(targetingKey)
          ? "excluded"
          : segment.included.has(targetingKey)
            ? "included"
            : "conditions";
      return { segment: key, because, conditions: parts, outcome };
    }
    const { op, values } = "attribute" in document ? document : { op: "", values: [] };
    const actual = attribute.read(subject);
    if (actual === undefined) this.#unknown.add(attribute.name);
    const problem =
      actual === undefined ? "missing" : operators.get(op)?.reads(actual) ? null : "wrong type";
    const asked = { attribute: attribute.name, op, values: values ?? [] };
    return { ...asked, actual: actual ?? null, problem, outcome };
  }

  #serveTrace(serve: CompiledServe<Served>, now: number, takesIn: number): ServeTrace {
    if (serve.split === null) return { variant: serve.answer.variant };
    const { by, salt, answers, ends, exposure } = serve.split;
    const value = this.#value;
    const bucket = value === null ? null : bucketOf(salt, value);
    const ranges = answers.map(({ variant }, at) => ({
      variant,
      from: ends[at - 1] ?? 0,
      to: ends[at] ?? 0,
    }));
    const takesPartAt = takesIn <= now ? textOf(now) : textOf(takesIn);
    if (exposure === null)
      return { by: by.name, value, bucket, ranges, exposure: null, takesPartAt };
    const exposureBucket = value === null ? null : bucketOf(exposure.salt, value);
    const weight = exposure.weights.findLast((_, at) => (exposure.instants[at] ?? 0) <= now) ?? 0;
    const part = { exposureBucket, weight };
    return { by: by.name, value, bucket, ranges, exposure: part, takesPartAt };
  }
}

function textOf(instant: number | null): string | null {
  return instant === null || !Number.isFinite(instant) ? null : new Date(instant).toISOString();
}
