import type { UserFlagView } from "@/lib/toggles/schema";

/** Why somebody gets what they get, in words. */
export function why(flag: Pick<UserFlagView, "variant" | "decidedBy" | "toggle">): string {
  const { decidedBy, toggle, variant } = flag;
  if (decidedBy === null || variant === undefined) return "Cannot be evaluated";
  if (decidedBy.kind === "killed") {
    return toggle ? "Killed for everybody, the toggle included" : "Killed for everybody";
  }
  if (decidedBy.kind === "toggle") return "Toggle";
  const waiting = toggle?.pending ? "; the own toggle waits for confirmation" : "";
  if (decidedBy.kind === "disabled") return `Switched off${waiting}`;
  if (decidedBy.kind === "prerequisite")
    return `Needs ${decidedBy.flag ?? "a flag you may not see"}, which is not met${waiting}`;
  if (decidedBy.kind === "rule") return `A rule gives ${variant}${waiting}`;
  if (decidedBy.bucket !== null) return `A split gives ${variant}${waiting}`;
  return `Everybody gets ${variant}${waiting}`;
}
