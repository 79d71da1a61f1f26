import type { Actor } from "@/lib/auth/actor";
import { atLeast, roleIn } from "@/lib/auth/role";

/** Who is what in a project; members know nobody. */
export function canListMembers(actor: Actor, projectId: string): boolean {
  return atLeast(roleIn(actor, projectId), "viewer");
}

/** Gives and takes roles in that project, one's own too. */
export function canManageMembers(actor: Actor, projectId: string): boolean {
  return roleIn(actor, projectId) === "admin";
}
