import type { Actor } from "@/lib/auth/actor";
import type { Role } from "@/lib/generated/prisma/enums";

const rank: Record<Role, number> = { member: 0, viewer: 1, editor: 2, approver: 3, admin: 4 };

/** The actor's role in a project: the higher of the one there and the one in all projects. */
export function roleIn(actor: Actor, projectId: string): Role {
  const here = actor.roles.get(projectId) ?? "member";
  return rank[here] > rank[actor.role] ? here : actor.role;
}

export function atLeast(role: Role, wanted: Role): boolean {
  return rank[role] >= rank[wanted];
}

/** The highest role the actor holds anywhere: decides about things that belong to no project, such as users. */
export function highestRole(actor: Actor): Role {
  return [...actor.roles.values()].reduce(
    (highest, role) => (rank[role] > rank[highest] ? role : highest),
    actor.role,
  );
}
