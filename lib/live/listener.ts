import { glimpse } from "@/lib/audit/policy";
import type { Change } from "@/lib/audit/schema";
import type { Actor } from "@/lib/auth/actor";
import { event, opening } from "./event";

/** Who listens, asked anew each time; null when they may no longer act at all. */
export type Proof = () => Promise<Actor | null>;

const maxBacklog = 65_536;

/** One open stream. It never keeps an actor: whoever listens is read again before anything is said. */
export class Listener {
  readonly stream: ReadableStream<Uint8Array>;
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;

  /** `after`: the sequence up to which it has heard everything. */
  constructor(
    readonly userId: string,
    private readonly prove: Proof,
    public after: bigint,
    private readonly onEnd: (listener: Listener) => void,
  ) {
    const queue = { highWaterMark: maxBacklog, size: (piece: Uint8Array) => piece.byteLength };
    this.stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
          controller.enqueue(opening(after));
        },
        cancel: () => this.#forget(),
      },
      queue,
    );
  }

  /**
   * Tells what its reader may see of these changes, by the rights they have after the last of them; ends when they have
   * none. When nobody can tell, it ends too, and its client comes back with what it heard last.
   */
  async hear(changes: readonly Change[]): Promise<void> {
    const news = changes.filter(({ sequence }) => sequence > this.after);
    const actor = await this.prove().catch(() => (news.length > 0 ? null : undefined));
    if (actor === undefined) return;
    if (actor === null) return this.end();
    for (const change of news) {
      const told = glimpse(actor, change);
      if (told) this.say(event(change.sequence, told));
      this.after = change.sequence;
    }
  }

  /** A client that does not read is dropped. */
  say(text: Uint8Array): void {
    if (!this.#controller) return;
    this.#controller.enqueue(text);
    if ((this.#controller.desiredSize ?? 0) < 0) this.end();
  }

  end(): void {
    this.#controller?.close();
    this.#forget();
  }

  #forget(): void {
    this.#controller = null;
    this.onEnd(this);
  }
}
