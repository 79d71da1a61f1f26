import type { Actor } from "@/lib/auth/actor";
import { atLeast, roleIn } from "@/lib/auth/role";
import { canSeeFlag } from "@/lib/flags/policy";
import type { FeatureFlag, Toggle } from "@/lib/generated/prisma/client";

type Of = Pick<
  FeatureFlag,
  "projectId" | "visibility" | "creatorId" | "archivedAt" | "selfService"
>;

/**
 * Editors toggle anybody; everybody toggles themselves where the flag offers it.
 * A protected environment does not change that: toggling is no change of the flag's state (product.md names them apart),
 * and one person's early access is what toggles are for.
 */
export function canToggle(actor: Actor, flag: Of, userId: string | null): boolean {
  if (actor.id === null || !canSeeFlag(actor, flag)) return false;
  return canToggleAnybody(actor, flag) || (userId === actor.id && offersItself(flag));
}

/** Whether the actor's touch counts as an editor's, not as a user's own. */
export function canToggleAnybody(actor: Actor, flag: Of): boolean {
  return atLeast(roleIn(actor, flag.projectId), "editor") && canSeeFlag(actor, flag);
}

/** Sets the end of anybody's toggle to now. The row stays. */
export function canEndToggle(actor: Actor, flag: Of): boolean {
  return canToggleAnybody(actor, flag);
}

/** The creator alone, admins not excepted; below editor only what one made for oneself. */
export function canDeleteToggle(
  actor: Actor,
  flag: Of,
  toggle: Pick<Toggle, "creatorId" | "userId">,
): boolean {
  if (toggle.creatorId !== actor.id || !canSeeFlag(actor, flag)) return false;
  return canToggleAnybody(actor, flag) || toggle.userId === actor.id;
}

export function canReadToggles(actor: Actor, projectId: string): boolean {
  return atLeast(roleIn(actor, projectId), "viewer");
}

/** Everybody reads what is set for themselves. */
export function canReadTogglesOf(actor: Actor, projectId: string, userId: string): boolean {
  return userId === actor.id || canReadToggles(actor, projectId);
}

function offersItself(flag: Of): boolean {
  return flag.selfService && flag.visibility === "public";
}
