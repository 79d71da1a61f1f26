import type { IncomingMessage, ServerResponse } from "node:http";
import { sameSecret } from "@/lib/auth/secret";
import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { wrongMethod } from "./api-answer";
import { refuse } from "./refuse";

export type Metrics = { contentType: string; text(): Promise<string> };

/** Answers GET /metrics: to who shows the token or, while none is set, to this machine alone. */
export class MetricsDoor {
  constructor(
    private readonly token: string | undefined,
    private readonly metrics: Metrics,
  ) {}

  async answer(req: IncomingMessage, res: ServerResponse, requestId: string): Promise<void> {
    try {
      if (req.method !== "GET" && req.method !== "HEAD") throw wrongMethod();
      if (this.token === undefined) admitThisMachine(req);
      else admitBearer(req, this.token);
      const text = await this.metrics.text();
      res.writeHead(200, {
        "content-type": this.metrics.contentType,
        "cache-control": "no-store",
        "content-length": String(Buffer.byteLength(text)),
      });
      res.end(text);
    } catch (error) {
      if (!(error instanceof Refusal)) log.error({ err: error, requestId }, "metrics failed");
      const refusal = error instanceof Refusal ? error : unreadable();
      await refuse(res, refusal, requestId, refusal.status === 405 ? { allow: "GET, HEAD" } : {});
    }
  }
}

function admitBearer({ headers }: IncomingMessage, token: string) {
  const [, shown] = /^Bearer +(.*\S) *$/i.exec(headers.authorization ?? "") ?? [];
  if (shown === undefined || !sameSecret(shown, token))
    throw new Refusal(
      "unauthenticated",
      "Metrics want the text of HOIST_METRICS_TOKEN as a bearer token.",
    );
}

function admitThisMachine({ socket, headers }: IncomingMessage) {
  const address = (socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  const isHere = address === "::1" || address.startsWith("127.");
  // A proxy on this machine speaks for anybody.
  if (isHere && headers["x-forwarded-for"] === undefined && headers.forwarded === undefined) return;
  throw new Refusal(
    "forbidden",
    "Metrics are shown to this machine alone until HOIST_METRICS_TOKEN is set.",
  );
}

function unreadable() {
  return new Refusal("unavailable", "The metrics could not be read. Try again.", { status: 500 });
}
