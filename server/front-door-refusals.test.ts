import { connect } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { openFrontDoor, page } from "./system/front-door";

vi.hoisted(() => {
  process.env.HOIST_LOG_LEVEL = "silent";
});

/** Sends bytes that no HTTP client would, and resolves with all that comes back. */
function send(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.setEncoding("utf8").on("data", (piece: string) => {
      text += piece;
    });
    socket.on("close", () => resolve(text)).on("error", reject);
  });
}

describe("the front door", () => {
  it.each(["/api/v1/users/%zz", "/api/v1/users/%ff", "/api/v1/%", "/flags/%ed%a0%80"])(
    "refuses the malformed escape in %s before the console sees it",
    async (path) => {
      const { seen, ask } = await openFrontDoor(page);
      const answer = await ask(path);
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.body.toString())).toMatchObject({ code: "invalid", status: 400 });
      expect(seen).toHaveLength(0);
    },
  );

  it("refuses a method that nothing takes, naming those that are", async () => {
    const { seen, ask } = await openFrontDoor(page);
    const answer = await ask("/api/v1/me", { method: "TRACE" });
    expect([answer.status, answer.headers.allow]).toEqual([405, expect.stringContaining("PATCH")]);
    expect(JSON.parse(answer.body.toString())).toMatchObject({ code: "invalid", status: 405 });
    expect(seen).toHaveLength(0);
  });

  it.each([
    [404, "text/html", "not_found"],
    [405, undefined, "invalid"],
    [400, "text/plain", "invalid"],
    [500, "text/plain", "unavailable"],
  ])("turns a bare %s of the API into a problem document", async (status, type, code) => {
    const { ask } = await openFrontDoor((_req, res) => {
      res.writeHead(status, { ...(type ? { "content-type": type } : {}), allow: "GET, HEAD" });
      res.end("<p>bare</p>");
    });
    const answer = await ask("/api/v1/audit?x=1", { method: "POST" });
    expect([answer.status, answer.headers["content-type"], answer.headers.allow]).toEqual([
      status,
      "application/problem+json",
      "GET, HEAD",
    ]);
    const requestId = answer.headers["x-request-id"];
    expect(JSON.parse(answer.body.toString())).toMatchObject({ status, code, requestId });
    expect((await ask("/apiary")).body.toString()).toBe("<p>bare</p>");
  });

  it("leaves the console's own refusals as they are", async () => {
    const { ask } = await openFrontDoor((_req, res) => {
      res.writeHead(404, { "content-type": "application/problem+json" }).end('{"code":"own"}');
    });
    expect((await ask("/api/v1/nothing")).body.toString()).toBe('{"code":"own"}');
  });

  it.each([
    ["NONSENSE / HTTP/1.1\r\nhost: a\r\n\r\n", 400],
    [`GET /${"a".repeat(20_000)} HTTP/1.1\r\nhost: a\r\n\r\n`, 431],
  ])("answers what is no request with a problem document", async (bytes, status) => {
    const { port } = await openFrontDoor(page);
    const [head = "", body = ""] = (await send(port, bytes)).split("\r\n\r\n");
    expect(head).toContain(`HTTP/1.1 ${status} `);
    expect(head).toContain("content-type: application/problem+json");
    const { requestId } = JSON.parse(body);
    expect(JSON.parse(body)).toMatchObject({ type: "about:blank", status });
    expect(head).toContain(`x-request-id: ${requestId}`);
  });
});
