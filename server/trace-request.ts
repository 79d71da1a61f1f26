import type { IncomingMessage, ServerResponse } from "node:http";
import type { Tracer } from "@/lib/tracing";

// Of an address only these are told: everything else in one may be somebody's name or key.
const words = new Set(
  `api v1 stream flags ofrep evaluate flagd flags.json openapi.json auth session sign-up sign-in login logout me password
  sign-out-everywhere tokens users configurations projects environments use archive restore toggles end usage preview
  segments keys members audit bulk account my-features connect playground reference`.split(/\s+/),
);
const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const mostSegments = 12;

/**
 * Traces a request from its head to the end of its answer. From then on its headers name this span as the parent of what is
 * done for it. Streams and assets are left out.
 */
export function traceRequest(
  tracer: Tracer,
  req: IncomingMessage,
  res: ServerResponse,
  path: string,
): void {
  if (path.endsWith("/stream") || path.startsWith("/_next/")) return;
  const method = methods.find((method) => method === req.method) ?? "_OTHER";
  const route = routeOf(path);
  const { traceparent } = req.headers;
  const parent = typeof traceparent === "string" ? traceparent : undefined;
  const facts = { "http.request.method": method, "http.route": route };
  const span = tracer.start(`${method} ${route}`, "server", parent, facts);
  req.headers.traceparent = span.traceparent;
  res.once("close", () => {
    span.end({ "http.response.status_code": res.statusCode }, res.statusCode >= 500);
  });
}

/** A path with `{}` for everything that is not one of our own words. */
export function routeOf(path: string): string {
  const segments = path.split("/").slice(1, mostSegments + 1);
  return `/${segments.map((word) => (word === "" || words.has(word) ? word : "{}")).join("/")}`;
}
