import type { Dated } from "./body";

/** `since`: when it was made, in epoch milliseconds. */
type Kept = Dated & { revision: number; since: number };

/**
 * Answers to what was asked before, in two generations: when the young one is full, what the old one holds and nobody asked
 * for meanwhile is forgotten. An answer is kept when it is asked for a second time: most
 * contexts that come once do not come again, and keeping their answers costs a poll a tenth of its time.
 */
export class AnswerCache {
  #young = new Map<string, Kept>();
  #old = new Map<string, Kept>();
  #youngBytes = 0;
  #oldBytes = 0;
  #askedOnce = new Set<string>();
  #askedBytes = 0;
  hits = 0;
  misses = 0;

  readonly #forAnswers: number;
  readonly #forAsked: number;

  /** `bytes`: for each generation, with its half of what is remembered of questions that came once. */
  constructor(bytes = 16_777_216) {
    this.#forAsked = bytes / 8;
    this.#forAnswers = bytes - this.#forAsked / 2;
  }

  /** What is held now, in bytes: an upper bound. */
  get held(): number {
    return this.#youngBytes + this.#oldBytes + this.#askedBytes;
  }

  /** The answer, when nothing has changed since, nor time: a clock may also be set back. */
  find(asked: string, revision: number, now: number): Dated | undefined {
    const young = this.#young.get(asked);
    const kept = young ?? this.#old.get(asked);
    if (kept === undefined || kept.revision !== revision || now < kept.since || now >= kept.until) {
      this.misses++;
      return undefined;
    }
    this.hits++;
    if (!young) this.#put(asked, kept);
    return kept;
  }

  /** Keeps it when it was asked for before. */
  offer(asked: string, revision: number, dated: Dated, now: number): void {
    if (this.#young.has(asked) || this.#old.has(asked) || this.#wasAsked(asked))
      this.#put(asked, { ...dated, revision, since: now });
  }

  #wasAsked(asked: string): boolean {
    if (this.#askedOnce.has(asked)) return true;
    const bytes = besideAsked + 2 * asked.length;
    if (bytes > this.#forAsked) return false;
    if (this.#askedBytes + bytes > this.#forAsked) {
      this.#askedOnce = new Set();
      this.#askedBytes = 0;
    }
    this.#askedOnce.add(asked);
    this.#askedBytes += bytes;
    return false;
  }

  #put(asked: string, kept: Kept): void {
    const bytes = bytesOf(asked, kept);
    if (bytes > this.#forAnswers) return;
    const before = this.#young.get(asked);
    if (before) this.#youngBytes -= bytesOf(asked, before);
    if (this.#youngBytes + bytes > this.#forAnswers) {
      [this.#old, this.#oldBytes] = [this.#young, this.#youngBytes];
      [this.#young, this.#youngBytes] = [new Map(), 0];
    }
    this.#young.set(asked, kept);
    this.#youngBytes += bytes;
  }
}

const beside = 256;
const besideAsked = 64;

/** Text is held with one byte a character when it is plain, else with two. Room for what it is compressed to is counted at once. */
function bytesOf(asked: string, { answer, delivered }: Dated): number {
  const { body, bytes } = answer;
  const text = body.length === bytes ? bytes : 2 * body.length;
  return beside + 2 * asked.length + text + bytes + 8 * delivered.variants.length;
}
