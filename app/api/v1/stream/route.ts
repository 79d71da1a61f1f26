import { liveStream } from "@/lib/live/stream";
import { route } from "@/lib/rest";

export const dynamic = "force-dynamic";

export const GET = route(async ({ actor, request, trace }) => ({
  // Next.js answers HEAD with what is here, and nobody would read the stream.
  body: request.method === "HEAD" ? undefined : await liveStream(actor, request, trace),
  headers: {
    "content-type": "text/event-stream",
    "cache-control": "no-cache, no-transform",
    "x-accel-buffering": "no",
  },
}));
