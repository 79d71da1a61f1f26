import http, { type IncomingMessage } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { type Handler, openFrontDoor } from "./system/front-door";

vi.hoisted(() => {
  process.env.HOIST_LOG_LEVEL = "silent";
});

const stream: Handler = (_req, res) => {
  res.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-transform" });
  res.write("id: 1\n\n");
};

/** Opens the console's stream; `text` grows as it arrives. */
function listen(port: number) {
  return new Promise<{ text: string; response: IncomingMessage }>((resolve, reject) => {
    const headers = { "accept-encoding": "gzip" };
    const options = { port, host: "127.0.0.1", path: "/api/v1/stream", headers };
    const request = http.get(options, (response) => {
      const heard = { text: "", response };
      response.setEncoding("utf8").on("data", (piece) => {
        heard.text += piece;
      });
      response.on("error", () => {});
      resolve(heard);
    });
    request.on("error", reject);
  });
}

describe("the console's stream behind the front door", () => {
  it("passes every piece on at once, as it is", async () => {
    let say = (_text: string) => {};
    const { port } = await openFrontDoor((req, res, body) => {
      stream(req, res, body);
      say = (text) => void res.write(text);
    });
    const heard = await listen(port);
    await vi.waitFor(() => expect(heard.text).toBe("id: 1\n\n"));
    say(":\n\n");
    await vi.waitFor(() => expect(heard.text).toBe("id: 1\n\n:\n\n"));
    expect(heard.response.headers).not.toHaveProperty("content-encoding");
    expect(heard.response.headers["cache-control"]).toBe("no-transform");
  });

  it("holds up no page, however many listen", async () => {
    const { port, ask } = await openFrontDoor((req, res, body) => {
      if (req.url === "/api/v1/stream") stream(req, res, body);
      else res.end("page");
    });
    const streams = await Promise.all(Array.from({ length: 300 }, () => listen(port)));
    expect((await ask("/flags")).body.toString()).toBe("page");
    for (const { response } of streams) response.destroy();
  });

  it("is hung up in the console when its client leaves", async () => {
    const left = vi.fn();
    const { port } = await openFrontDoor((req, res, body) => {
      stream(req, res, body);
      res.once("close", left);
    });
    const { response } = await listen(port);
    response.destroy();
    await vi.waitFor(() => expect(left).toHaveBeenCalled());
  });

  it("is cut when the console is", async () => {
    const { port } = await openFrontDoor((req, res, body) => {
      stream(req, res, body);
      setTimeout(() => res.destroy(), 100);
    });
    const { response } = await listen(port);
    await vi.waitFor(() => expect(response.destroyed).toBe(true));
    expect(response.complete).toBe(false);
  });

  it("ends with a hint when Hoist stops", async () => {
    const { port, console } = await openFrontDoor(stream);
    const heard = await listen(port);
    await wait(50);
    console.endStreams();
    await vi.waitFor(() => expect(heard.response.complete).toBe(true));
    expect(heard.text).toMatch(/^id: 1\n\nretry: \d{4,5}\n\n$/);
  });
});
