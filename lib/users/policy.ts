import type { Actor } from "@/lib/auth/actor";
import { atLeast, highestRole } from "@/lib/auth/role";

type Who = { id: string };

export function canListUsers(actor: Actor): boolean {
  return atLeast(highestRole(actor), "viewer");
}

export function canSeeUser(actor: Actor, user: Who): boolean {
  return isSelf(actor, user) || canListUsers(actor);
}

export function canSeeEmail(actor: Actor, user: Who): boolean {
  return isSelf(actor, user) || actor.role === "admin";
}

/** Finding people by e-mail tells that the address is theirs. */
export function canSearchByEmail(actor: Actor): boolean {
  return actor.role === "admin";
}

/** People without sign-in, known by name and targeting key. */
export function canCreateUser(actor: Actor): boolean {
  return atLeast(highestRole(actor), "editor");
}

export function canGiveEmail(actor: Actor): boolean {
  return actor.role === "admin";
}

/** Role, targeting key, and whether somebody may sign in. */
export function canAdministerUsers(actor: Actor): boolean {
  return actor.role === "admin";
}

/** Ends all that is known of somebody, for good. */
export function canEraseUsers(actor: Actor): boolean {
  return actor.role === "admin";
}

/** Attributes, and that a self-registered account is who it says it is. */
export function canDescribeUsers(actor: Actor): boolean {
  return atLeast(highestRole(actor), "editor");
}

/** Username and e-mail address. */
export function canRename(actor: Actor, user: Who): boolean {
  return isSelf(actor, user) || actor.role === "admin";
}

/** The command line on the server itself. */
export function canResetPasswords(actor: Actor): boolean {
  return actor.kind === "system";
}

export function isSelf(actor: Actor, user: Who): boolean {
  return actor.id !== null && actor.id === user.id;
}
