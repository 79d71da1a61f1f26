import type { CompiledFlag } from "./compile";
import type { CompiledCondition } from "./condition";
import type { Answer } from "./evaluate";
import type { Ruleset } from "./ruleset";
import type { CompiledSegment } from "./segment";
import type { Subject } from "./state";
import type { Tracer } from "./trace";

/** What one evaluation needs and notes on its way. */
export class Run {
  /** The next instant at which the answer may be another, for everything looked at so far. */
  until = Number.POSITIVE_INFINITY;
  /** Where in a split the answer was found, 0 to 99999; null without one. */
  bucket: number | null = null;
  /** What was met that cannot be evaluated: the flag has no answer then. */
  broken: string | null = null;
  /** Prerequisites lead back to where they came from. */
  circled = false;
  /** How many prerequisites led here, and how many segments. */
  flagDepth = 0;
  segmentDepth = 0;
  /** What prerequisites answered: each is asked once, however many need it. Null while its answer is being found. */
  answered: Map<CompiledFlag, Answer | null> | null = null;
  /** Segments asked for by segments: each is looked at once, however many ask. Null while it is being looked at. */
  nested: Map<CompiledSegment, boolean | null> | null = null;

  /** The segments that rules asked for, by key, when several flags are answered in this run: null when it is for one. */
  memberships: Map<string, boolean> | null = null;
  /** What came of the conditions of rules, likewise. */
  outcomes: Map<CompiledCondition, boolean> | null = null;

  constructor(
    readonly ruleset: Ruleset,
    readonly subject: Subject,
    readonly now: number,
    readonly tracer: Tracer | null,
  ) {}

  /** For another flag: of what the last one met only segments and conditions hold for this one too. */
  restart(): void {
    this.until = Number.POSITIVE_INFINITY;
    this.bucket = null;
    this.broken = null;
    this.circled = false;
    if (this.answered !== null) this.answered = null;
    if (this.nested !== null) this.nested = null;
  }

  /** Something changes at this instant. */
  changesAt(instant: number): void {
    if (instant > this.now && instant < this.until) this.until = instant;
  }
}
