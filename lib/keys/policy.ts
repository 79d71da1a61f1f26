import type { Actor } from "@/lib/auth/actor";
import { roleIn } from "@/lib/auth/role";

/** Keys open an environment to whoever holds them: making, listing and revoking them is for administrators. */
export function canManageKeys(actor: Actor, projectId: string): boolean {
  return roleIn(actor, projectId) === "admin";
}
