import { beforeAll, describe, expect, it } from "vitest";
import { faultsOf } from "@/lib/testing/ofrep-contract";
import { bearer, post, type Suite } from "./suite";

const all = "/ofrep/v1/evaluate/flags";
type Item = { key: string; value?: unknown; variant?: string; errorCode?: string };

/** OpenFeature's remote evaluation. */
export function describeOfrep(suite: Suite): void {
  const ask = (path: string, body: unknown, token = suite.client.token, headers = {}) =>
    suite.mount.fetch(path, post(token, body, headers));
  const context = { targetingKey: "u-17" };

  describe("OFREP", () => {
    let splitSince: bigint;
    beforeAll(async () => {
      const { app } = suite;
      await app.flag("share");
      const actor = app.as();
      const serve = { split: [{ variant: "on", weight: 100_000 }], by: "targetingKey" };
      splitSince = await app.stateBy(actor, "share", { fallthrough: serve });
      await app.flag("dependent");
      const prerequisites = [{ flag: "off", variants: ["on"] }];
      splitSince = await app.stateBy(actor, "dependent", { prerequisites });
    });
    const bulk = async (body: unknown, token = suite.client.token, headers = {}) =>
      ask(`${all}?flagConfigEtag=${splitSince}`, body, token, headers);
    const items = async (body: unknown, token?: string) => {
      const { flags } = (await (await bulk(body, token)).json()) as { flags: Item[] };
      return new Map(flags.map((item) => [item.key, item]));
    };

    it("tells every flag that the key may see, in the document's form", async () => {
      const response = await bulk({ context });
      expect(response.headers.get("content-type")).toBe("application/json");
      const body = await response.json();
      expect(faultsOf("bulk", body)).toEqual([]);
      expect(body.metadata).toEqual({ environment: "production" });
      const polled = await suite.see("?targetingKey=u-17", suite.client.token, splitSince);
      expect(body.flags.map(({ key }: Item) => key)).toEqual(Object.keys(polled.flags));
      const some = ["checkout", "colour", "dependent", "off", "share"];
      expect(body.flags.filter(({ key }: Item) => some.includes(key))).toEqual([
        { key: "checkout", value: false, variant: "off", reason: "TARGETING_MATCH", metadata: {} },
        { key: "colour", value: "#00f", variant: "blue", reason: "STATIC", metadata: {} },
        { key: "dependent", value: false, variant: "off", reason: "DISABLED", metadata: {} },
        { key: "off", value: false, variant: "off", reason: "DISABLED", metadata: {} },
        { key: "share", value: true, variant: "on", reason: "SPLIT", metadata: {} },
      ]);
    });

    it("tells a server key what decided, in strings and integers", async () => {
      const flags = await items({ context }, suite.server.token);
      expect([...flags.keys()]).toContain("hidden");
      expect(flags.get("share")).toMatchObject({ metadata: { bucket: expect.any(Number) } });
      expect(flags.get("checkout")).toMatchObject({ metadata: {} });
    });

    it("tells the same of one flag, also when the path is percent-encoded", async () => {
      for (const key of ["checkout", "check%6Fut"]) {
        const response = await ask(`${all}/${key}`, { context });
        expect([response.status, await response.json()]).toEqual([
          200,
          {
            key: "checkout",
            value: false,
            variant: "off",
            reason: "TARGETING_MATCH",
            metadata: {},
          },
        ]);
      }
    });

    it.each([
      ["no body", ""],
      ["no context", {}],
      ["an empty context", { context: {} }],
    ])("takes %s, until a flag is to be split by targeting key", async (_what, body) => {
      const flags = await items(body);
      expect(flags.get("checkout")).toMatchObject({ value: true, variant: "on" });
      expect(flags.get("share")).toMatchObject({
        errorCode: "TARGETING_KEY_MISSING",
        metadata: {},
      });
      const one = await ask(`${all}/share`, body);
      const failed = await one.json();
      expect([one.status, failed.errorCode]).toEqual([400, "TARGETING_KEY_MISSING"]);
      expect(faultsOf("failure", failed)).toEqual([]);
    });

    it("has a tag for what it answered, and repeats nothing", async () => {
      const first = await bulk({ context });
      const etag = first.headers.get("etag") ?? "";
      const again = await bulk({ context }, suite.client.token, { "if-none-match": etag });
      expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([
        304,
        "",
        etag,
      ]);
      const other = await bulk({ context: { targetingKey: "u-18" } }, suite.client.token, {
        "if-none-match": etag,
      });
      expect(other.status).toBe(200);
    });

    it.each(["ktor-client", "Ktor client", "ktor-client/3.0"])(
      "tells %s of flags alone",
      async (agent) => {
        const response = await bulk({ context }, suite.client.token, { "user-agent": agent });
        expect(Object.keys(await response.json())).toEqual(["flags"]);
      },
    );

    const deep = { a: { b: { c: { d: { e: { f: { g: { h: {} } } } } } } } };
    it.each([
      ["a body that is no JSON", "{", 400, "PARSE_ERROR"],
      ["a body that is a list", [], 400, "INVALID_CONTEXT"],
      ["a context that is null", { context: null }, 400, "INVALID_CONTEXT"],
      ["a context that is a text", { context: "u-17" }, 400, "INVALID_CONTEXT"],
      [
        "a targeting key that is a number",
        { context: { targetingKey: 17 } },
        400,
        "INVALID_CONTEXT",
      ],
      ["a targeting key that is null", { context: { targetingKey: null } }, 400, "INVALID_CONTEXT"],
      [
        "too long a targeting key",
        { context: { targetingKey: "u".repeat(257) } },
        400,
        "INVALID_CONTEXT",
      ],
      ["too deep a context", { context: { deep } }, 400, "INVALID_CONTEXT"],
      ["too large a body", `{"a":"${"x".repeat(65_536)}"}`, 413, "GENERAL"],
    ])("refuses %s in OFREP's form", async (_what, body, status, errorCode) => {
      const response = await bulk(body);
      const failed = await response.json();
      expect([response.status, failed.errorCode]).toEqual([status, errorCode]);
      expect(faultsOf("bulkFailure", failed)).toEqual([]);
      const one = await ask(`${all}/checkout`, body);
      const failedOne = await one.json();
      expect([one.status, failedOne.key, failedOne.errorCode]).toEqual([
        status,
        "checkout",
        errorCode,
      ]);
      expect(faultsOf("failure", failedOne)).toEqual([]);
    });

    it.each(["nowhere", "hidden", "gone", "a%2Fb", "a/b"])(
      "does not know %s for a client key",
      async (key) => {
        const response = await ask(`${all}/${key}`, { context });
        const failed = await response.json();
        expect([response.status, failed.errorCode]).toEqual([404, "FLAG_NOT_FOUND"]);
        expect(failed.key).toBe(decodeURIComponent(key));
        expect(faultsOf("failure", failed)).toEqual([]);
      },
    );

    it("refuses callers, methods and addresses in OFREP's form", async () => {
      const unknown = `${suite.client.token.slice(0, -1)}x`;
      const refusals = [
        [await ask(all, {}, unknown), 401],
        [await suite.mount.fetch(all, { method: "POST" }), 401],
        [await suite.mount.fetch(all, bearer(suite.client.token)), 405],
      ] as const;
      for (const [response, status] of refusals) {
        expect(response.status).toBe(status);
        expect(response.headers.get("content-type")).toBe("application/json");
        expect(faultsOf("bulkFailure", await response.json())).toEqual([]);
      }
      expect(refusals[2][0].headers.get("allow")).toBe("POST, OPTIONS");
      const one = await ask(`${all}/checkout`, {}, unknown);
      expect([one.status, (await one.json()).key]).toEqual([401, "checkout"]);
    });

    it("lets any page ask beforehand, and the page that the key allows read the answer", async () => {
      const preflight = await suite.mount.fetch(all, { method: "OPTIONS" });
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get("access-control-allow-methods")).toBe("POST, OPTIONS");
      expect(preflight.headers.get("access-control-allow-headers")).toContain("if-none-match");
      const { token } = await suite.app.key("client", { allowedOrigins: ["https://shop.test"] });
      const from = (origin: string) => ask(all, { context }, token, { origin });
      const allowed = await from("https://shop.test");
      expect(allowed.headers.get("access-control-allow-origin")).toBe("https://shop.test");
      const other = await from("https://other.test");
      expect([other.status, (await other.json()).errorCode]).toEqual([403, "GENERAL"]);
    });
  });
}
