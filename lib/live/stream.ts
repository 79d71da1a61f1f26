import type { Actor, Trace } from "@/lib/auth/actor";
import { actorStill } from "@/lib/auth/request";
import { heardLast } from "./event";
import { LiveHub } from "./hub";

const place = Symbol.for("hoist.live");
type Holder = typeof globalThis & { [place]?: LiveHub };

/** The process's one hub. It hangs on globalThis because Next.js bundles routes apart. */
export function liveHub(): LiveHub {
  const holder = globalThis as Holder;
  holder[place] ??= new LiveHub(process.env.DATABASE_URL ?? "");
  return holder[place];
}

/** A stream of what this actor may see of every change, until their session or token ends. */
export async function liveStream(actor: Actor, request: Request, trace: Trace) {
  // Only the headers prove anything; the request itself is gone once it is answered.
  const credentials = new Request(request.url, { headers: new Headers(request.headers) });
  const prove = () => actorStill(credentials, trace);
  // A browser that comes back by itself names what it heard last; a page that opens a stream, what it shows.
  const since =
    request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("since");
  return liveHub().open(actor, prove, heardLast(since));
}
