import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { freePort } from "./harness";

/** It refuses to run as root; this is `nobody`. */
const unprivileged = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

export type Pooler = { url: string; stop(): Promise<void> };

/** Where PgBouncer is; undefined when it is not installed. */
export function findPooler(): string | undefined {
  const { stdout } = spawnSync("sh", ["-c", "PATH=$PATH:/usr/sbin command -v pgbouncer"], {
    encoding: "utf8",
  });
  return stdout.trim() || undefined;
}

/** Starts PgBouncer before a database: a connection is anybody's as soon as a transaction ends. `chosen`: its port. */
export async function startPooler(
  program: string,
  databaseUrl: string,
  chosen?: number,
): Promise<Pooler> {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "hoist-pooler-"));
  const { pathname, searchParams } = new URL(databaseUrl);
  const database = pathname.slice(1);
  const port = chosen ?? (await freePort());
  fs.writeFileSync(join(folder, "users"), `"postgres" ""\n`);
  fs.writeFileSync(
    join(folder, "pgbouncer.ini"),
    `[databases]
${database} = host=${searchParams.get("host")} dbname=${database}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${join(folder, "users")}
pool_mode = transaction
default_pool_size = 5
`,
  );
  if (unprivileged.uid) {
    for (const name of ["", "users", "pgbouncer.ini"])
      fs.chownSync(join(folder, name), unprivileged.uid, unprivileged.gid);
  }
  // The pipe closes when the tests end, however they do.
  const guard = spawn(
    "sh",
    [
      "-c",
      `"$0" -q "$1" & pooler=$!; read -r _; kill -KILL $pooler; wait $pooler`,
      program,
      join(folder, "pgbouncer.ini"),
    ],
    { ...unprivileged, cwd: "/", stdio: ["pipe", "ignore", "ignore"], detached: true },
  );
  const stop = async () => {
    guard.stdin.end();
    if (guard.exitCode === null) await once(guard, "exit");
    fs.rmSync(folder, { recursive: true, force: true });
  };
  const url = `postgresql://postgres@127.0.0.1:${port}/${database}`;
  for (let tries = 0; !(await answers(url)); tries++) {
    if (tries < 100 && guard.exitCode === null) await wait(50);
    else return stop().then(() => Promise.reject(new Error("PgBouncer did not start.")));
  }
  return { url, stop };
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
