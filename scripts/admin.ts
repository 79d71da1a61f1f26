// `npm run admin -- reset-password USER`: for whoever sits at the server, when a password is lost.
import { resolve } from "node:path";
import pg from "pg";
import { systemActor } from "@/lib/auth/system";
import { database } from "@/lib/database/client";
import { env, WrongSettings } from "@/lib/env";
import { Refusal } from "@/lib/errors";
import { resetPassword } from "@/lib/users/mutations/password";
import { startEmbeddedDatabase } from "@/server/database-process";
import { readNotice, socketUrl } from "@/server/database-protocol";
import { explain, StartFailure } from "@/server/explain";

async function run([command, username, ...rest]: string[]): Promise<void> {
  if (command !== "reset-password" || !username || rest.length > 0) {
    throw new StartFailure("Usage: npm run admin -- reset-password USER");
  }
  const { url, end } = await openDatabase();
  process.env.DATABASE_URL = url;
  try {
    const password = await resetPassword(systemActor(), username);
    console.log(`The new password of ${username}: ${password}`);
    console.log("Their sessions and login tokens have ended.");
  } finally {
    await database().$disconnect();
    await end();
  }
}

/** The database of the settings; the embedded one through the server that has it open, else opened for the while. */
async function openDatabase(): Promise<{ url: string; end(): Promise<void> }> {
  const { DATABASE_URL: url, HOIST_DATA_DIR } = env();
  const end = async () => {};
  if (url) return { url, end };
  const dataFolder = resolve(HOIST_DATA_DIR);
  const running = readNotice(dataFolder);
  if (running && (await answers(socketUrl(running.socketPath)))) {
    return { url: socketUrl(running.socketPath), end };
  }
  return startEmbeddedDatabase({ dataFolder, onLost: console.error });
}

/** A killed server leaves its notice behind. */
async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000 });
  client.on("error", () => {});
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}

function sentences(error: unknown): string[] {
  if (error instanceof WrongSettings) return error.sentences;
  if (error instanceof StartFailure || error instanceof Refusal) return [error.message];
  return [`The password was not reset: ${explain(error)}`];
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  for (const sentence of sentences(error)) console.error(sentence);
  process.exitCode = 1;
}
