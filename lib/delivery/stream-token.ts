import { createHmac, timingSafeEqual } from "node:crypto";
import type { KeyRow, State } from "@/lib/snapshot/state";

/** What opens the key's stream, and nothing else: the same at every call, for EventSource cannot send headers. */
export function streamToken({ id, streamSecret }: Pick<KeyRow, "id" | "streamSecret">): string {
  return `${id}.${createHmac("sha256", streamSecret).update(`stream ${id}`).digest("base64url")}`;
}

/** The key that a stream token is of, live or not; undefined for anything else. */
export function keyOfStreamToken(state: State, token: string): KeyRow | undefined {
  const key = state.keys.byId.get(token.slice(0, token.indexOf(".")));
  if (!key) return undefined;
  const right = Buffer.from(streamToken(key));
  const sent = Buffer.from(token);
  return sent.length === right.length && timingSafeEqual(sent, right) ? key : undefined;
}
