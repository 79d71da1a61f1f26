import type { Actor } from "@/lib/auth/actor";
import { atLeast, roleIn } from "@/lib/auth/role";

export function canManageEnvironments(actor: Actor, projectId: string): boolean {
  return roleIn(actor, projectId) === "admin";
}

/** Members know environments by name only. */
export function canReadEnvironments(actor: Actor, projectId: string): boolean {
  return atLeast(roleIn(actor, projectId), "viewer");
}
