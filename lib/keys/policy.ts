import type { Actor } from "@/lib/auth/actor";
import { atLeast, roleIn } from "@/lib/auth/role";

/** Keys open an environment to whoever holds them: making, listing and revoking them is for administrators. */
export function canManageKeys(actor: Actor, projectId: string): boolean {
  return roleIn(actor, projectId) === "admin";
}

/** When apps last asked is no secret of a key: whoever wires up an app waits for it. */
export function canSeeUse(actor: Actor, projectId: string): boolean {
  return atLeast(roleIn(actor, projectId), "viewer");
}
