import type { ServerResponse } from "node:http";
import { Refusal } from "@/lib/errors";
import type { KeyRow, State } from "@/lib/snapshot/state";
import { queryOf } from "./asking";
import { corsHeaders, preflight, refuseOrigin } from "./cors";
import { callerOf, isLive, UnknownToken } from "./credentials";
import type { ReadRequest, ReadResponse } from "./message";
import { type Heard, parseHeard } from "./position";
import type { Parts } from "./read-api";
import { noContent, refused } from "./response";
import type { StreamHub } from "./stream-hub";
import type { StreamLimits } from "./stream-limits";
import { keyOfStreamToken } from "./stream-token";

const methods = "GET, OPTIONS";
const catchUpFor = 1_000;

/** `/api/stream`: opens a stream on this response, or returns what to answer instead. */
export async function openStream(
  { snapshot, usage, openStreams }: Parts,
  { hub, limits }: { hub: StreamHub; limits: StreamLimits },
  request: ReadRequest,
  response: ServerResponse,
): Promise<ReadResponse | null> {
  if (request.method === "OPTIONS")
    return noContent(request, {
      ...preflight,
      "access-control-allow-methods": methods,
      allow: methods,
    });
  let key: KeyRow | null = null;
  const origin = request.header("origin");
  try {
    if (request.method !== "GET")
      throw new Refusal("invalid", `Use one of ${methods}.`, { status: 405 });
    key = await knownKey(snapshot, request);
    refuseOrigin(key, origin);
    response.once("close", limits.take(openStreams?.addressOf(response.req) ?? "", key.id));
    const since = queryOf(request.search).get("since");
    const heard = await caughtUp(snapshot, parseHeard(request.header("last-event-id"), since));
    usage.keyUsed(key.id, request.now);
    response.writeHead(200, {
      "content-type": "text/event-stream",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
      vary: "Authorization, X-API-Key, Accept-Encoding, Origin",
      "x-request-id": request.requestId,
      ...corsHeaders(key, origin),
    });
    hub.open(response, requireState(snapshot.state), key, heard);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const allow: Record<string, string> = error.status === 405 ? { allow: methods } : {};
    return refused(request, error, { ...corsHeaders(key, origin), ...allow });
  }
}

/** A client may have heard more than this instance. What not even the log knows was told before a backup was restored. */
async function caughtUp(snapshot: Parts["snapshot"], heard: Heard): Promise<Heard> {
  if (typeof heard === "string") return heard;
  return (await snapshot.reach(heard.sequence, catchUpFor)) === "absent" ? "unknown" : heard;
}

/** A key made a moment ago may not have reached this snapshot: one look at the log before it is refused. */
async function knownKey(snapshot: Parts["snapshot"], request: ReadRequest): Promise<KeyRow> {
  try {
    return keyOf(requireState(snapshot.state), request);
  } catch (error) {
    if (!(error instanceof UnknownToken)) throw error;
    await snapshot.refresh(catchUpFor);
    return keyOf(requireState(snapshot.state), request);
  }
}

function keyOf(state: State, request: ReadRequest): KeyRow {
  const token = queryOf(request.search).get("token");
  if (token === null) return callerOf(state, request).key;
  const key = keyOfStreamToken(state, token);
  if (!key) throw new UnknownToken();
  if (!isLive(key, request.now))
    throw new Refusal(
      "unauthenticated",
      "The key of this token is revoked or expired. Make a new token with a live key.",
    );
  return key;
}

function requireState(state: State | null): State {
  if (state) return state;
  throw new Refusal("unavailable", "Still starting. Try again.", { retryAfter: 1 });
}
