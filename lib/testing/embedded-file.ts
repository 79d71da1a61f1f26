import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { afterAll, inject } from "vitest";
import { database } from "@/lib/database/client";
import { socketUrl } from "@/server/database-protocol";

// Once a test file: an embedded database of its own in a child process, as in production.
const folder = fs.mkdtempSync(join(os.tmpdir(), "hoist-embedded-"));
const socketPath = join(folder, ".s.PGSQL.5432");
const program = join(import.meta.dirname, "embedded-server.ts");
const child = spawn(
  process.execPath,
  ["--import", "tsx", program, inject("embedded"), socketPath],
  { stdio: ["ignore", "inherit", "inherit", "ipc"] },
);
const exited = once(child, "exit");
const ready = once(child, "message").then(() => true);
if (!(await Promise.race([ready, exited.then(() => false)]))) {
  throw new Error("The embedded database did not start.");
}

process.env.DATABASE_URL = socketUrl(socketPath);
process.env.NEXTAUTH_SECRET ??= "a secret of tests";

afterAll(async () => {
  await database().$disconnect();
  child.disconnect();
  await exited;
  fs.rmSync(folder, { recursive: true });
});
