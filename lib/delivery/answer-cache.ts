import type { Dated } from "./body";

/** `since`: when it was made, in epoch milliseconds. */
type Kept = Dated & { revision: number; since: number };

/** Answers to what was asked before, in two generations: when the young one is full, the old one is forgotten. */
export class AnswerCache {
  #young = new Map<string, Kept>();
  #old = new Map<string, Kept>();
  #youngBytes = 0;
  hits = 0;
  misses = 0;

  constructor(private readonly bytes = 8_388_608) {}

  /** The answer, when nothing has changed since, nor time: a clock may also be set back. */
  find(asked: string, revision: number, now: number): Dated | undefined {
    const kept = this.#young.get(asked) ?? this.#old.get(asked);
    if (kept === undefined || kept.revision !== revision || now < kept.since || now >= kept.until) {
      this.misses++;
      return undefined;
    }
    this.hits++;
    return kept;
  }

  keep(asked: string, revision: number, dated: Dated, now: number): void {
    const bytes = dated.answer.bytes + 8 * dated.delivered.variants.length + 2 * asked.length;
    this.#youngBytes += bytes;
    if (this.#youngBytes > this.bytes) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#youngBytes = bytes;
    }
    this.#young.set(asked, { ...dated, revision, since: now });
  }
}
