import type { IncomingMessage } from "node:http";
import { bodyLimit } from "./message";

/** The whole body, or more than the limit of it when it is larger. Rejects when the client goes away. */
export function readBody(req: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    req.on("data", (piece: Buffer) => {
      if (bytes > bodyLimit) return; // Answered already; what still comes is dropped.
      bytes += piece.length;
      pieces.push(piece);
      if (bytes > bodyLimit) resolve(Buffer.concat(pieces));
    });
    req.on("end", () => resolve(Buffer.concat(pieces)));
    req.on("error", reject);
  });
}
