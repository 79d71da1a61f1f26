import type { ServerResponse } from "node:http";
import { heartbeat } from "./event";
import { writeOrDrop } from "./write-or-drop";

const everyMs = 15_000;
const parts = 60;

/** A comment to every stream every 15 seconds, to a sixtieth of them at a time. */
export class Heartbeats {
  #parts = Array.from({ length: parts }, () => new Set<ServerResponse>());
  #joining = 0;
  #due = 0;
  #timer = setInterval(() => this.#beat(), everyMs / parts).unref();

  constructor(private readonly counts: { dropped: number }) {}

  /** Returns what takes the stream out again. */
  add(stream: ServerResponse): () => void {
    const part = this.#parts[this.#joining++ % parts];
    part?.add(stream);
    return () => part?.delete(stream);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    for (const stream of this.#parts[this.#due++ % parts] ?? [])
      if (!writeOrDrop(stream, heartbeat)) this.counts.dropped++;
  }
}
