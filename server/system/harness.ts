import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { descendants, killHard, untilGone } from "./processes";

const root = join(import.meta.dirname, "../..");
const guard = new URL("../guard.mjs", import.meta.url).href;

export type HoistOptions = {
  dataFolder: string;
  port: number;
  env?: Record<string, string>;
  /** Runs it as this user: root may write everywhere. */
  uid?: number;
  /** Another Node than this one. */
  node?: string | undefined;
};

/** A real hoist process, built, with children of its own. */
export class Hoist {
  readonly url: string;
  /** What it has printed so far. */
  said = "";
  /** What of that went to standard error. */
  errors = "";
  private readonly process: ChildProcess;
  /** Its exit code, or null when a signal ended it. */
  readonly exit: Promise<number | null>;

  /** `options`: given again, they start the next one in its place. */
  constructor(readonly options: HoistOptions) {
    const { dataFolder, port, env = {}, uid, node = process.execPath } = options;
    this.url = `http://127.0.0.1:${port}`;
    // With the guard it ends when the tests do, however they end.
    this.process = spawn(node, ["--import", guard, join(root, "dist/main.js")], {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        TMPDIR: process.env.TMPDIR,
        NODE_ENV: "production",
        PORT: String(port),
        HOIST_DATA_DIR: dataFolder,
        HOIST_LOG_LEVEL: "warn",
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    const { stdout, stderr } = this.process;
    for (const stream of [stdout, stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.said += text;
        if (stream === stderr) this.errors += text;
      });
    }
    this.exit = once(this.process, "close").then(([code]) => code as number | null);
  }

  get pid(): number {
    if (this.process.pid === undefined) throw new Error("Hoist was not started.");
    return this.process.pid;
  }

  /** Its console, or its embedded database. */
  child(name: "console" | "database"): number | undefined {
    const children = descendants(this.pid).filter(({ parent }) => parent === this.pid);
    // Next.js gives itself another title; the database keeps its command line.
    const isDatabase = ({ command }: { command: string }) => command.includes("embedded-database");
    return children.find((child) => isDatabase(child) === (name === "database"))?.pid;
  }

  /** Resolves once it serves. Throws, with what it said, when it ends instead. */
  async ready(milliseconds = 60_000): Promise<this> {
    let ended = false;
    void this.exit.then(() => {
      ended = true;
    });
    const deadline = performance.now() + milliseconds;
    while (!(await answers(`${this.url}/api/health/ready`))) {
      if (ended || performance.now() > deadline) throw new Error(`Not ready.\n${this.said}`);
      await wait(25);
    }
    return this;
  }

  /** Sends SIGTERM; resolves when it and its children have ended. */
  async terminate(): Promise<{ code: number | null; milliseconds: number }> {
    const children = descendants(this.pid);
    const since = performance.now();
    this.process.kill("SIGTERM");
    const code = await this.exit;
    const milliseconds = performance.now() - since;
    await untilGone(children, 0);
    return { code, milliseconds };
  }

  /** kill -9; resolves when its children have gone too, by themselves. */
  async kill(): Promise<void> {
    const children = descendants(this.pid);
    this.process.kill("SIGKILL");
    await this.exit;
    await untilGone(children);
  }

  get hasEnded(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  /** Kills whatever of it still runs. */
  async cleanUp(): Promise<void> {
    if (this.hasEnded) return;
    const children = descendants(this.pid);
    this.process.kill("SIGKILL");
    for (const { pid } of children) killHard(pid);
    await this.exit;
  }
}

/** A port of the loopback interface that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  return typeof address === "object" && address ? address.port : 0;
}

async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await answer.text();
    return answer.ok;
  } catch {
    return false;
  }
}
