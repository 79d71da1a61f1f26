import type { Actor } from "@/lib/auth/actor";

/** Only the user; no role is excepted. */
export function canUseConfiguration(actor: Actor, userId: string): boolean {
  return actor.id !== null && actor.id === userId;
}
