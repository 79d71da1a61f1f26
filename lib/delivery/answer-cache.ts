import { murmur3, salted } from "@/lib/evaluation/murmur3";
import type { Dated } from "./body";
import type { Answer } from "./message";

/** `since`: when it was made, in epoch milliseconds. */
type Kept = { dated: Dated; revision: number; since: number };

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
  /** Hashes of what was asked, each in the place of its last bits, where the next one takes its place. */
  #asked: Int32Array;
  hits = 0;
  misses = 0;

  readonly #forAnswers: number;

  /** `bytes`: for each generation, with its half of what is remembered of questions that came once. */
  constructor(bytes = 16_777_216) {
    this.#asked = new Int32Array(2 ** Math.floor(Math.log2(bytes / 256)));
    this.#forAnswers = bytes - this.#asked.byteLength / 2;
  }

  /** What is held now, in bytes: an upper bound. */
  get held(): number {
    return this.#youngBytes + this.#oldBytes + this.#asked.byteLength;
  }

  /** The answer, when nothing has changed since, nor time: a clock may also be set back. */
  find(asked: string, revision: number, now: number): Dated | undefined {
    const young = this.#young.get(asked);
    const kept = young ?? this.#old.get(asked);
    if (kept === undefined || kept.revision !== revision || !holdsAt(kept, now)) {
      this.misses++;
      return undefined;
    }
    this.hits++;
    if (!young) this.#put(asked, kept);
    return kept.dated;
  }

  /** Keeps it when it was asked for before. */
  offer(asked: string, revision: number, dated: Dated, now: number): void {
    if (!this.#young.has(asked) && !this.#old.has(asked) && !this.#wasAsked(asked)) return;
    encode(dated.answer);
    this.#put(asked, { dated, revision, since: now });
  }

  /** Two questions with one hash count as one: the second is kept too early, no more. */
  #wasAsked(asked: string): boolean {
    const hash = murmur3(unsalted, asked) | 0;
    const place = hash & (this.#asked.length - 1);
    const was = this.#asked[place] === hash;
    this.#asked[place] = hash;
    return was;
  }

  #put(asked: string, kept: Kept): void {
    const bytes = bytesOf(asked, kept.dated);
    if (bytes > this.#forAnswers) return;
    const before = this.#young.get(asked);
    if (before) this.#youngBytes -= bytesOf(asked, before.dated);
    if (this.#youngBytes + bytes > this.#forAnswers) {
      [this.#old, this.#oldBytes] = [this.#young, this.#youngBytes];
      [this.#young, this.#youngBytes] = [new Map(), 0];
    }
    this.#young.set(asked, kept);
    this.#youngBytes += bytes;
  }
}

function holdsAt({ dated, since }: Kept, now: number): boolean {
  return since <= now && now < dated.until;
}

/** What is sent often is not encoded each time. A short text goes out in one piece with its headers, which is faster still. */
function encode(answer: Answer): void {
  const { body, bytes } = answer;
  if (typeof body !== "string" || bytes <= 1_024) return;
  answer.body = Buffer.allocUnsafeSlow(bytes);
  answer.body.write(body);
}

const beside = 256;
const unsalted = salted("");

/** Text is held with one byte a character when it is plain, else with two. Room for what it is compressed to is counted at once. */
function bytesOf(asked: string, { answer, delivered }: Dated): number {
  const { body, bytes } = answer;
  const text = body.length === bytes ? bytes : 2 * body.length;
  return beside + 2 * asked.length + text + bytes + 8 * delivered.variants.length;
}
