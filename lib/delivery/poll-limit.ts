import { Refusal } from "@/lib/errors";

/**
 * Polls of each key in the present second. Our own, and that simple, because it stands on the path of every poll: a kept
 * library's limiter takes a promise each time.
 */
export class PollLimit {
  #second = 0;
  #polls = new Map<string, number>();

  /** `perSecond` of 0: no limit. */
  constructor(private readonly perSecond: number) {}

  /** Counts a poll of this key. `now` in epoch milliseconds. Throws `rate_limited`. */
  count(keyId: string, now: number): void {
    if (this.perSecond === 0) return;
    const second = Math.floor(now / 1_000);
    if (second !== this.#second) {
      this.#second = second;
      this.#polls = new Map();
    }
    const polls = (this.#polls.get(keyId) ?? 0) + 1;
    this.#polls.set(keyId, polls);
    if (polls > this.perSecond)
      throw new Refusal(
        "rate_limited",
        `This key may poll ${this.perSecond} times a second. Wait a second, and poll less often or listen to the stream.`,
        { retryAfter: 1 },
      );
  }
}
