import { recordUsage } from "@/lib/jobs/usage";
import { log } from "@/lib/log";
import { followSnapshot } from "@/lib/snapshot/follow";
import { bodyLimit, type ReadRequest, requestIdOf } from "./message";
import { type Parts, ReadApi } from "./read-api";

type Mount = Parts & { api: ReadApi };
const place = Symbol.for("hoist.delivery");
type Holder = typeof globalThis & { [place]?: Mount };

/** The process's one snapshot, made on first use. It hangs on globalThis because Next.js bundles routes apart. */
export function nextMount(): Mount {
  const holder = globalThis as Holder;
  holder[place] ??= makeMount(process.env.DATABASE_URL ?? "");
  return holder[place];
}

function makeMount(connectionString: string): Mount {
  const snapshot = followSnapshot({ connectionString, log });
  const usage = recordUsage({ connectionString, log });
  const parts = { snapshot, usage, log };
  return { ...parts, api: new ReadApi(parts) };
}

const waitForTheFirst = 5_000;

/** The read API as a route handler: for `next start` alone, and platforms that run nothing else. It does not compress. */
export async function handleRead(request: Request): Promise<Response> {
  const { snapshot, api } = nextMount();
  if (snapshot.state === null) await snapshot.catchUp(0n, waitForTheFirst);
  const { status, headers, body } = await api.respond(await readRequest(request));
  const none = body === null || request.method === "HEAD";
  return new Response(none ? null : body, { status, headers });
}

async function readRequest(request: Request): Promise<ReadRequest> {
  const { pathname, search } = new URL(request.url);
  return {
    method: request.method,
    path: pathname,
    search: search.slice(1),
    header: (name) => request.headers.get(name),
    body: request.method === "POST" ? await bodyOf(request) : null,
    now: Date.now(),
    requestId: requestIdOf(request.headers.get("x-request-id")),
    gzip: false,
  };
}

async function bodyOf(request: Request): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of request.body ?? []) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes > bodyLimit) break;
  }
  return Buffer.concat(pieces);
}
