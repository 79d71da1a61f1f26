import { once } from "node:events";
import http, {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { createGunzip, gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createFrontDoor, type Rooms } from "./front-door";
import { Health } from "./health";
import { ConsoleProxy } from "./proxy";

vi.hoisted(() => {
  process.env.HOIST_LOG_LEVEL = "silent";
});

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };
type Handler = (req: IncomingMessage, res: ServerResponse, body: Buffer) => void;

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
async function open(handler: Handler, rooms: Partial<Rooms> = {}, whenUp = async () => true) {
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
  const defaults = { settings, health: new Health([]), reads: undefined, console };
  const door = await listen(createFrontDoor({ ...defaults, development: false, ...rooms }));
  return { seen, waitedFor, upstream, port: door, ask: asker(door) };
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

const page: Handler = (_req, res) => {
  res.writeHead(200, { "content-type": "text/html; charset=utf-8", "x-powered-by": "x" });
  res.end("<p>hello</p>");
};

describe("the front door", () => {
  it("lets no client speak for us or for Next.js", async () => {
    const { seen, ask } = await open(page);
    const forged = {
      forwarded: "for=6.6.6.6",
      "x-forwarded-for": "6.6.6.6",
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
      "x-real-ip": "6.6.6.6",
      "x-nonce": "guessed",
      "content-security-policy": "script-src *",
      "x-middleware-subrequest": "middleware:middleware",
      "x-middleware-set-cookie": "a=b",
      "x-invoke-path": "/admin",
      "x-matched-path": "/admin",
      "x-now-route-matches": "1=admin",
      "x-nextjs-data": "1",
      "x-next-resume-state-length": "1",
      "next-resume": "1",
      "x-prerender-revalidate": "1",
      "x-hoist-sequence": "1",
      "x-action-forwarded": "1",
    };
    await ask("/flags", { headers: { host: "hoist.example:8080", ...forged } });
    const { headers } = seen[0] ?? {};
    expect(headers).toMatchObject({
      host: "hoist.example:8080",
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-host": "hoist.example:8080",
      "x-forwarded-port": "8080",
      "x-forwarded-proto": "http",
    });
    const ours = Object.keys(forged).filter((name) => headers?.[name] !== undefined);
    expect(ours.sort()).toEqual([
      "content-security-policy",
      "x-forwarded-for",
      "x-forwarded-host",
      "x-forwarded-proto",
      "x-nonce",
    ]);
    expect(headers?.["x-nonce"]).not.toBe("guessed");
  });

  it("keeps what a browser says to Next.js", async () => {
    const { seen, ask } = await open(page);
    const headers = {
      rsc: "1",
      "next-router-state-tree": "tree",
      "next-router-prefetch": "1",
      "next-url": "/flags",
      cookie: "a=b",
      authorization: "Bearer t",
      "if-match": '"3"',
      "x-comment": "why",
    };
    await ask("/flags?_rsc=1", { headers });
    expect(seen[0]?.headers).toMatchObject(headers);
    expect(seen[0]?.url).toBe("/flags?_rsc=1");
  });

  it("believes as many proxies as it is told of", async () => {
    const settings = { HOIST_TRUST_PROXY: 2, NEXTAUTH_URL: undefined };
    const { seen, ask } = await open(page, { settings });
    const answer = await ask("/", {
      headers: {
        "x-forwarded-for": "6.6.6.6, 203.0.113.9, 10.0.0.2",
        "x-forwarded-proto": "https",
        "x-forwarded-host": "hoist.example",
      },
    });
    expect(seen[0]?.headers).toMatchObject({
      "x-forwarded-for": "203.0.113.9",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "hoist.example",
      "x-forwarded-port": "443",
    });
    expect(answer.headers["strict-transport-security"]).toMatch(/max-age=\d{8}/);
  });

  it("gives a page a policy with the nonce that the console was told, a new one each time", async () => {
    const { seen, ask } = await open(page);
    const [first, second] = [await ask("/"), await ask("/")];
    const nonce = seen[0]?.headers["x-nonce"];
    expect(first.headers["content-security-policy"]).toContain(`'nonce-${nonce}' 'strict-dynamic'`);
    expect(seen[0]?.headers["content-security-policy"]).toContain(`'nonce-${nonce}'`);
    expect(first.headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
    });
    expect(first.headers["x-powered-by"]).toBeUndefined();
    expect(first.headers["strict-transport-security"]).toBeUndefined();
    expect(second.headers["content-security-policy"]).not.toBe(
      first.headers["content-security-policy"],
    );
  });

  it("numbers every request, with the caller's id when it is a sane one", async () => {
    const { seen, ask } = await open(page);
    const own = await ask("/", { headers: { "x-request-id": "trace-7" } });
    const insane = await ask("/", { headers: { "x-request-id": "a b" } });
    const live = await ask("/api/health/live");
    expect(own.headers["x-request-id"]).toBe("trace-7");
    expect(seen[0]?.headers["x-request-id"]).toBe("trace-7");
    expect(insane.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(live.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ["another site", { origin: "https://evil.example" }, 403],
    ["another port of this host", { origin: "http://hoist.example:81" }, 403],
    ["a sandbox", { origin: "null" }, 403],
    ["nobody, with a session", { cookie: "a=b; next-auth.session-token=x" }, 403],
    ["nobody, with a secure session", { cookie: "__Secure-next-auth.session-token=x" }, 403],
    ["nobody, without a session", {}, 200],
    ["this host", { origin: "http://hoist.example", cookie: "next-auth.session-token=x" }, 200],
    ["this host behind TLS", { origin: "https://hoist.example" }, 200],
    ["the public address", { origin: "https://public.example" }, 200],
    ["a script with a token", { origin: "https://evil.example", authorization: "Bearer t" }, 200],
  ])("answers a write from %s", async (_from, headers, status) => {
    const settings = { HOIST_TRUST_PROXY: 0, NEXTAUTH_URL: "https://public.example" };
    const { seen, ask } = await open(page, { settings });
    const options = { method: "POST", headers: { host: "hoist.example", ...headers } };
    const answer = await ask("/sign-in", options, "x=1");
    expect(answer.status).toBe(status);
    expect(seen).toHaveLength(status === 200 ? 1 : 0);
    if (status === 403) {
      expect(answer.headers["content-type"]).toBe("application/problem+json");
      expect(JSON.parse(answer.body.toString())).toMatchObject({ code: "forbidden", status: 403 });
    }
  });

  it("refuses a body over 1 MiB, announced or not, before the console sees it", async () => {
    const { seen, ask } = await open(page);
    const body = Buffer.alloc(1024 * 1024 + 1);
    const announced = { method: "POST", headers: { "content-length": body.length } };
    const chunked = { method: "POST", headers: { "transfer-encoding": "chunked" } };
    for (const options of [announced, chunked]) {
      const answer = await ask("/", options, body);
      expect(answer.status).toBe(413);
      expect(JSON.parse(answer.body.toString()).code).toBe("too_large");
    }
    expect(seen).toHaveLength(0);
    expect((await ask("/", chunked, body.subarray(1))).status).toBe(200);
  });

  it("holds an answer until polls see what was written, and keeps the sequence to itself", async () => {
    const { waitedFor, ask } = await open((_req, res) => {
      res.setHeader("set-cookie", ["hoist-sequence=7; Path=/", "theme=dark"]);
      res.writeHead(201, { "x-hoist-sequence": "12", "content-type": "application/json" });
      res.end("{}");
    });
    const answer = await ask("/api/v1/projects/default/flags", { method: "POST" }, "{}");
    expect(waitedFor).toEqual([12n]);
    expect(answer.headers["x-hoist-sequence"]).toBeUndefined();
    expect(answer.headers["set-cookie"]).toEqual(["theme=dark"]);
  });

  it("compresses pages when asked, piece by piece", async () => {
    const text = "hoist ".repeat(1000);
    const { ask } = await open((_req, res) => {
      res.writeHead(200, { "content-type": "text/html", etag: '"1"' });
      res.write(text);
      setTimeout(() => res.end(text), 20);
    });
    const answer = await ask("/", { headers: { "accept-encoding": "br, gzip" } });
    expect(answer.headers).toMatchObject({
      "content-encoding": "gzip",
      vary: "Accept-Encoding",
      etag: 'W/"1"',
    });
    expect(gunzipSync(answer.body).toString()).toBe(text + text);
    const plain = await ask("/", { headers: { "accept-encoding": "gzip;q=0" } });
    expect(plain.body.toString()).toBe(text + text);
  });

  it("sends the first piece of a page before the last is made", async () => {
    let finish = () => {};
    const { port } = await open((_req, res) => {
      res.writeHead(200, { "content-type": "text/html" });
      res.write("first");
      finish = () => res.end("last");
    });
    const headers = { "accept-encoding": "gzip" };
    const [res] = await once(http.get({ port, host: "127.0.0.1", headers }), "response");
    let text = "";
    const chunks = res.pipe(createGunzip());
    chunks.on("data", (chunk: Buffer) => {
      text += chunk;
    });
    await expect.poll(() => text).toBe("first");
    finish();
    await expect.poll(() => text).toBe("firstlast");
  });

  it("answers 503 when the console stays away", async () => {
    const { ask } = await open(page, {}, async () => false);
    const answer = await ask("/");
    expect(answer.status).toBe(503);
    expect(answer.headers["retry-after"]).toMatch(/^\d+$/);
    expect(JSON.parse(answer.body.toString()).code).toBe("unavailable");
  });

  it("repeats a read that a dying console cut off, and never a write", async () => {
    let calls = 0;
    const { ask } = await open((req, res) => {
      calls++;
      if (calls === 1) req.socket.destroy();
      else page(req, res, Buffer.alloc(0));
    });
    expect((await ask("/")).status).toBe(200);
    calls = 0;
    expect((await ask("/", { method: "POST" }, "x=1")).status).toBe(503);
    expect(calls).toBe(1);
  });

  it("waits for a console that comes back on another port", async () => {
    const { upstream, ask } = await open(page);
    const { target } = upstream;
    upstream.target = "http://127.0.0.1:1";
    setTimeout(() => {
      upstream.target = target;
    }, 120);
    expect((await ask("/", { method: "POST" }, "x=1")).status).toBe(200);
  });

  it("has no console on a read node, and no read API on a console node", async () => {
    const readNode = await open(page, { console: undefined });
    expect((await readNode.ask("/flags")).status).toBe(404);
    expect((await readNode.ask("/api/health/live")).status).toBe(200);
    const consoleNode = await open(page);
    for (const path of [
      "/api/flags",
      "/api/flags/a",
      "//api/flags",
      "/api/%66lags",
      "/ofrep/v1/x",
    ]) {
      expect((await consoleNode.ask(path)).status).toBe(404);
    }
    expect((await consoleNode.ask("/api/v1/projects")).status).toBe(200);
  });

  it("says when it is ready, and strictly when all is well", async () => {
    const ills: string[] = [];
    let begun = false;
    const health = new Health([{ name: "console", begun: () => begun, ills: () => ills }]);
    const { ask } = await open(page, { health });
    const ready = async (query = "") => {
      const { status, body } = await ask(`/api/health/ready${query}`);
      return [status, JSON.parse(body.toString()).degraded];
    };
    expect(await ready()).toEqual([503, []]);
    begun = true;
    expect(await ready()).toEqual([200, []]);
    ills.push("console");
    expect(await ready()).toEqual([200, ["console"]]);
    expect(await ready("?strict")).toEqual([503, ["console"]]);
    health.stopping = true;
    expect((await ready())[0]).toBe(503);
    expect((await ask("/api/health/live")).status).toBe(200);
  });
});
