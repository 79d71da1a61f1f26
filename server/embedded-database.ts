// The embedded PostgreSQL: a child of the hoist process, because PGlite's work and its fsync block a loop that must
// not answer anything else. Its parent tells it the data folder and where to put the socket:
//   node embedded-database.js <data folder> <socket path>
import fs from "node:fs";
import { basename, dirname, join } from "node:path";
import {
  type DatabaseReport,
  EXIT_IN_USE,
  noticeFile,
  readNotice,
  SOCKET_FOLDER,
} from "./database-protocol";
import { openDurableDatabase } from "./durable-database";
import { explain } from "./explain";
import { shortageOfSpace } from "./free-space";
import { takeOwnerLock } from "./owner-lock";
import { serveDatabase } from "./socket-front";

/** A killed parent's child is on its way out for about this long. */
const LOCK_PATIENCE_MS = 3000;
/** It cannot be opened (EX_IOERR). */
const EXIT_FAILED = 74;
/** PGlite threw while it worked: its memory can no longer be trusted (EX_SOFTWARE). */
const EXIT_BROKEN = 70;

// Ctrl-C reaches the whole process group, systemd's SIGTERM too: the database must outlive those who still write.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

// What the database writes is nobody else's to read, whatever the folder's own mode.
process.umask(0o077);

function report(message: DatabaseReport): Promise<void> {
  return new Promise((resolve) => {
    if (!process.send || !process.connected) return resolve();
    process.send(message, () => resolve());
  });
}

async function fail(code: number, sentence: string): Promise<never> {
  await report({ type: "failed", sentence });
  process.exit(code);
}

async function serve(dataFolder: string, socketPath: string) {
  if (!(await takeOwnerLock(join(dataFolder, "database.lock"), LOCK_PATIENCE_MS))) {
    return fail(EXIT_IN_USE, `The data folder ${dataFolder} is in use by another Hoist.`);
  }
  const shortage = await shortageOfSpace(dataFolder);
  if (shortage) return fail(EXIT_FAILED, shortage);
  forgetPreviousOwner(dataFolder, socketPath);
  const db = await openDurableDatabase(join(dataFolder, "database"));
  const front = serveDatabase(db, {
    onBroken: (error) => {
      void report({
        type: "failed",
        sentence: `The embedded database broke off: ${explain(error)}`,
      });
      process.exit(EXIT_BROKEN);
    },
  });
  await new Promise<void>((resolve, reject) => {
    front.once("error", reject);
    front.listen(socketPath, resolve);
  });

  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    front.close();
    await db.close();
    fs.rmSync(noticeFile(dataFolder), { force: true });
    removeSocketFolder(socketPath);
    process.exit(0);
  };
  const endOrSay = () => void end().catch((error) => fail(EXIT_BROKEN, explain(error)));
  process.on("message", (message) => message === "end" && endOrSay());
  process.on("disconnect", endOrSay);
  if (!process.connected) return end();

  // Read by `npm run admin`, which may write while the server runs.
  fs.writeFileSync(noticeFile(dataFolder), JSON.stringify({ socketPath }), { mode: 0o600 });
  await report({ type: "ready" });
}

/** A killed owner leaves its socket behind. The lock says that it no longer lives. */
function forgetPreviousOwner(dataFolder: string, socketPath: string) {
  fs.rmSync(socketPath, { force: true });
  const left = readNotice(dataFolder)?.socketPath;
  if (left && left !== socketPath) removeSocketFolder(left);
}

function removeSocketFolder(socketPath: string) {
  const folder = dirname(socketPath);
  fs.rmSync(socketPath, { force: true });
  if (basename(folder).startsWith(SOCKET_FOLDER))
    fs.rmSync(folder, { recursive: true, force: true });
}

const [dataFolder, socketPath] = process.argv.slice(2);
if (!dataFolder || !socketPath) throw new Error("The data folder and the socket path are missing.");
serve(dataFolder, socketPath).catch((error) =>
  fail(EXIT_FAILED, `The embedded database in ${dataFolder} cannot be opened: ${explain(error)}`),
);
