import { decidingRule } from "@/components/evaluation/trace-words";
import type { ExplainedFlag } from "@/lib/toggles/schema";

/** Why somebody gets what they get, in words. */
export function why(
  flag: Pick<ExplainedFlag, "variant" | "decidedBy" | "toggle" | "steps" | "errorDetails">,
): string {
  const { decidedBy, toggle, variant, steps } = flag;
  if (decidedBy === null || variant === undefined)
    return flag.errorDetails ? `Cannot be evaluated: ${flag.errorDetails}` : "Cannot be evaluated";
  if (decidedBy.kind === "killed") {
    return toggle ? "Killed for everybody, the toggle included" : "Killed for everybody";
  }
  if (decidedBy.kind === "toggle") return "Toggle";
  const waiting = toggle?.pending ? "; the own toggle waits for confirmation" : "";
  if (decidedBy.kind === "disabled") return `Switched off${waiting}`;
  if (decidedBy.kind === "prerequisite")
    return `Needs ${decidedBy.flag ?? "a flag you may not see"}, which is not met${waiting}`;
  if (decidedBy.kind === "rule")
    return `${decidingRule(steps) ?? "A rule"} gives ${variant}${waiting}`;
  if (decidedBy.bucket !== null) return `A split gives ${variant}${waiting}`;
  return `Everybody gets ${variant}${waiting}`;
}
