import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";

/** The server programs refuse to run as root; this is `nobody`. */
const unprivileged = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** Nothing of a test outlives it, so nothing needs to reach the disk. */
const settings = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "listen_addresses=",
  "max_connections=300",
  "deadlock_timeout=100ms",
];

/** Ends the server when whoever started it is gone: then the pipe it reads from closes. */
const untilPipeCloses = `"$@" & server=$!; cat >/dev/null; kill -INT $server; wait $server; rm -rf "$FOLDER"`;

export type PostgresServer = { url(database: string): string; stop(): Promise<void> };

/** The folder that holds `postgres` and `initdb`: on the PATH, or where Debian keeps them; newest first. */
export function findPostgres(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = fs.existsSync(debian) ? fs.readdirSync(debian) : [];
  return [
    ...(process.env.PATH ?? "").split(delimiter),
    ...versions.sort((a, b) => Number(b) - Number(a)).map((version) => `${debian}/${version}/bin`),
  ].find((folder) =>
    ["postgres", "initdb"].every((program) => fs.existsSync(join(folder, program))),
  );
}

/** Starts an empty PostgreSQL server of its own in the temporary folder. `bin` is what `findPostgres` found. */
export async function startPostgres(bin: string): Promise<PostgresServer> {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "hoist-postgres-"));
  if (unprivileged.uid) fs.chownSync(folder, unprivileged.uid, unprivileged.gid);
  const data = join(folder, "data");
  const init = ["--pgdata", data, "--username=postgres", "--auth=trust", "--encoding=UTF8"];
  run(join(bin, "initdb"), [...init, "--locale=C", "--no-sync"]);

  const server = [join(bin, "postgres"), "-D", data, "-k", folder];
  for (const setting of settings) server.push("-c", setting);
  const guard = spawn("sh", ["-c", untilPipeCloses, "guard", ...server], {
    ...unprivileged,
    cwd: "/",
    env: { ...process.env, FOLDER: folder },
    stdio: ["pipe", "ignore", "pipe"],
    detached: true, // Ctrl-C is for the tests, which end the server themselves.
  });
  let said = "";
  guard.stderr.on("data", (chunk) => {
    said += chunk;
  });

  const ended = new Promise<void>((resolve) => guard.once("exit", () => resolve()));
  const stop = async () => {
    guard.stdin.end();
    await ended;
  };
  const url = (database: string) =>
    `postgresql://postgres@localhost/${database}?host=${encodeURIComponent(folder)}`;
  for (let tries = 0; !(await answers(url("postgres"))); tries++) {
    if (tries < 200 && guard.exitCode === null) await wait(50);
    else return stop().then(() => Promise.reject(new Error(`PostgreSQL did not start.\n${said}`)));
  }
  return { url, stop };
}

function run(program: string, options: string[]) {
  const { status, stderr } = spawnSync(program, options, { ...unprivileged, cwd: "/" });
  if (status !== 0) throw new Error(`${program} failed.\n${stderr}`);
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
