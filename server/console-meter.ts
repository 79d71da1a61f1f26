import { Meter } from "@/lib/delivery/meter";
import { Refusal } from "@/lib/errors";

const kinds = ["page", "api", "asset", "stream"] as const;
/** A failure says nothing any more of how it is now. */
const failingFor = 60_000;
const bounds = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000];

/** What the console was asked, and what came of the requests that may change something. */
export class ConsoleMeter {
  readonly requests = new Meter(kinds, bounds);
  /** Written: with an audit row. Unchanged: answered well, and nothing was to be written; a form that shows a mistake is one of these. */
  readonly writes = { written: 0, unchanged: 0, refused: 0, failed: 0 };
  /** Written, but polls here did not show it within a second. */
  late = 0;
  #failedAt = Number.NEGATIVE_INFINITY;

  /** Whether a change failed within the last minute and none was made since, as with a database that has no room. */
  get changesFail(): boolean {
    return performance.now() - this.#failedAt < failingFor;
  }

  noteOutcome(method: string | undefined, status: number, hasWritten: boolean) {
    if (hasWritten) this.#noteWritten();
    else if (isRead(method)) return;
    else if (status >= 500) this.#noteFailed();
    else if (status >= 400) this.writes.refused++;
    else this.writes.unchanged++;
  }

  /** A request that the console did not answer. */
  noteFailure(method: string | undefined, error: unknown) {
    if (isRead(method)) return;
    if (error instanceof Refusal && error.code !== "unavailable") this.writes.refused++;
    else this.#noteFailed();
  }

  #noteWritten() {
    this.writes.written++;
    this.#failedAt = Number.NEGATIVE_INFINITY;
  }

  #noteFailed() {
    this.writes.failed++;
    this.#failedAt = performance.now();
  }
}

/** The place of a path's kind among those of the meter. */
export function kindOf(path: string): number {
  if (path === "/api/v1/stream") return 3;
  if (path.startsWith("/api/")) return 1;
  return path.startsWith("/_next/") ? 2 : 0;
}

function isRead(method: string | undefined): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}
