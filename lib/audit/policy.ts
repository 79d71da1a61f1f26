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
