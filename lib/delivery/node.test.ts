import { request } from "node:http";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { openNodeMount } from "@/lib/testing/node-mount";
import { createApp } from "@/lib/testing/read-api";
import { describeReadApi } from "@/lib/testing/read-suite/describe";

describeReadApi("on node:http", openNodeMount);

type Raw = { status: number; headers: Record<string, unknown>; body: Buffer };

/** fetch undoes compression and mends paths: this does neither. */
function raw(url: string, headers: Record<string, string>, method = "GET"): Promise<Raw> {
  const { hostname, port } = new URL(url);
  const path = url.slice(url.indexOf("/", 8));
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, headers, method }, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("end", () => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, body: Buffer.concat(pieces) });
      });
    });
    sent.on("error", reject);
    sent.end();
  });
}

describe("the read API on node:http alone", () => {
  it("compresses what is over 1 KiB when asked, with a tag for each encoding", async () => {
    const app = await createApp();
    const { token } = await app.key("client");
    const mount = await openNodeMount();
    const url = `${mount.origin}/api/flags`;
    const authorization = `Bearer ${token}`;
    const small = await raw(url, { authorization, "accept-encoding": "gzip" });
    expect(small.headers["content-encoding"]).toBeUndefined();

    for (let n = 0; n < 20; n++) await app.flag(`flag-${n}`, {}, false);
    const sequence = await app.toggle("flag-0", "u", { enabled: true });
    const large = `${url}?atLeast=${sequence}`;
    const plain = await raw(large, { authorization });
    const zipped = await raw(large, { authorization, "accept-encoding": "br, gzip;q=0.8" });
    const refused = await raw(large, { authorization, "accept-encoding": "gzip;q=0" });

    expect(plain.body.length).toBeGreaterThan(1_024);
    expect(zipped.headers["content-encoding"]).toBe("gzip");
    expect(Number(zipped.headers["content-length"])).toBe(zipped.body.length);
    expect(gunzipSync(zipped.body)).toEqual(plain.body);
    expect(refused.body).toEqual(plain.body);
    for (const others of ["identity", "deflate", "br, zstd", ""]) {
      const answer = await raw(large, { authorization, "accept-encoding": others });
      expect(answer.headers["content-encoding"]).toBeUndefined();
      expect(answer.body).toEqual(plain.body);
    }
    expect(zipped.headers.etag).not.toBe(plain.headers.etag);
    for (const tag of [plain.headers.etag, zipped.headers.etag] as string[]) {
      const again = await raw(large, {
        authorization,
        "if-none-match": tag,
        "accept-encoding": "gzip",
      });
      expect([again.status, again.headers.etag]).toEqual([304, zipped.headers.etag]);
    }
    await mount.close();
  });

  it("answers the same bytes and headers however often it is asked", async () => {
    const app = await createApp();
    const { token } = await app.key("client");
    const variants = [
      { key: "on", value: "größer ✓".repeat(200) },
      { key: "off", value: "" },
    ];
    await app.flag("words", { type: "string", variants });
    const sequence = await app.toggle("words", "u", { variant: "on" });
    const mount = await openNodeMount();
    const url = `${mount.origin}/api/flags?targetingKey=u&atLeast=${sequence}`;
    for (const encoding of ["identity", "gzip"]) {
      const answers: unknown[] = [];
      for (let time = 0; time < 4; time++) {
        const headers = { authorization: `Bearer ${token}`, "accept-encoding": encoding };
        const answer = await raw(url, headers);
        const { "x-request-id": _id, date: _date, ...others } = answer.headers;
        const body = encoding === "gzip" ? gunzipSync(answer.body) : answer.body;
        expect(JSON.parse(body.toString()).flags.words.value).toBe(variants[0]?.value);
        expect(Number(others["content-length"])).toBe(answer.body.length);
        answers.push({ ...answer, headers: others });
      }
      expect(answers).toEqual(Array(4).fill(answers[0]));
    }
    await mount.close();
  });

  it.each(["/api/flags/%E0%A4", "/api/flags/%zz", "/api/flags?targetingKey=%E0%A4"])(
    "refuses the malformed escape in %s with 400",
    async (path) => {
      const app = await createApp();
      const { token } = await app.key("client");
      const mount = await openNodeMount();
      const answer = await raw(`${mount.origin}${path}`, { authorization: `Bearer ${token}` });
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.body.toString())).toMatchObject({ code: "invalid", status: 400 });
      await mount.close();
    },
  );

  it("lets a client that sends far too much know that it did", async () => {
    const app = await createApp();
    const { token } = await app.key("client");
    const mount = await openNodeMount();
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const body = Buffer.alloc(20 * 1024 * 1024, "x");
    const answer = await mount.fetch("/api/flags", { method: "POST", headers, body });
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: "too_large" }]);
    await mount.close();
  });

  it("names a stream to OFREP's clients that opens, the same at every answer", async () => {
    const app = await createApp();
    await app.flag("checkout");
    const { token } = await app.key("client");
    const mount = await openNodeMount();
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const named = async (targetingKey: string) => {
      const body = JSON.stringify({ context: { targetingKey } });
      const init = { method: "POST", headers, body };
      return (await (await mount.fetch("/ofrep/v1/evaluate/flags", init)).json()).eventStreams;
    };
    const [stream] = await named("u-17");
    expect(await named("u-18")).toEqual([stream]);
    expect(stream).toMatchObject({ type: "sse", inactivityDelaySec: 30 });
    const opened = await mount.fetch(stream.endpoint.requestUri);
    expect([opened.status, opened.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
    await opened.body?.cancel();
    await mount.close();
  });

  it("is given exactly its own paths", async () => {
    const mount = await openNodeMount();
    const own = ["/api/flags", "/api/flags/a", "/api/stream", "/flagd/flags.json", "/ofrep/v1/x"];
    const others = ["/api/flagship", "/", "/api/v1/me", "/flagd", "/flagd/flags"];
    expect([...own, ...others].filter((path) => mount.api.handles(path))).toEqual(own);
    await mount.close();
  });
});
