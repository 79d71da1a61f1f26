import { type Actor, type Trace, traceFrom } from "@/lib/auth/actor";
import { noteUse } from "@/lib/auth/last-use";
import { countRequest } from "@/lib/auth/limits";
import { actorOfSession } from "@/lib/auth/session";
import { actorOfToken } from "@/lib/auth/token";
import { Refusal } from "@/lib/errors";

/** The request's id and its `X-Comment` (percent-encoded UTF-8, at most 1,000 characters). */
export function traceOf(request: Request): Trace {
  return traceFrom(request.headers, decodeComment(request.headers.get("x-comment")));
}

/** Who makes this management request: a personal token, else the session cookie. Throws `unauthenticated`, `rate_limited`. */
export async function actorOf(request: Request, trace: Trace): Promise<Actor> {
  const actor = await proved(request, trace);
  await countRequest(actor.tokenId ?? actor.id ?? "");
  noteUse(actor);
  return actor;
}

/** Whether whoever made this request may still act, and with which rights now; for what stays open. Null: no longer. */
export async function actorStill(request: Request, trace: Trace): Promise<Actor | null> {
  try {
    return await proved(request, trace);
  } catch (error) {
    if (error instanceof Refusal && error.code === "unauthenticated") return null;
    throw error;
  }
}

async function proved(request: Request, trace: Trace): Promise<Actor> {
  const bearer = request.headers.get("authorization");
  const key = request.headers.get("x-api-key");
  if (bearer !== null && key !== null) {
    throw new Refusal("unauthenticated", "Send the token in one header, not in two.");
  }

  const token = bearer === null ? key : /^Bearer +(\S+)$/i.exec(bearer.trim())?.[1];
  if (bearer !== null || key !== null) return actorOfToken(token ?? "", trace);

  const actor = await actorOfSession(trace, request);
  if (!actor) throw new Refusal("unauthenticated", "Sign in, or send a personal token.");
  return actor;
}

function decodeComment(header: string | null): string | null {
  if (header === null || header === "") return null;
  try {
    const comment = decodeURIComponent(header);
    if (comment.length <= 1_000 && !comment.includes("\0")) return comment;
  } catch {
    // Answered below.
  }
  throw new Refusal("invalid", "X-Comment takes percent-encoded text of at most 1,000 characters.");
}
