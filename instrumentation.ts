import { wantsTracing } from "@/lib/tracing";

/** Called by Next.js once, at its start. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs" || !wantsTracing(process.env)) return;
  const { startTracing } = await import("@/lib/tracing-export");
  const tracing = startTracing("console");
  process.once("SIGTERM", () => void tracing.end());
}
