import { recordUsage, type Usage } from "@/lib/jobs/usage";
import { log } from "@/lib/log";

const place = Symbol.for("hoist.usage");

/** Notes that a personal token was used; written now and then. One collector per process: Next.js bundles routes apart. */
export function tokenUsed(id: string): void {
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString) return;
  const holder = globalThis as typeof globalThis & { [place]?: Usage };
  holder[place] ??= recordUsage({ connectionString, log });
  holder[place].tokenUsed(id, Date.now());
}
