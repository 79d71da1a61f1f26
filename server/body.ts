import type { IncomingMessage } from "node:http";
import { Refusal } from "@/lib/errors";

/** Reads a request's body whole. Throws `too_large` as soon as it is known to be over the limit (bytes). */
export async function readBody(req: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = Number(req.headers["content-length"] ?? 0);
  if (length <= limit) {
    length = 0;
    for await (const chunk of req.iterator({ destroyOnReturn: false })) {
      length += chunk.length;
      if (length > limit) break;
      chunks.push(chunk);
    }
  }
  if (length > limit) {
    throw new Refusal(
      "too_large",
      `A body may have ${limit / 1024} KiB at most. Send less at once.`,
    );
  }
  return Buffer.concat(chunks);
}
