import http from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { MetricsDoor } from "./metrics-door";
import { openFrontDoor, page } from "./system/front-door";

vi.hoisted(() => {
  process.env.HOIST_LOG_LEVEL = "silent";
});

const metrics = { contentType: "text/plain; version=0.0.4", text: async () => "hoist_ready 1\n" };
const open = (token?: string) =>
  openFrontDoor(page, { metrics: new MetricsDoor(token, metrics) }).then(({ ask }) => ask);

describe("/metrics without a token set", () => {
  it("is for this machine", async () => {
    const answer = await (await open())("/metrics");
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toBe(metrics.contentType);
    expect(answer.body.toString()).toBe("hoist_ready 1\n");
  });

  it("is not for somebody whom a proxy on this machine speaks for", async () => {
    const ask = await open();
    for (const headers of [{ "x-forwarded-for": "127.0.0.1" }, { forwarded: "for=127.0.0.1" }]) {
      const { status, body } = await ask("/metrics", { headers });
      expect(status).toBe(403);
      expect(JSON.parse(body.toString())).toMatchObject({ code: "forbidden", status: 403 });
      expect(body.toString()).toContain("HOIST_METRICS_TOKEN");
    }
  });

  it("is not for another machine", async () => {
    const door = new MetricsDoor(undefined, metrics);
    const server = http.createServer((req, res) => {
      Object.defineProperty(req.socket, "remoteAddress", { value: "192.0.2.7" });
      void door.answer(req, res, "id");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(403);
    server.close();
  });
});

describe("/metrics with a token set", () => {
  it("wants it, from this machine too", async () => {
    const ask = await open("a long token");
    const wrong = [{}, { authorization: "Bearer a long toke" }, { "x-api-key": "a long token" }];
    for (const headers of wrong) {
      const { status, headers: said, body } = await ask("/metrics", { headers });
      expect(status).toBe(401);
      expect(said["www-authenticate"]).toBe("Bearer");
      expect(JSON.parse(body.toString())).toMatchObject({ code: "unauthenticated" });
    }
  });

  it("is for whoever shows it, from anywhere", async () => {
    const ask = await open("a long token");
    const headers = { authorization: "bearer a long token", "x-forwarded-for": "192.0.2.7" };
    expect((await ask("/metrics", { headers })).status).toBe(200);
    expect((await ask("/metrics", { method: "HEAD", headers })).body.length).toBe(0);
  });

  it("can only be read", async () => {
    const { status, headers } = await (await open())("/metrics", { method: "POST" });
    expect(status).toBe(405);
    expect(headers.allow).toBe("GET, HEAD");
  });
});
