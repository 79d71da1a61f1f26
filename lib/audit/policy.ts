import type { Change, ChangeEvent } from "@/lib/audit/schema";
import type { Actor } from "@/lib/auth/actor";
import { atLeast, highestRole, roleIn } from "@/lib/auth/role";
import type { Role } from "@/lib/generated/prisma/enums";

/** Projects by id, or all of them. */
export type Scope = "all" | string[];

/** Which rows of the log an actor may see; `lib/audit/queries.ts` says it in SQL, so that paging is right. */
export type VisibleAudit = {
  /** Rows of these projects. */
  readable: Scope;
  /** Rows about restricted flags that the actor made. */
  editable: Scope;
  /** Rows about keys and about every restricted flag. */
  administered: Scope;
  /** Rows about everybody's tokens. */
  allTokens: boolean;
  /** The actor's own id: their own tokens and flags. */
  own: string | null;
};

export function visibleAudit(actor: Actor): VisibleAudit {
  return {
    readable: projectsWith(actor, "viewer"),
    editable: projectsWith(actor, "editor"),
    administered: projectsWith(actor, "admin"),
    allTokens: actor.role === "admin",
    own: actor.id,
  };
}

export function canReadAudit(actor: Actor, projectId: string | null): boolean {
  const role = projectId === null ? highestRole(actor) : roleIn(actor, projectId);
  return atLeast(role, "viewer");
}

/** Whether the row is among those that `listAudit` would show this actor. */
export function canSeeChange(actor: Actor, change: Change): boolean {
  const { readable, editable, administered, allTokens, own } = visibleAudit(actor);
  const { action, projectId, userId, about } = change;
  const within = (scope: Scope) =>
    scope === "all" || (projectId !== null && scope.includes(projectId));
  if (!canReadAudit(actor, projectId)) return false;
  if (projectId !== null && !within(readable)) return false;
  if (action.startsWith("key.") && !within(administered)) return false;
  if (action.startsWith("token.") && !allTokens && userId !== own) return false;
  if (about === null || !about.hidden || within(administered)) return true;
  return own !== null && about.creatorId === own && within(editable);
}

/**
 * What an actor hears of a change, null when nothing. Who may read the log hears all of it; a member hears that a public
 * flag is different, which shows in their own value of it, and what concerns themselves, but not through whom.
 */
export function glimpse(actor: Actor, change: Change): ChangeEvent | null {
  const { action, project, environment, flag } = change;
  if (canSeeChange(actor, change))
    return { type: "change", action, project, environment, flag, actor: change.actor };

  const { about, userId } = change;
  const by = change.actor !== null && change.actor === actor.username ? change.actor : null;
  const shown = !about?.hidden && (!about?.archived || action === "flag.archive");
  if (!shown) return null;
  if (actor.id !== null && userId === actor.id)
    return { type: "change", action, project, environment, flag, actor: by };
  if (about && /^(flag|state)\./.test(action))
    return { type: "change", action: "flag.update", project, environment: null, flag, actor: by };
  return null;
}

/** Sequence numbers, hashes and e-mail addresses. */
export function canSeeProofs(actor: Actor): boolean {
  return actor.role === "admin";
}

/** A configuration's value is its user's own business; that it changed is not. */
export function canSeeValue(actor: Actor, userId: string | null): boolean {
  return actor.id !== null && actor.id === userId;
}

function projectsWith(actor: Actor, wanted: Role): Scope {
  if (atLeast(actor.role, wanted)) return "all";
  return [...actor.roles].filter(([, role]) => atLeast(role, wanted)).map(([id]) => id);
}
