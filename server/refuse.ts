import type { ServerResponse } from "node:http";
import { answerUnread } from "@/lib/delivery/linger";
import type { Refusal } from "@/lib/errors";
import { problem } from "@/lib/problem";

/** Answers with a problem document; what was already sent is cut off instead. */
export async function refuse(
  res: ServerResponse,
  refusal: Refusal,
  requestId: string,
  more: Record<string, string> = {},
) {
  if (res.headersSent) return void res.destroy();
  const answer = problem(refusal, requestId);
  const text = await answer.text();
  const headers = {
    ...Object.fromEntries(answer.headers),
    ...more,
    "x-content-type-options": "nosniff",
  };
  // A body that was refused unread would be taken for the next request.
  if (refusal.code === "too_large") return answerUnread(res, answer.status, headers, text);
  res.writeHead(answer.status, headers);
  res.end(text);
}
