import { once } from "node:events";
import http, {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";
import { createFrontDoor, type Rooms } from "../front-door";
import { Health } from "../health";
import { type Metrics, MetricsDoor } from "../metrics-door";
import { ConsoleProxy } from "../proxy";

export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };
export type Handler = (req: IncomingMessage, res: ServerResponse, body: Buffer) => void;

const servers: http.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(server: http.Server): Promise<number> {
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return (server.address() as AddressInfo).port;
}

/** A front door before a console that answers as told. */
export async function openFrontDoor(
  handler: Handler,
  rooms: Partial<Rooms> = {},
  whenUp = async () => true,
) {
  const seen: IncomingMessage[] = [];
  const waitedFor: bigint[] = [];
  const port = await listen(
    http.createServer(async (req, res) => {
      seen.push(req);
      handler(req, res, Buffer.concat(await req.toArray()));
    }),
  );
  const upstream = { target: `http://127.0.0.1:${port}`, program: { whenUp } };
  const console = new ConsoleProxy({
    upstream,
    development: false,
    caughtUp: async (sequence) => waitedFor.push(sequence),
  });
  const settings = { HOIST_TRUST_PROXY: 0, NEXTAUTH_URL: undefined };
  const nothing: Metrics = { contentType: "text/plain", text: async () => "" };
  const metrics = new MetricsDoor(undefined, nothing);
  const defaults = { settings, health: new Health([]), metrics, reads: undefined, console };
  const door = await listen(createFrontDoor({ ...defaults, development: false, ...rooms }));
  return { seen, waitedFor, upstream, console, port: door, ask: asker(door) };
}

function asker(port: number) {
  return (path: string, options: http.RequestOptions = {}, body?: string | Buffer) =>
    new Promise<Answer>((resolve, reject) => {
      const req = http.request({ port, path, host: "127.0.0.1", ...options }, async (res) => {
        const chunks = Buffer.concat(await res.toArray());
        resolve({ status: res.statusCode ?? 0, headers: res.headers, body: chunks });
      });
      req.on("error", reject);
      req.end(body);
    });
}

export const page: Handler = (_req, res) => {
  res.writeHead(200, { "content-type": "text/html; charset=utf-8", "x-powered-by": "x" });
  res.end("<p>hello</p>");
};
