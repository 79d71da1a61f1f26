import type { ConditionTrace, ServeTrace, Step, Trace } from "./trace";

/**
 * The trace as it may be shown to somebody for whom some flags do not exist: of those that were needed it says only that
 * they were, and whether they held. What they asked for is not named either.
 */
export function withoutHidden(trace: Trace, isHidden: (flag: string) => boolean): Trace {
  const hides = (steps: Step[]): boolean =>
    steps.some(
      (step) =>
        step.step === "prerequisite" &&
        (step.flag === null || isHidden(step.flag) || hides(step.steps)),
    );
  if (!hides(trace.steps)) return trace;
  const steps = trace.steps.map((step) => withoutHiddenPart(step, isHidden));
  return { steps, unknownAttributes: [...new Set(steps.flatMap(unknownIn))] };
}

function withoutHiddenPart(step: Step, isHidden: (flag: string) => boolean): Step {
  if (step.step !== "prerequisite" || step.flag === null) return step;
  if (isHidden(step.flag)) return { ...step, flag: null, variants: [], variant: null, steps: [] };
  return { ...step, steps: step.steps.map((inner) => withoutHiddenPart(inner, isHidden)) };
}

function unknownIn(step: Step): string[] {
  if (step.step === "prerequisite") return step.steps.flatMap(unknownIn);
  if (step.step === "fallthrough") return unknownBy(step.serve);
  if (step.step !== "rule") return [];
  return [...unknownOf(step.condition), ...(step.serve ? unknownBy(step.serve) : [])];
}

function unknownOf(condition: ConditionTrace): string[] {
  if ("all" in condition) return condition.all.flatMap(unknownOf);
  if ("any" in condition) return condition.any.flatMap(unknownOf);
  if ("not" in condition) return condition.not.flatMap(unknownOf);
  if ("segment" in condition) return condition.conditions.flatMap(unknownOf);
  return condition.problem === "missing" ? [condition.attribute] : [];
}

function unknownBy(serve: ServeTrace): string[] {
  return "by" in serve && serve.value === null ? [serve.by] : [];
}
