import type { Actor } from "@/lib/auth/actor";
import { atLeast, roleIn } from "@/lib/auth/role";

/** A new project belongs to nobody yet, so the role in all projects decides. */
export function canCreateProject(actor: Actor): boolean {
  return actor.role === "admin";
}

export function canChangeProject(actor: Actor, project: { id: string }): boolean {
  return roleIn(actor, project.id) === "admin";
}

/** Members know projects and environments by name only. */
export function canReadProject(actor: Actor, project: { id: string }): boolean {
  return atLeast(roleIn(actor, project.id), "viewer");
}
