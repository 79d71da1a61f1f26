import type { ServerResponse } from "node:http";
import type { Refusal } from "@/lib/errors";
import { problem } from "@/lib/problem";

/** Answers with a problem document; what was already sent is cut off instead. */
export async function refuse(res: ServerResponse, refusal: Refusal, requestId: string) {
  if (res.headersSent) return void res.destroy();
  const answer = problem(refusal, requestId);
  res.writeHead(answer.status, {
    ...Object.fromEntries(answer.headers),
    "x-content-type-options": "nosniff",
    // A body that was refused unread would be taken for the next request.
    ...(refusal.code === "too_large" ? { connection: "close" } : {}),
  });
  res.end(await answer.text());
}
