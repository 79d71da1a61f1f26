import type { ServerResponse } from "node:http";

const LONGEST_MS = 10_000;
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Sends the answer to a request whose body is refused unread, and closes the connection once the body is through. What
 * still comes is dropped, for a while: closing on unread data resets the connection, and the client never sees why.
 */
export function answerUnread(
  res: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string | Buffer,
): void {
  const length = String(Buffer.byteLength(body));
  res.writeHead(status, { ...headers, "content-length": length, connection: "close" });
  res.write(body);

  const { req } = res;
  const end = () => void res.end();
  const timer = setTimeout(end, LONGEST_MS);
  res.once("close", () => clearTimeout(timer));
  let dropped = 0;
  req.on("data", (piece: Buffer) => {
    dropped += piece.length;
    if (dropped > MOST_BYTES) end();
  });
  if (req.readableEnded) end();
  else req.once("end", end).once("error", end).resume();
}
