import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { Changed } from "@/lib/snapshot/changed";
import { recentSeconds, type Snapshot } from "@/lib/snapshot/follow";
import type { KeyRow, State } from "@/lib/snapshot/state";
import { isLive } from "./credentials";
import { heard, heartbeat, opening, refetch, retryHint } from "./event";
import { isOlder, type Position } from "./position";

/** Streams of one key: they hear the same and end together. */
type Group = {
  keyId: string;
  environmentId: string;
  kind: KeyRow["kind"];
  streams: Set<ServerResponse>;
};

const maxBacklog = 65_536;
const heartbeatEvery = 15_000;
const checkKeysEvery = 500;
const endWithin = 1_000;

/** The open streams, and what they are told. */
export class StreamHub {
  #groups = new Map<string, Group>();
  /** The last change by time alone in each environment. */
  #boundaries = new Map<string, Position>();
  #closed = false;
  /** Since the start: streams opened, events sent (one to each stream that hears it), streams dropped because nobody read. */
  readonly counts = { opened: 0, sent: 0, dropped: 0 };
  #unsubscribe: () => void;
  #timers: NodeJS.Timeout[];

  constructor(private readonly snapshot: Snapshot) {
    this.#unsubscribe = snapshot.onChange((changed) => this.#changed(changed));
    this.#timers = [
      setInterval(() => {
        for (const group of this.#groups.values()) this.#write(group, heartbeat);
      }, heartbeatEvery),
      setInterval(() => this.#endDeadKeys(), checkKeysEvery),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  get size(): number {
    return this.kinds.client + this.kinds.server;
  }

  /** How many are open, by the kind of their key. */
  get kinds(): Record<KeyRow["kind"], number> {
    const open = { client: 0, server: 0 };
    for (const { kind, streams } of this.#groups.values()) open[kind] += streams.size;
    return open;
  }

  /** Takes a response whose head is written. `since`: what its client heard last, or null. */
  open(response: ServerResponse, state: State, key: KeyRow, since: Position | null): void {
    if (response.destroyed) return;
    if (this.#closed) {
      response.end(`${retryHint()}\n`);
      return;
    }
    const { id: keyId, environmentId, kind } = key;
    const group = this.#groups.get(keyId) ?? { keyId, environmentId, kind, streams: new Set() };
    this.#groups.set(keyId, group);
    group.streams.add(response);
    this.counts.opened++;
    response.once("close", () => {
      group.streams.delete(response);
      if (group.streams.size === 0 && this.#groups.get(keyId) === group) this.#groups.delete(keyId);
    });

    response.write(opening());
    const position = this.#position(state, environmentId);
    const recently = this.snapshot.recent.age(environmentId, kind);
    if (since ? isOlder(since, position) : recently < recentSeconds * 1_000) {
      response.write(refetch(position, Date.now(), null));
      this.counts.sent++;
    }
  }

  /** Ends every stream; its client is told when to come back. Resolves when all are ended. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#unsubscribe();
    for (const timer of this.#timers) clearInterval(timer);
    const streams = [...this.#groups.values()].flatMap((group) => [...group.streams]);
    const ended = streams.map((stream) => once(stream, "close"));
    for (const stream of streams) stream.end(`${retryHint()}\n`);

    const patience = setTimeout(() => {
      for (const stream of streams) stream.destroy();
    }, endWithin);
    await Promise.allSettled(ended);
    clearTimeout(patience);
  }

  #position({ sequence }: State, environmentId: string): Position {
    const boundary = this.#boundaries.get(environmentId);
    return boundary?.sequence === sequence ? boundary : { sequence, boundary: 0 };
  }

  #changed(changed: Changed): void {
    const position = { sequence: changed.sequence, boundary: changed.boundary ?? 0 };
    if (changed.boundary !== null)
      for (const id of changed.environments.keys()) this.#boundaries.set(id, position);
    this.#endDeadKeys();
    if (changed.reloaded) this.#toAll(refetch(position, changed.at, null));
    else this.#toWhomItConcerns(changed, position);
  }

  #toWhomItConcerns(changed: Changed, position: Position): void {
    const events = new Map<string, Buffer | null>();
    for (const group of this.#groups.values()) {
      const { environmentId, kind } = group;
      let event = events.get(environmentId + kind);
      if (event === undefined) {
        const keys = heard(changed, environmentId, kind);
        event = keys && refetch(position, changed.at, keys);
        events.set(environmentId + kind, event);
      }
      if (event) this.#tell(group, event);
    }
  }

  #toAll(event: Buffer): void {
    for (const group of this.#groups.values()) this.#tell(group, event);
  }

  #tell(group: Group, event: Buffer): void {
    this.counts.sent += this.#write(group, event);
  }

  /** A client that does not read is dropped: what it missed, it asks for when it comes back. Returns how many got it. */
  #write({ streams }: Group, text: Buffer): number {
    let dropped = 0;
    for (const stream of streams) {
      if (stream.writableLength <= maxBacklog) stream.write(text);
      else if (!stream.destroyed) {
        dropped++;
        stream.destroy();
      }
    }
    this.counts.dropped += dropped;
    return streams.size - dropped;
  }

  #endDeadKeys(): void {
    const now = Date.now();
    for (const { keyId, streams } of this.#groups.values()) {
      const key = this.snapshot.state?.keys.byId.get(keyId);
      if (key && isLive(key, now)) continue;
      for (const stream of streams) stream.end();
    }
  }
}
