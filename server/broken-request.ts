import { randomUUID } from "node:crypto";
import type { Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { Refusal } from "@/lib/errors";
import { problemDocument } from "@/lib/problem";

/** Answers what Node.js cannot read as a request with a problem document, too: it would send a bare status. */
export function answerBrokenRequests(server: Server) {
  const answers = new WeakMap<Duplex, ServerResponse>();
  server.on("request", (req, res) => answers.set(req.socket, res));
  const answer = (error: NodeJS.ErrnoException, socket: Duplex) => {
    // In the middle of another answer it would be taken for a part of that.
    const before = answers.get(socket);
    const isBusy = before?.headersSent && !before.writableFinished;
    if (error.code === "ECONNRESET" || !socket.writable || isBusy) return void socket.destroy();
    socket.end(message(refusalOf(error.code)));
  };
  // What was asked before in the same piece may have been answered, but not sent yet (decision 024).
  server.on("clientError", (error, socket) => setImmediate(answer, error, socket));
}

function refusalOf(code: string | undefined): Refusal {
  if (code === "HPE_HEADER_OVERFLOW")
    return new Refusal(
      "too_large",
      "The address and headers of this request are too long. Send fewer or shorter ones.",
      {
        status: 431,
      },
    );
  if (code === "ERR_HTTP_REQUEST_TIMEOUT")
    return new Refusal("invalid", "The request did not come to its end in time. Send it again.", {
      status: 408,
    });
  return new Refusal("invalid", "This is not an HTTP request. Speak HTTP/1.1 to this port.", {
    status: 400,
  });
}

function message(refusal: Refusal): string {
  const id = randomUUID();
  const body = JSON.stringify(problemDocument(refusal, id));
  return [
    `HTTP/1.1 ${refusal.status} ${refusal.code}`,
    "content-type: application/problem+json",
    `content-length: ${Buffer.byteLength(body)}`,
    "cache-control: no-store",
    "connection: close",
    `x-request-id: ${id}`,
    "",
    body,
  ].join("\r\n");
}
