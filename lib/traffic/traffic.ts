import { ContextSample, type SeenContext, window } from "./sample";

/** Bounds: contexts and bytes of each environment, environments, and how many polls are looked at in a tenth of a second. */
const mostContexts = 1_000;
const mostBytes = 524_288;
const mostEnvironments = 64;
const mostNotes = 50;
const noteSpan = 100;
/** Characters of a query or bytes of a body: larger contexts are not looked at. */
const largest = 4_096;

/** The contexts that client apps sent in the last hour, environment by environment. In memory alone, and bounded. */
export class Traffic {
  #samples = new Map<string, ContextSample>();
  #until = 0;
  #left = 0;

  /** `begun`: since when contexts are noted, in epoch milliseconds. */
  constructor(private readonly begun: number) {}

  /**
   * Whether a poll's context is to be noted: at most so many in a tenth of a second, so that noting costs a busy process no
   * more than a quiet one. `size`: how large the query or the body is that holds it.
   */
  wants(environmentId: string, size: number, now: number): boolean {
    if (now >= this.#until || now < this.#until - noteSpan) {
      this.#until = now + noteSpan;
      this.#left = mostNotes;
    }
    if (this.#left > 0 && size <= largest) {
      this.#left--;
      return true;
    }
    this.#sampleOf(environmentId)?.leaveOut(now);
    return false;
  }

  note(environmentId: string, context: SeenContext, now: number): void {
    this.#sampleOf(environmentId)?.note(context, now);
  }

  /** What is known of an environment's traffic: null where too many environments are asked for, undefined where nobody asked. */
  of(environmentId: string): ContextSample | null | undefined {
    return this.#samples.get(environmentId) ?? (this.#isFull() ? null : undefined);
  }

  /** How many minutes back it reaches: an hour, or less soon after the start. */
  minutes(now: number): number {
    return Math.max(1, Math.floor(Math.min(now - this.begun, window) / 60_000));
  }

  /** Drops what was last seen more than an hour ago. */
  forget(now: number): void {
    for (const [id, sample] of this.#samples) {
      sample.forget(now);
      if (sample.size === 0 && !sample.isPart(now)) this.#samples.delete(id);
    }
  }

  #sampleOf(environmentId: string): ContextSample | undefined {
    const known = this.#samples.get(environmentId);
    if (known || this.#isFull()) return known;
    const sample = new ContextSample(mostContexts, mostBytes);
    this.#samples.set(environmentId, sample);
    return sample;
  }

  #isFull(): boolean {
    return this.#samples.size >= mostEnvironments;
  }
}
