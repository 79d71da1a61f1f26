import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { Changed } from "@/lib/snapshot/changed";
import { recentSeconds, type Snapshot } from "@/lib/snapshot/follow";
import type { KeyRow, State } from "@/lib/snapshot/state";
import { Audience } from "./audience";
import { isLive } from "./credentials";
import { heard, opening, refetch, retryHint } from "./event";
import { Heartbeats } from "./heartbeats";
import { type Heard, isOlder, type Position } from "./position";

/** Streams of one key, which end together, each with what takes it off all lists. */
type Group = { kind: KeyRow["kind"]; streams: Map<ServerResponse, () => void> };

/** Who hears the same: the streams of one environment and one kind of key. */
type Room = { environmentId: string; kind: KeyRow["kind"]; audience: Audience };

const checkKeysEvery = 500;
const endWithin = 1_000;
/** Instances tell of an instant by clocks of their own. */
const clocksApart = 1_000;
/** Less than what is left of the second in which a key dies. */
const endDeadWithin = 400;

/** The open streams, and what they are told. */
export class StreamHub {
  /** By key. */
  #groups = new Map<string, Group>();
  /** By environment and kind of key. */
  #rooms = new Map<string, Room>();
  #closed = false;
  /** Since the start: streams opened, events sent (one to each stream that hears it), streams dropped because nobody read. */
  readonly counts = { opened: 0, sent: 0, dropped: 0 };
  #heartbeats = new Heartbeats(this.counts);
  #unsubscribe: () => void;
  #checking: NodeJS.Timeout;

  constructor(private readonly snapshot: Snapshot) {
    this.#unsubscribe = snapshot.onChange((changed) => this.#changed(changed));
    this.#checking = setInterval(() => this.#endDeadKeys(), checkKeysEvery).unref();
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

  /** Takes a response whose head is written. */
  open(response: ServerResponse, { sequence }: State, key: KeyRow, last: Heard): void {
    if (response.destroyed) return;
    if (this.#closed) {
      response.end(`${retryHint()}\n`);
      return;
    }
    this.#join(response, key);
    response.write(opening());
    const { environmentId, kind } = key;
    const position = { sequence, boundary: this.snapshot.lastBoundary(environmentId) };
    const recently = this.snapshot.recent.age(environmentId, kind) < recentSeconds * 1_000;
    const now = Date.now();
    if (last === "nothing" ? recently : misses(last, position, now)) {
      response.write(refetch({ position, at: now, keys: null }));
      this.counts.sent++;
    }
  }

  /**
   * Ends every stream; its client is told when to come back. Resolves when all are ended. News that some still wait for are
   * not sent: they hear of them where they come back, and a server that ends is spared their questions.
   */
  async close(): Promise<void> {
    this.#closed = true;
    this.#unsubscribe();
    clearInterval(this.#checking);
    this.#heartbeats.close();
    for (const { audience } of this.#rooms.values()) audience.close();
    const streams = [...this.#groups.values()].flatMap((group) => [...group.streams.keys()]);
    const ended = streams.map((stream) => once(stream, "close"));
    for (const stream of streams) stream.end(`${retryHint()}\n`);

    const patience = setTimeout(() => destroyAll(streams), endWithin);
    await Promise.allSettled(ended);
    clearTimeout(patience);
  }

  #join(response: ServerResponse, { id, environmentId, kind }: KeyRow): void {
    const group = this.#groups.get(id) ?? { kind, streams: new Map() };
    this.#groups.set(id, group);
    const name = environmentId + kind;
    const fresh = { environmentId, kind, audience: new Audience(this.counts) };
    const room = this.#rooms.get(name) ?? fresh;
    this.#rooms.set(name, room);

    room.audience.add(response);
    const stopHeartbeat = this.#heartbeats.add(response);
    const leave = () => {
      stopHeartbeat();
      room.audience.remove(response);
      if (room.audience.size === 0 && this.#rooms.get(name) === room) this.#rooms.delete(name);
      group.streams.delete(response);
      if (group.streams.size === 0 && this.#groups.get(id) === group) this.#groups.delete(id);
    };
    group.streams.set(response, leave);
    response.once("close", leave);
    this.counts.opened++;
  }

  #changed(changed: Changed): void {
    const { sequence, boundary, at, reloaded } = changed;
    const position = { sequence, boundary: boundary ?? 0 };
    this.#endDeadKeys();
    for (const { environmentId, kind, audience } of this.#rooms.values()) {
      const keys = reloaded ? null : heard(changed, environmentId, kind);
      if (reloaded || keys) audience.tell({ position, at, keys });
    }
  }

  #endDeadKeys(): void {
    const now = Date.now();
    for (const [id, { streams }] of this.#groups) {
      const key = this.snapshot.state?.keys.byId.get(id);
      if (!key || !isLive(key, now)) endAll(streams);
    }
  }
}

/** An instant that is still to come was told before the clock was set back: what has changed since, nobody told. */
function misses(last: Position | "unknown", position: Position, now: number): boolean {
  if (last === "unknown" || isOlder(last, position)) return true;
  return last.boundary > now + clocksApart;
}

/** They leave at once, for a write after the end would be an error; a client that does not read is not waited for. */
function endAll(streams: Map<ServerResponse, () => void>): void {
  const ending = [...streams];
  for (const [stream, leave] of ending) {
    leave();
    stream.end();
  }
  setTimeout(() => destroyAll(ending.map(([stream]) => stream)), endDeadWithin).unref();
}

function destroyAll(streams: readonly ServerResponse[]): void {
  for (const stream of streams) stream.destroy();
}
