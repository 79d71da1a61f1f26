import type pg from "pg";
import { changesAfter, lastSequence } from "@/lib/audit/queries/changes";
import type { Actor } from "@/lib/auth/actor";
import { heartbeat } from "@/lib/delivery/event";
import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { hangUp, listen } from "@/lib/snapshot/connection";
import { Wake } from "@/lib/snapshot/wake";
import { Listener, type Proof } from "./listener";

const pollEvery = 1_000;
const proveEvery = 2_000;
const heartbeatEvery = 15_000;
const reconnectAfter = 500;
const rowsAtOnce = 1_000;
/** How many listeners are asked at the same time who they are: pages need the database too. */
const lanes = 4;
const perPerson = 32;

/** The console's open streams, which follow the log for as long as there are any. */
export class LiveHub {
  #listeners = new Set<Listener>();
  #wake = new Wake();
  #running: Promise<void> | null = null;
  #client: pg.Client | null = null;
  #lamented = false;
  #provedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly connectionString: string) {}

  get size(): number {
    return this.#listeners.size;
  }

  /** A stream for this actor, from what they heard last; without that, from now. Throws `rate_limited`. */
  async open(actor: Actor, prove: Proof, heardLast: bigint | null): Promise<ReadableStream> {
    const userId = actor.id ?? "";
    const open = [...this.#listeners].filter((listener) => listener.userId === userId);
    if (open.length >= perPerson)
      throw new Refusal(
        "rate_limited",
        "You have too many open streams. Close one of them first.",
        { retryAfter: 5 },
      );

    const last = await lastSequence();
    const missed = heardLast !== null && heardLast < last && last - heardLast <= rowsAtOnce;
    const listener = new Listener(userId, prove, missed ? heardLast : last, (ended) => {
      this.#listeners.delete(ended);
      if (this.#listeners.size === 0) this.#wake.notice();
    });
    this.#listeners.add(listener);
    this.#running ??= this.#run();
    this.#wake.notice();
    return listener.stream;
  }

  /** Ends every stream, and then the following. */
  async close(): Promise<void> {
    for (const listener of this.#listeners) listener.end();
    await this.#running;
  }

  async #run(): Promise<void> {
    const beat = setInterval(() => {
      for (const listener of this.#listeners) listener.say(heartbeat);
    }, heartbeatEvery);
    while (this.#listeners.size > 0) {
      try {
        await this.#connect();
        await this.#round();
        this.#lamented = false;
        await this.#wake.sleep(pollEvery);
      } catch (error) {
        if (!this.#lamented) log.warn({ err: error }, "open streams do not hear the database");
        this.#lamented = true;
        await this.#wake.pause(reconnectAfter);
      }
    }
    clearInterval(beat);
    if (this.#client) hangUp(this.#client);
    this.#client = null;
    this.#running = null;
  }

  /** Notices only make it immediate: asking for the sequence every second is the truth. */
  async #connect(): Promise<void> {
    if (this.#client) return;
    const onBroken = () => {
      this.#client = null;
      this.#wake.notice();
    };
    this.#client = await listen(this.connectionString, () => this.#wake.notice(), onBroken);
  }

  /** Tells what is new, and now and then asks all whether they still may listen (tokens expire in silence). */
  async #round(): Promise<void> {
    const last = await lastSequence();
    const behind = [...this.#listeners].filter(({ after }) => after < last);
    const due = performance.now() - this.#provedAt >= proveEvery;
    const oldest = behind.reduce((least, { after }) => (after < least ? after : least), last);
    // Read before the actors are: their rights are then at least as new as what they are told of.
    const changes = behind.length > 0 ? await changesAfter(oldest, rowsAtOnce) : [];
    if (changes.length === rowsAtOnce) this.#wake.notice();
    await tellAll(due ? [...this.#listeners] : behind, changes);
    if (due) this.#provedAt = performance.now();
  }
}

async function tellAll(listeners: Listener[], changes: Awaited<ReturnType<typeof changesAfter>>) {
  const lane = async (first: number) => {
    for (let n = first; n < listeners.length; n += lanes) await listeners[n]?.hear(changes);
  };
  await Promise.all(Array.from({ length: lanes }, (_, first) => lane(first)));
}
