import type { Actor } from "@/lib/auth/actor";
import { recordUsage, type Usage } from "@/lib/jobs/usage";
import { log } from "@/lib/log";

const place = Symbol.for("hoist.usage");

/** Notes that somebody acted, and by which token; written now and then. One collector per process: Next.js bundles routes apart. */
export function noteUse({ id, tokenId }: Actor): void {
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString) return;
  const holder = globalThis as typeof globalThis & { [place]?: Usage };
  holder[place] ??= recordUsage({ connectionString, log });
  if (tokenId !== null) holder[place].tokenUsed(tokenId, Date.now());
  if (id !== null) holder[place].personSeen(id, Date.now());
}
