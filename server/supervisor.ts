import type { ChildProcess } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";

const BACK_OFF_MS = [0, 200, 500, 1000, 2000, 5000];
/** A child that stayed up for this long has recovered: the next fall starts the back-off anew. */
const RECOVERED_MS = 30_000;

type Program = {
  name: string;
  start(): Promise<ChildProcess>;
  /** Resolves when this child answers; rejects when the signal says that it has gone. */
  answers(child: ChildProcess, gone: AbortSignal): Promise<void>;
  /** Asks the child to end by itself. */
  askToEnd(child: ChildProcess): void;
  /** Killed when it has not ended by then. */
  killAfterMs: number;
  /** True: this exit code is no accident, do not start it again. */
  isFinal?(code: number | null): boolean;
  onExit?(code: number | null, signal: NodeJS.Signals | null): void;
  onUp?(): void;
};

/** Keeps one child process running: starts it again, with back-off, whenever it ends by itself. */
export class Supervised {
  /** Whether the child answers now. */
  up = false;
  /** Whether the child has ever answered. */
  hasBeenUp = false;
  /** How often it was started again. */
  restarts = 0;
  private child: ChildProcess | undefined;
  private ending = false;
  private falls = 0;
  private readonly waiting = new Set<() => void>();
  private readonly life: Promise<void>;

  constructor(private readonly program: Program) {
    this.life = this.live();
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** True once the child answers; false when it does not within the time, or never will. */
  async whenUp(milliseconds: number): Promise<boolean> {
    if (this.up || this.ending) return this.up;
    const awake = new AbortController();
    const stirred = new Promise<void>((resolve) => this.waiting.add(resolve));
    const late = wait(milliseconds, undefined, { signal: awake.signal }).catch(() => {});
    await Promise.race([stirred, late]);
    awake.abort();
    return this.up;
  }

  /** Ends the child and starts it no more. Killed when it does not end by itself. */
  async end(): Promise<void> {
    this.ending = true;
    this.stir();
    if (this.child) this.endChild(this.child);
    await this.life;
  }

  private endChild(child: ChildProcess) {
    this.program.askToEnd(child);
    const kill = setTimeout(() => child.kill("SIGKILL"), this.program.killAfterMs);
    child.once("exit", () => clearTimeout(kill));
  }

  private async live() {
    while (!this.ending) {
      const startedAt = performance.now();
      const code = await this.runOnce();
      if (this.ending || this.program.isFinal?.(code)) break;
      this.falls = performance.now() - startedAt > RECOVERED_MS ? 0 : this.falls + 1;
      await this.rest(BACK_OFF_MS[Math.min(this.falls, BACK_OFF_MS.length) - 1] ?? 0);
      if (!this.ending) this.restarts++;
    }
    this.ending = true;
    this.stir();
  }

  /** Runs the child until it ends; its exit code. */
  private async runOnce(): Promise<number | null> {
    const child = await this.program.start();
    this.child = child;
    const gone = new AbortController();
    const exited = new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
      child.once("exit", (code, signal) => resolve([code, signal]));
      child.once("error", () => child.pid === undefined && resolve([null, null]));
    });
    if (this.ending) this.endChild(child);
    this.program.answers(child, gone.signal).then(
      () => this.rise(gone.signal),
      () => {}, // It has gone: its exit is told below.
    );
    const [code, signal] = await exited;
    gone.abort();
    this.up = false;
    this.child = undefined;
    if (!this.ending) this.program.onExit?.(code, signal);
    return code;
  }

  private rise(gone: AbortSignal) {
    if (gone.aborted) return;
    this.up = true;
    this.hasBeenUp = true;
    this.program.onUp?.();
    this.stir();
  }

  private stir() {
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }

  /** Waits, but not for longer than until the end. */
  private async rest(milliseconds: number) {
    const until = performance.now() + milliseconds;
    while (!this.ending && performance.now() < until) await wait(Math.min(50, milliseconds));
  }
}
