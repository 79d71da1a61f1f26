import type { Disk } from "./disk";
import type { State } from "./state";

const atMostEvery = 60_000;

/** Keeps the last good state on disk: at most once a minute, and at the end. */
export class DiskKeeper {
  /** How often it was written and could not be, and when last (epoch milliseconds). */
  readonly tally = { done: 0, failed: 0, at: Date.now() };
  #written: { state: State; sequence: bigint } | null = null;
  #lastAt = Number.NEGATIVE_INFINITY;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly disk: Disk,
    private readonly log: { warn(details: object, message: string): void },
  ) {}

  /** Writes it when it is news and a minute has passed since the last time. */
  offer(state: State): void {
    if (performance.now() - this.#lastAt < atMostEvery || !this.#isNews(state)) return;
    this.#lastAt = performance.now();
    this.#write(state);
  }

  async close(state: State): Promise<void> {
    await this.#writing;
    if (this.#isNews(state)) this.#write(state);
    await this.#writing;
  }

  #isNews(state: State): boolean {
    return this.#written?.state !== state || this.#written.sequence !== state.sequence;
  }

  #write(state: State): void {
    const { sequence } = state;
    this.#writing = this.#writing.then(async () => {
      try {
        await this.disk.write(state);
        this.#written = { state, sequence };
        this.tally.done++;
        this.tally.at = Date.now();
      } catch (error) {
        this.tally.failed++;
        this.log.warn({ err: error }, "the snapshot could not be written to disk");
      }
    });
  }
}
