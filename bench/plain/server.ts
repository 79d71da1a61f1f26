// What node:http does when nobody asks who is there: the yardstick of the read API. Told what to answer by whoever started it.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { hashOf } from "./murmur3";

export type Plain = {
  /** Every answer to a path that does not end in a number's context: the headers and the body, byte for byte. */
  headers: Record<string, string>;
  body: string;
  /** What is written around the flags, and each flag's salt and pieces of JSON, in order. */
  before: string;
  after: string;
  flags: Piece[];
};
type Piece = { salt: string; matched: string; on: string; off: string };

const share = 0.25 * 2 ** 32;

process.on("disconnect", () => process.exit());
process.once("message", (plain: Plain) => {
  const server = createServer((req, res) => answer(plain, req, res));
  server.keepAliveTimeout = 65_000;
  server.listen(0, "127.0.0.1", () => {
    process.send?.({ port: (server.address() as AddressInfo).port });
  });
});

function answer(plain: Plain, req: IncomingMessage, res: ServerResponse): void {
  const { headers, body } = plain;
  const url = req.url ?? "";
  const context = url.indexOf("&context=");
  if (context >= 0) {
    const key = url.slice(url.indexOf("targetingKey=") + 13, context);
    const made = evaluated(plain, key, url.includes("pro", context));
    res.writeHead(200, {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(made),
    });
    res.end(made);
  } else if (req.headers["if-none-match"] === headers.etag) {
    const { "content-length": _, ...rest } = headers;
    res.writeHead(304, rest);
    res.end();
  } else {
    res.writeHead(200, headers);
    res.end(body);
  }
}

/** A rule for who pays and a split for everybody else: as much of it as one writes who knows that nothing will change. */
function evaluated({ before, after, flags }: Plain, key: string, pays: boolean): string {
  let text = before;
  for (const { salt, matched, on, off } of flags) {
    if (text.length > before.length) text += ",";
    const isOn = hashOf(salt + key) < share;
    if (pays) text += matched;
    else text += isOn ? on : off;
  }
  return text + after;
}
