// Streams as node:http has them when nobody asks who listens. Whoever started it says what all are to hear.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const streams = new Set<ServerResponse>();

const server = createServer((_req, res) => {
  res.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  res.write(": hello\n\n");
  streams.add(res);
  res.once("close", () => streams.delete(res));
});
server.listen(0, "127.0.0.1", () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on("disconnect", () => process.exit());
process.on("message", ({ event }: { event: string }) => {
  const text = Buffer.from(event);
  for (const stream of streams) stream.write(text);
});
