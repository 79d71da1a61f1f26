import { randomUUID } from "node:crypto";
import { murmur3, type Salted, salted } from "@/lib/evaluation/murmur3";
import type { Json } from "@/lib/evaluation/state";

/** Who a client app asked for: what it said, nothing else. */
export type SeenContext = {
  targetingKey: string | null;
  attributes: { readonly [name: string]: Json };
};

type Kept = { targetingKey: string | null; text: string; rank: number; at: number };

/** A context counts for so long after it was last seen, in milliseconds. */
export const window = 3_600_000;
const bytesBeside = 200;

/**
 * Contexts of one environment, each targeting key once, as last seen; where there is none, each different text once. When
 * there are more than fit, those stay whose names come first in an order drawn by lot: who asks often is no likelier to stay
 * than who asks once, and who stays, stays. So what is counted over them is about true of the rest as well.
 */
export class ContextSample {
  #kept = new Map<string, Kept>();
  #order: Salted = salted(randomUUID());
  #bytes = 0;
  /** While it is full: the last in the order, which is the next to go. */
  #last: [name: string, kept: Kept] | null = null;
  #leftOutAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly most: number,
    private readonly mostBytes: number,
  ) {}

  get size(): number {
    return this.#kept.size;
  }

  /** Whether contexts were left out in the last hour: too many, too fast, or too large. */
  isPart(now: number): boolean {
    return this.#leftOutAt > now - window;
  }

  note({ targetingKey, attributes }: SeenContext, now: number): void {
    const text = JSON.stringify(attributes);
    const name = targetingKey === null ? text : `=${targetingKey}`;
    const known = this.#kept.get(name);
    if (known) {
      this.#bytes += 2 * (text.length - known.text.length);
      known.text = text;
      known.at = now;
    } else {
      const rank = murmur3(this.#order, name);
      const isLast = this.#last !== null && rank >= this.#last[1].rank;
      if (isLast) {
        this.leaveOut(now);
        return;
      }
      this.#kept.set(name, { targetingKey, text, rank, at: now });
      this.#bytes += bytesOf(name, text);
    }
    while (this.#isOver()) this.#dropLast(now);
  }

  /** Somebody asked who is not looked at. */
  leaveOut(now: number): void {
    this.#leftOutAt = now;
  }

  /** Those seen in the last hour. Each is read only when it is its turn: who goes through them may let others work between. */
  *contexts(now: number): Generator<SeenContext> {
    this.forget(now);
    for (const { targetingKey, text } of [...this.#kept.values()])
      yield { targetingKey, attributes: JSON.parse(text) };
  }

  /** Drops what was last seen more than an hour ago. */
  forget(now: number): void {
    for (const [name, { text, at }] of this.#kept) {
      if (at > now - window) continue;
      this.#kept.delete(name);
      this.#bytes -= bytesOf(name, text);
      this.#last = null;
    }
  }

  #isOver(): boolean {
    return this.#kept.size > this.most || this.#bytes > this.mostBytes;
  }

  #dropLast(now: number): void {
    const [name, { text }] = this.#last ?? this.#lastInOrder() ?? ["", { text: "" }];
    this.#kept.delete(name);
    this.#bytes -= bytesOf(name, text);
    this.#last = this.#lastInOrder();
    this.leaveOut(now);
  }

  #lastInOrder(): [string, Kept] | null {
    let last: [string, Kept] | null = null;
    for (const entry of this.#kept) if (last === null || entry[1].rank > last[1].rank) last = entry;
    return last;
  }
}

function bytesOf(name: string, text: string): number {
  return bytesBeside + 2 * (name.length + text.length);
}
