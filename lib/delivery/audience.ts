import type { ServerResponse } from "node:http";
import { type News, refetch } from "./event";
import { writeOrDrop } from "./write-or-drop";

/** So many are told in one go: a few milliseconds, which polls can wait. */
const atOnce = 250;
/** More streams than this are told over time, for each of their clients asks for its flags again. */
const small = 1_000;
const betweenMs = 50;

/**
 * Streams that hear the same: those of one environment and kind of key. A change is written into one buffer, and given to
 * 250 of them at once; to the others of up to 1,000 in the next turns of the event loop, of more at 5,000 a second. A change
 * that comes meanwhile takes the place of the one that some still wait for, which ask for the flags of both; those who have
 * waited longest come first, so that nobody waits for ever.
 */
export class Audience {
  /** Each with the number of the last news that it was told or need not be told. */
  #streams = new Map<ServerResponse, number>();
  #number = 0;
  /** How many still wait for the last news. */
  #waiting = 0;
  #news: News | null = null;
  #event: Buffer = Buffer.alloc(0);
  /** Where the last go ended; kept only while somebody waits, for it holds the map as it was. */
  #place: IterableIterator<[ServerResponse, number]> | null = null;
  #stop: (() => void) | null = null;

  constructor(private readonly counts: { sent: number; dropped: number }) {}

  get size(): number {
    return this.#streams.size;
  }

  /** Adds a stream that has what was told until now. */
  add(stream: ServerResponse): void {
    this.#streams.set(stream, this.#number);
  }

  remove(stream: ServerResponse): void {
    const told = this.#streams.get(stream);
    if (told === undefined) return;
    if (told !== this.#number) this.#waiting--;
    this.#streams.delete(stream);
  }

  tell(news: News): void {
    if (this.#streams.size === 0) return;
    this.#news = this.#waiting > 0 && this.#news ? both(this.#news, news) : news;
    this.#event = refetch(this.#news);
    this.#number++;
    this.#waiting = this.#streams.size;
    if (!this.#stop) this.#tellSome();
  }

  /** Tells nobody any more. */
  close(): void {
    this.#stop?.();
    this.#streams.clear();
    this.#waiting = 0;
  }

  #tellSome(): void {
    this.#stop = null;
    for (let told = 0; told < atOnce && this.#waiting > 0; told++) {
      const stream = this.#next();
      this.#streams.set(stream, this.#number);
      this.#waiting--;
      if (writeOrDrop(stream, this.#event)) this.counts.sent++;
      else {
        this.counts.dropped++;
        this.remove(stream);
      }
    }
    if (this.#waiting > 0) this.#stop = this.#later();
    else this.#place = null;
  }

  /** The next one who waits: there is one. */
  #next(): ServerResponse {
    for (;;) {
      this.#place ??= this.#streams.entries();
      const { value, done } = this.#place.next();
      if (done) this.#place = null;
      else if (value[1] !== this.#number) return value[0];
    }
  }

  #later(): () => void {
    const go = () => this.#tellSome();
    if (this.#streams.size <= small) {
      const turn = setImmediate(go);
      return () => clearImmediate(turn);
    }
    const timer = setTimeout(go, betweenMs);
    return () => clearTimeout(timer);
  }
}

function both(earlier: News, later: News): News {
  const keys = earlier.keys && later.keys && [...new Set([...earlier.keys, ...later.keys])];
  return { ...later, keys };
}
