import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
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

/** Starts and crashes the server as told, and ends it when whoever tells is gone: then the pipe closes. */
const guardScript = `
  while read -r word; do
    case $word in
      start) "$@" >&2 & server=$! ;;
      crash) kill -QUIT $server; wait $server; echo crashed ;;
    esac
  done
  kill -INT $server; wait $server; rm -rf "$FOLDER"`;

export type PostgresServer = {
  url(database: string): string;
  stop(): Promise<void>;
  /** Ends it as `pg_ctl stop -m immediate` does: nothing is put in order. */
  crash(): Promise<void>;
  /** Starts it again; it recovers from its log. */
  start(): Promise<void>;
};

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

/**
 * Starts an empty PostgreSQL server of its own in the temporary folder. `bin` is what `findPostgres` found, `more` settings,
 * `forInit` options of initdb.
 */
export async function startPostgres(
  bin: string,
  more: string[] = [],
  forInit: string[] = [],
): Promise<PostgresServer> {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "hoist-postgres-"));
  if (unprivileged.uid) fs.chownSync(folder, unprivileged.uid, unprivileged.gid);
  const data = join(folder, "data");
  const init = ["--pgdata", data, "--username=postgres", "--auth=trust", "--encoding=UTF8"];
  run(join(bin, "initdb"), [...init, "--locale=C", "--no-sync", ...forInit]);

  const server = [join(bin, "postgres"), "-D", data, "-k", folder];
  for (const setting of [...settings, ...more]) server.push("-c", setting);
  const guard = spawn("sh", ["-c", guardScript, "guard", ...server], {
    ...unprivileged,
    cwd: "/",
    env: { ...process.env, FOLDER: folder },
    stdio: ["pipe", "pipe", "pipe"],
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
  const start = async () => {
    guard.stdin.write("start\n");
    for (let tries = 0; !(await answers(url("postgres"))); tries++) {
      if (tries < 200 && guard.exitCode === null) await wait(50);
      else
        return stop().then(() => Promise.reject(new Error(`PostgreSQL did not start.\n${said}`)));
    }
  };
  const crash = async () => {
    guard.stdin.write("crash\n");
    await once(guard.stdout, "data");
  };
  await start();
  return { url, stop, crash, start };
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
