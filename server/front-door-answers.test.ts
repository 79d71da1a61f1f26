import { once } from "node:events";
import http from "node:http";
import { createGunzip, gunzipSync } from "node:zlib";
import { describe, expect, it, vi } from "vitest";
import { Health } from "./health";
import { openFrontDoor, page } from "./system/front-door";

vi.hoisted(() => {
  process.env.HOIST_LOG_LEVEL = "silent";
});

describe("the front door", () => {
  it("refuses a body over 1 MiB, announced or not, before the console sees it", async () => {
    const { seen, ask } = await openFrontDoor(page);
    const body = Buffer.alloc(1024 * 1024 + 1);
    const announced = { method: "POST", headers: { "content-length": body.length } };
    const chunked = { method: "POST", headers: { "transfer-encoding": "chunked" } };
    for (const options of [announced, chunked]) {
      const answer = await ask("/", options, body);
      expect(answer.status).toBe(413);
      expect(JSON.parse(answer.body.toString()).code).toBe("too_large");
    }
    const large = Buffer.alloc(20 * 1024 * 1024);
    expect((await ask("/", { method: "POST" }, large)).status).toBe(413);
    expect(seen).toHaveLength(0);
    expect((await ask("/", chunked, body.subarray(1))).status).toBe(200);
  });

  it("holds an answer until polls see what was written, and keeps the sequence to itself", async () => {
    const { waitedFor, ask } = await openFrontDoor((_req, res) => {
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
    const { ask } = await openFrontDoor((_req, res) => {
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
    const { port } = await openFrontDoor((_req, res) => {
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

  it("shows whoever opens a page that the console is away, in sentences, and asks again", async () => {
    const { ask } = await openFrontDoor(page, {}, async () => false);
    const accept = "text/html,application/xhtml+xml";
    const answer = await ask("/projects/default/flags", { headers: { accept } });
    expect([
      answer.status,
      answer.headers["content-type"],
      answer.headers["x-frame-options"],
    ]).toEqual([503, "text/html; charset=utf-8", "DENY"]);
    expect(answer.headers["content-security-policy"]).toContain("default-src 'self'");
    expect(answer.body.toString()).toContain("The console is starting again");
    expect(answer.body.toString()).toContain('http-equiv="refresh"');
    const others = [
      await ask("/api/v1/me", { headers: { accept } }),
      await ask("/sign-in", { method: "POST", headers: { accept } }, "x=1"),
      await ask("/sign-in"),
    ];
    for (const { status, headers } of others)
      expect([status, headers["content-type"]]).toEqual([503, "application/problem+json"]);
  });

  it("answers 503 when the console stays away", async () => {
    const { ask } = await openFrontDoor(page, {}, async () => false);
    const answer = await ask("/");
    expect(answer.status).toBe(503);
    expect(answer.headers["retry-after"]).toMatch(/^\d+$/);
    expect(JSON.parse(answer.body.toString()).code).toBe("unavailable");
  });

  it("repeats a read that a dying console cut off, and never a write", async () => {
    let calls = 0;
    const { ask } = await openFrontDoor((req, res) => {
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
    const { upstream, ask } = await openFrontDoor(page);
    const { target } = upstream;
    upstream.target = "http://127.0.0.1:1";
    setTimeout(() => {
      upstream.target = target;
    }, 120);
    expect((await ask("/", { method: "POST" }, "x=1")).status).toBe(200);
  });

  it("has no console on a read node, and no read API on a console node", async () => {
    const readNode = await openFrontDoor(page, { console: undefined });
    expect((await readNode.ask("/flags")).status).toBe(404);
    expect((await readNode.ask("/api/health/live")).status).toBe(200);
    const consoleNode = await openFrontDoor(page);
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
    const { ask } = await openFrontDoor(page, { health });
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
