import { createHmac } from "node:crypto";
import { isLoopback } from "@/lib/auth/settings";
import type { Settings } from "@/lib/env";
import { keepSecret } from "./data-folder";
import { startEmbeddedDatabase } from "./database-process";
import { say } from "./say";
import type { Supervised } from "./supervisor";

/** A database that can be asked, and the secret that goes with it. */
export type OpenDatabase = {
  url: string;
  secret: string;
  /** The embedded database's program. */
  program?: Supervised;
  end(): Promise<void>;
};

/** The database that the settings name, or the embedded one, started. Throws StartFailure. */
export async function openDatabase(
  settings: Settings,
  dataFolder: string,
  onLost: (sentence: string) => void,
): Promise<OpenDatabase> {
  const { DATABASE_URL: url, NEXTAUTH_SECRET: given } = settings;
  if (url && given) return { url, secret: given, end: async () => {} };
  say("Starting the embedded database…");
  const embedded = await startEmbeddedDatabase({ dataFolder, onLost });
  try {
    const secret = given ?? keepSecret(dataFolder);
    return { ...embedded, secret };
  } catch (error) {
    await embedded.end();
    throw error;
  }
}

/**
 * What the first sign-up must show when others can reach this address; undefined when only this machine can. The same
 * on every instance with this secret, and after a restart.
 */
export function signUpCode(host: string, secret: string): string | undefined {
  if (isLoopback(host)) return undefined;
  const digest = createHmac("sha256", secret).update("hoist first sign-up").digest("hex");
  return digest
    .slice(0, 12)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, "$1-");
}
