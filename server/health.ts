import type { ServerResponse } from "node:http";

/** A part of this role: the database, the console, the snapshot. */
export type Part = {
  name: string;
  /** Whether it has ever answered since the start. */
  begun(): boolean;
  /** What is not well with it now, in a few words each. */
  ills(): string[];
};

/** Answers GET /api/health/live and /api/health/ready. False: the path is not one of these. */
export class Health {
  private begun = false;
  /** Set once the process is on its way out. */
  stopping = false;

  constructor(private readonly parts: Part[]) {}

  answers(path: string, query: string, res: ServerResponse): boolean {
    if (path === "/api/health/live") send(res, 200, { status: "live" });
    else if (path === "/api/health/ready") this.answerReady(new URLSearchParams(query), res);
    else return false;
    return true;
  }

  private answerReady(query: URLSearchParams, res: ServerResponse) {
    const { status, degraded } = this.standing();
    const strict = query.has("strict") && query.get("strict") !== "false";
    const ready = status === "ready" && !(strict && degraded.length > 0);
    send(res, ready ? 200 : 503, { status, degraded });
  }

  /** Whether requests are to be sent here, and what is not well. */
  standing(): { status: "starting" | "ready" | "stopping"; degraded: string[] } {
    // Once every part has answered, polls are answered from memory whatever happens to a part.
    this.begun ||= this.parts.every((part) => part.begun());
    const degraded = [...new Set(this.parts.flatMap((part) => part.ills()))];
    return { status: this.stopping ? "stopping" : this.begun ? "ready" : "starting", degraded };
  }
}

function send(res: ServerResponse, status: number, body: object) {
  const retry = status === 503 ? { "retry-after": "1" } : {};
  res.writeHead(status, {
    "content-type": "application/json",
    "cache-control": "no-store",
    ...retry,
  });
  res.end(JSON.stringify(body));
}
