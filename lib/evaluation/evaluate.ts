import type { CompiledFlag, CompiledPrerequisite, CompiledRule, Served } from "./compile";
import { meets } from "./condition";
import type { Ruleset } from "./ruleset";
import { Run } from "./run";
import {
  bucketingValue,
  bucketOf,
  type CompiledServe,
  type CompiledSplit,
  shareOf,
  takenInAt,
} from "./serve";
import type { Subject, Toggle } from "./state";
import type { Tracer } from "./trace";

/** Why there is no value. */
export type Failed = {
  readonly reason: "ERROR";
  readonly errorCode: "FLAG_NOT_FOUND" | "TARGETING_KEY_MISSING" | "GENERAL";
  readonly errorDetails: string;
};

export type Answer = Served | Failed;

export type Evaluation = {
  readonly answer: Answer;
  /** Where in a split, 0 to 99999; null without one. */
  readonly bucket: number | null;
  /** The epoch milliseconds at which the answer may change by time alone, or null. */
  readonly until: number | null;
};

const forEver = Number.POSITIVE_INFINITY;
const mostPrerequisites = 128;

/**
 * How a value is chosen: the first of these that applies. `now` in epoch milliseconds, never the clock, so that the past
 * and the future can be asked as well. Never throws. Whoever wants to know why hands in a tracer, which changes nothing.
 */
export function evaluate(
  ruleset: Ruleset,
  key: string,
  subject: Subject,
  now: number,
  tracer: Tracer | null = null,
): Evaluation {
  const flag = ruleset.flags.get(key);
  if (!flag || flag.archived)
    return {
      answer: failed("FLAG_NOT_FOUND", "There is no such flag."),
      bucket: null,
      until: null,
    };
  return evaluateFlag(ruleset, flag, subject, now, tracer);
}

/** The same for a flag that is at hand. */
export function evaluateFlag(
  ruleset: Ruleset,
  flag: CompiledFlag,
  subject: Subject,
  now: number,
  tracer: Tracer | null = null,
): Evaluation {
  return evaluated(new Run(ruleset, subject, now, tracer), flag);
}

/**
 * For `answerNext`: one flag after the other, of one subject at one moment. Each condition and each segment is looked at once
 * for all of them.
 */
export function runFor(ruleset: Ruleset, subject: Subject, now: number): Run {
  const run = new Run(ruleset, subject, now, null);
  run.memberships = new Map();
  run.outcomes = new Map();
  return run;
}

/** The next flag's answer; `run` tells its bucket and until when it holds, infinity for ever. */
export function answerNext(run: Run, flag: CompiledFlag): Answer {
  run.restart();
  return decide(run, flag);
}

export function isFailed(answer: Answer): answer is Failed {
  return answer.reason === "ERROR";
}

function evaluated(run: Run, flag: CompiledFlag): Evaluation {
  const answer = decide(run, flag);
  return { answer, bucket: run.bucket, until: run.until === forEver ? null : run.until };
}

function decide(run: Run, flag: CompiledFlag): Answer {
  if (flag.broken !== null) return failed("GENERAL", flag.broken);
  run.tracer?.killed(flag.killed);
  if (flag.killed) return flag.whenKilled;
  for (const prerequisite of flag.prerequisites)
    if (!isMet(run, prerequisite)) return prerequisite.whenFailed;
  const toggle = toggleOf(run, flag);
  run.tracer?.toggle(toggle);
  if (toggle) return toggled(flag, toggle);
  run.tracer?.enabled(flag.enabled);
  if (!flag.enabled) return flag.whenDisabled;
  for (const rule of flag.rules) {
    const answer = byRule(run, rule);
    if (answer !== null) return answer;
  }
  return byFallthrough(run, flag);
}

/** What is killed, archived, off for this subject or cannot be evaluated does not count, whatever it serves. */
function isMet(run: Run, { flag: key, variants }: CompiledPrerequisite): boolean {
  const flag = run.ruleset.flags.get(key);
  const isAsked = flag !== undefined && !flag.archived && !flag.killed;
  run.tracer?.enter();
  const answer = isAsked ? answerOf(run, flag) : null;
  run.bucket = null; // What it was found in was the prerequisite's.
  const isOn = isAsked && (flag.enabled || toggleOf(run, flag) !== null);
  const outcome = isOn && answer !== null && !isFailed(answer) && variants.has(answer.variant);
  run.tracer?.prerequisite(key, variants, answer, outcome);
  return outcome;
}

