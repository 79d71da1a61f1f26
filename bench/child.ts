import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export type ChildOptions = {
  /** Another Node than the one that runs this. */
  node?: string | undefined;
  nodeOptions?: string[];
  given?: string[];
};

/** A program of the benchmarks in a process of its own. It ends with this one. */
export class Child {
  readonly #process: ChildProcess;
  #said = "";

  /** `file`: a path below bench/. */
  constructor(file: string, { node, nodeOptions = [], given = [] }: ChildOptions = {}) {
    const typed = file.endsWith(".ts") ? ["--import", "tsx"] : [];
    this.#process = fork(fileURLToPath(new URL(file, import.meta.url)), given, {
      execPath: node ?? process.execPath,
      execArgv: [...typed, ...nodeOptions],
      env: { ...process.env, NODE_ENV: "production", NODE_NO_WARNINGS: "1" },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    for (const stream of [this.#process.stdout, this.#process.stderr])
      stream?.on("data", (text) => {
        this.#said = `${this.#said}${text}`.slice(-4_000);
      });
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** The next thing that it tells. Throws, with what it printed, when it ends instead or tells of an error. */
  async next<T extends object>(): Promise<T> {
    const over = new AbortController();
    const message = once(this.#process, "message", over);
    const exit = once(this.#process, "exit", over);
    const [first] = await Promise.race([message, exit]);
    over.abort();
    await Promise.allSettled([message, exit]);
    if (typeof first !== "object" || first === null) throw new Error(`It ended.\n${this.#said}`);
    if ("error" in first) throw new Error(String(first.error));
    return first as T;
  }

  /** Tells it something and waits for its answer. */
  ask<T extends object>(what: object): Promise<T> {
    const answer = this.next<T>();
    this.#process.send(what);
    return answer;
  }

  tell(what: object): void {
    this.#process.send(what);
  }

  async end(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, "exit");
    this.#process.kill("SIGKILL");
    await ended;
  }
}
