import type { CompiledFlag, Served } from "./compile";
import type { Ruleset } from "./ruleset";
import type { Subject } from "./state";

/** A flag without an answer. */
export type Failed = {
  readonly reason: "ERROR";
  readonly errorCode: "FLAG_NOT_FOUND" | "GENERAL";
  readonly errorDetails: string;
};

export type Evaluation = Served | Failed;

/**
 * How a value is chosen: the first of these that applies. `now` in epoch milliseconds, never the clock, so that the past
 * and the future can be asked as well. Never throws.
 */
export function evaluate(ruleset: Ruleset, key: string, subject: Subject, now: number): Evaluation {
  const flag = ruleset.flags.get(key);
  if (!flag || flag.archived) return failed("FLAG_NOT_FOUND", "There is no such flag.");
  return evaluateFlag(ruleset, flag, subject, now);
}

/** The same for a flag that is at hand: whoever answers all flags of an environment looks none of them up. */
export function evaluateFlag(
  _ruleset: Ruleset,
  flag: CompiledFlag,
  subject: Subject,
  now: number,
): Evaluation {
  if (flag.broken !== null) return failed("GENERAL", flag.broken);
  if (flag.killed) return flag.whenKilled;
  return toggled(flag, subject, now) ?? (flag.enabled ? flag.fallthrough : flag.whenDisabled);
}

export function isFailed(evaluation: Evaluation): evaluation is Failed {
  return evaluation.reason === "ERROR";
}

/** A toggle works although the flag is off: that is per-user early access. */
function toggled(flag: CompiledFlag, subject: Subject, now: number): Evaluation | null {
  const toggle = subject.toggles.get(flag.key);
  if (!toggle || (toggle.expiresAt !== null && now >= toggle.expiresAt)) return null;

  const served = flag.whenToggled.get(toggle.variant);
  if (!served) return failed("GENERAL", `A toggle names the unknown variant "${toggle.variant}".`);
  return toggle.expiresAt === null ? served : { ...served, until: toggle.expiresAt };
}

function failed(errorCode: Failed["errorCode"], errorDetails: string): Failed {
  return { reason: "ERROR", errorCode, errorDetails };
}