/** Null for a circle: whoever is led back to it fails too. Each flag is asked once, so that no web of them takes long. */
function answerOf(run: Run, flag: CompiledFlag): Answer | null {
  run.answered ??= new Map();
  const known = run.answered.get(flag);
  if (known === null || run.flagDepth >= mostPrerequisites) run.circled = true;
  else if (known !== undefined) return known;
  if (run.circled) return null;

  run.answered.set(flag, null);
  run.flagDepth++;
  const answer = decide(run, flag);
  run.flagDepth--;
  run.answered.set(flag, answer);
  return run.circled ? null : answer;
}

/** The subject's own, unless it has expired: per-user early access works although the flag is off. */
function toggleOf(run: Run, flag: CompiledFlag): Toggle | null {
  const toggle = run.subject.toggles.get(flag.key);
  if (toggle === undefined) return null;
  if (toggle.expiresAt === null) return toggle;
  if (run.now >= toggle.expiresAt) return null;
  run.changesAt(toggle.expiresAt);
  return toggle;
}

function toggled(flag: CompiledFlag, { variant }: Toggle): Answer {
  return (
    flag.whenToggled.get(variant) ??
    failed("GENERAL", `A toggle names the unknown variant "${variant}".`)
  );
}

/** Null when the rule does not decide: the next one is asked. */
function byRule(run: Run, rule: CompiledRule): Answer | null {
  const { now, tracer } = run;
  const isOver = now >= rule.endsAt;
  const isMatch = (!isOver || tracer !== null) && meets(run, rule.when);
  const { broken } = run;
  run.broken = null;
  if (isOver || (!isMatch && broken === null)) {
    tracer?.rule(rule, now, isMatch, forEver);
    return null;
  }

  const from = rule.startsAt > now ? rule.startsAt : now;
  const value = broken === null ? valueFor(run, rule.serve) : "";
  const takesIn = broken === null ? takesInAt(rule.serve, value, from) : from;
  tracer?.rule(rule, now, isMatch, takesIn);
  if (takesIn >= rule.endsAt) return null;
  if (takesIn > now) {
    run.changesAt(takesIn);
    return null;
  }
  run.changesAt(rule.endsAt);
  return broken === null ? serve(run, rule.serve, value) : failed("GENERAL", broken);
}

function byFallthrough(run: Run, flag: CompiledFlag): Answer {
  const { fallthrough } = flag;
  const value = valueFor(run, fallthrough);
  const takesIn = takesInAt(fallthrough, value, run.now);
  run.tracer?.fallthrough(fallthrough, run.now, takesIn);
  if (takesIn <= run.now) return serve(run, fallthrough, value);
  run.changesAt(takesIn);
  return flag.whenLeftOut;
}

/** Stands for the targeting key of a split by targeting key that is asked without one. */
const noKey = Symbol("no targeting key");
type Value = string | null | typeof noKey;

/** What the subject is told apart by; null without it. */
function valueFor(run: Run, { split }: CompiledServe<Served>): Value {
  if (split === null) return "";
  const value = bucketingValue(run, split.by);
  run.tracer?.split(split, value);
  return value === null && split.by.name === "targetingKey" ? noKey : value;
}

/** From when on, not before `from`, the subject takes part; infinity when it never does. */
function takesInAt({ split }: CompiledServe<Served>, value: Value, from: number): number {
  if (split === null || value === noKey) return from;
  if (value === null) return forEver;
  const { exposure } = split;
  return exposure === null ? from : takenInAt(exposure, bucketOf(exposure.salt, value), from);
}

function serve(run: Run, served: CompiledServe<Served>, value: Value): Answer {
  if (served.split === null) return served.answer;
  if (typeof value === "string") return shared(run, served.split, value);
  return failed("TARGETING_KEY_MISSING", "It is split by targeting key, and there is none.");
}

function shared(run: Run, split: CompiledSplit<Served>, value: string): Answer {
  run.bucket = bucketOf(split.salt, value);
  const answer = split.answers[shareOf(split, run.bucket)];
  return answer ?? failed("GENERAL", "The split has no share for everybody.");
}

function failed(errorCode: Failed["errorCode"], errorDetails: string): Failed {
  return { reason: "ERROR", errorCode, errorDetails };
}
