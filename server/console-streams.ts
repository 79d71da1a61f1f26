import {
  Agent,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from "node:http";
import { retryHint } from "@/lib/delivery/event";

/** Where the console answers for as long as its client listens. */
export function isStream(req: IncomingMessage): boolean {
  return /^\/api\/v1\/stream(?:\?|$)/.test(req.url ?? "");
}

export function isEventStream(headers: OutgoingHttpHeaders): boolean {
  return String(headers["content-type"]).startsWith("text/event-stream");
}

/** The open streams of the console. They have connections of their own: thousands of listeners hold up no page. */
export class ConsoleStreams {
  readonly agent = new Agent();
  private readonly open = new Map<ServerResponse, IncomingMessage>();

  get size(): number {
    return this.open.size;
  }

  /** Passes each piece on as it comes. An answer that breaks off ends its client's connection, and the other way round. */
  pass(answer: IncomingMessage, res: ServerResponse) {
    this.open.set(res, answer);
    res.once("close", () => {
      this.open.delete(res);
      answer.destroy();
    });
    answer.once("close", () => {
      if (!answer.complete) res.destroy();
    });
    answer.on("error", () => {}); // Told by its close.
    res.flushHeaders();
    answer.pipe(res);
  }

  /** Ends every stream; its client is told when to come back. */
  end() {
    for (const [res, answer] of this.open) {
      answer.unpipe(res);
      res.end(`${retryHint()}\n`);
    }
  }
}
