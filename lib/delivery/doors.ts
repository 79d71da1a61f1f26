import { Refusal } from "@/lib/errors";
import type { KeyRow } from "@/lib/snapshot/state";
import { type Asking, askingOf, decoded } from "./asking";
import { preflight } from "./cors";
import type { ReadRequest, ReadResponse } from "./message";
import { isOfrep, knowsExtras, rawKeyOf } from "./ofrep";
import { noContent } from "./response";

const methods = "GET, HEAD, POST, OPTIONS";
export const flagdPath = "/flagd/flags.json";

/** Whether requests for this path (as sent, without the query) are for the read API. */
export function isPolled(path: string): boolean {
  return (
    path === "/api/flags" || path.startsWith("/api/flags/") || path === flagdPath || isOfrep(path)
  );
}

export class MethodRefused extends Refusal {
  constructor(allowed: string) {
    super("invalid", `Use one of ${allowed}.`, { status: 405 });
  }
}

/** The flagd export tells of no context, so none can be posted; OFREP's are always. */
export function methodsOf(path: string): string {
  if (isOfrep(path)) return "POST, OPTIONS";
  return path === flagdPath ? "GET, HEAD, OPTIONS" : methods;
}

/** What needs no key; null when it does. */
export function beforeTheKey(request: ReadRequest): ReadResponse | null {
  const { method, path } = request;
  if (isOfrep(path) && rawKeyOf(path) === undefined) throw nothingThere();
  const allowed = methodsOf(path);
  if (method === "GET" && allowed === methods) return null; // Nearly every poll.
  if (!allowed.split(", ").includes(method)) throw new MethodRefused(allowed);
  if (method !== "OPTIONS") return null;
  return noContent(request, {
    ...preflight,
    "access-control-allow-methods": allowed,
    allow: allowed,
  });
}

/** OFREP's context stands in the body alone. */
export function askedIn(request: ReadRequest): Asking {
  return askingOf(request, isOfrep(request.path) ? "" : request.search);
}

const mostAsked = 4_096;

/** What makes two requests the same; null for one that is not worth keeping. OFREP names a stream of the key's own. */
export function askedFor(request: ReadRequest, environmentId: string, key: KeyRow): string | null {
  const { path, body } = request;
  if (body !== null && body.length > mostAsked) return null;
  const posted = body === null ? "" : `\n${body.toString("latin1")}`;
  if (!isOfrep(path)) return `${environmentId}${key.kind}${path}?${request.search}${posted}`;
  return `${key.id}${knowsExtras(request)}${path}${posted}`;
}

/** Null for the path of all flags. */
export function flagKeyOf(path: string): string | null {
  if (path === "/api/flags") return null;
  const key = decoded(path.slice("/api/flags/".length));
  if (key === "") throw nothingThere();
  return key;
}

function nothingThere(): Refusal {
  return new Refusal(
    "not_found",
    "There is nothing at this address. See /api/openapi.json for those there are.",
  );
}
