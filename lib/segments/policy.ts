import type { Actor } from "@/lib/auth/actor";
import { atLeast, roleIn } from "@/lib/auth/role";

export function canReadSegments(actor: Actor, projectId: string): boolean {
  return atLeast(roleIn(actor, projectId), "viewer");
}

/** Create, change and delete: a segment belongs to its project, not to whoever made it. */
export function canChangeSegments(actor: Actor, projectId: string): boolean {
  return atLeast(roleIn(actor, projectId), "editor");
}
