import type { Actor } from "@/lib/auth/actor";

/** Personal tokens are for oneself; nobody makes, sees or revokes another's. */
export function ownTokens(actor: Actor): { userId: string } | null {
  return actor.id === null ? null : { userId: actor.id };
}
