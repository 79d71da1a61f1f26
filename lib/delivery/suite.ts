import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { putConfiguration } from "@/lib/configurations/mutations";
import { archiveFlag } from "@/lib/flags/mutations/archive";
import { revokeKey } from "@/lib/keys/mutations";
import { unique } from "@/lib/testing/factories";
import { createApp, prove, type TestApp } from "@/lib/testing/read-api";
import { enrol, type Person } from "@/lib/testing/walk";
import { createToken } from "@/lib/tokens/mutations";
import { updateUser } from "@/lib/users/mutations/update";

/** Where the read API is answered: `fetch` takes a path and query. */
export type TestMount = {
  fetch(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
};

type Key = Awaited<ReturnType<TestApp["key"]>>;
const bearer = (token: string, more: Record<string, string> = {}) => ({
  headers: { authorization: `Bearer ${token}`, ...more },
});
const post = (token: string, body: unknown, more: Record<string, string> = {}) => ({
  method: "POST",
  body: typeof body === "string" ? body : JSON.stringify(body),
  ...bearer(token, { "content-type": "application/json", ...more }),
});

/** What every mount of the read API does. */
export function describeReadApi(name: string, open: () => Promise<TestMount>): void {
  let mount: TestMount;
  let app: TestApp;
  let client: Key;
  let server: Key;
  let member: Person;

  beforeAll(async () => {
    app = await createApp();
    await app.flag("checkout");
    await app.flag("hidden", { clientSide: false });
    await app.flag("off", { selfService: true }, false);
    await app.flag("colour", {
      type: "string",
      variants: [
        { key: "blue", value: "#00f" },
        { key: "none", value: "" },
      ],
    });
    await app.flag("gone");
    await archiveFlag(app.as(), app.project, "gone");
    await app.toggle("checkout", "u-17", { enabled: false, reason: "complained" });
    member = await enrol("member", unique("member"), false);
    await putConfiguration(app.as(member), member.username, "theme", { value: { dark: true } });
    await app.toggle("off", member.targetingKey, { enabled: true }, member);
    client = await app.key("client");
    server = await app.key("server");
    mount = await open();
  }, 60_000);
  afterAll(() => mount?.close());

  const poll = async (query: string, token = client.token) =>
    (await mount.fetch(`/api/flags${query}`, bearer(token))).json();

  /** Until a change has reached this mount. */
  async function see(query: string, token: string, sequence: bigint) {
    return poll(`${query}${query ? "&" : "?"}atLeast=${sequence}`, token);
  }

  describe(`the read API, ${name},`, () => {
    it("answers a client key with every client-side flag, and nothing else about them", async () => {
      expect(await poll("?targetingKey=u-18")).toEqual({
        environment: "production",
        flags: {
          checkout: { enabled: true, value: true, variant: "on", reason: "STATIC" },
          colour: { enabled: true, value: "#00f", variant: "blue", reason: "STATIC" },
          off: { enabled: false, value: false, variant: "off", reason: "DISABLED" },
        },
      });
    });

    it("answers a toggled user with the toggle, however the context comes", async () => {
      const toggled = { enabled: false, value: false, variant: "off", reason: "TARGETING_MATCH" };
      const query = encodeURIComponent('{"targetingKey":"u-17","plan":"pro"}');
      const posted = await mount.fetch(
        "/api/flags",
        post(client.token, { context: { targetingKey: "u-17", plan: "pro" } }),
      );
      expect((await poll("?targetingKey=u-17")).flags.checkout).toEqual(toggled);
      expect((await poll(`?context=${query}`)).flags.checkout).toEqual(toggled);
      expect((await posted.json()).flags.checkout).toEqual(toggled);
    });

    it("answers nobody in particular when no targeting key is given, or an empty one", async () => {
      const nobody = await poll("");
      expect(nobody.flags.checkout.reason).toBe("STATIC");
      expect(await poll("?targetingKey=")).toEqual(nobody);
      const posted = await mount.fetch("/api/flags", post(client.token, ""));
      expect(await posted.json()).toEqual(nobody);
    });

    it("tells server keys every flag, metadata, the configuration and the sequence", async () => {
      const response = await mount.fetch("/api/flags?targetingKey=u-17", bearer(server.token));
      expect(response.headers.get("x-hoist-sequence")).toMatch(/^\d+$/);
      expect(await response.json()).toMatchObject({
        configuration: {},
        flags: { hidden: { value: true, metadata: {} }, checkout: { variant: "off" } },
      });
      const client18 = await mount.fetch("/api/flags?targetingKey=u-18", bearer(client.token));
      expect(client18.headers.get("x-hoist-sequence")).toBeNull();
    });

    it("keeps a claimed name's configuration and own toggles back until it is confirmed", async () => {
      const query = `?targetingKey=${member.targetingKey}`;
      const pending = await poll(query, server.token);
      expect(pending.configuration).toEqual({});
      expect(pending.flags.off.value).toBe(false);

      const actor = app.as();
      await updateUser(actor, member.username, { confirmed: true });
      const confirmed = await see(query, server.token, actor.trace.sequence!);
      expect(confirmed.configuration).toEqual({ theme: { dark: true } });
      expect(confirmed.flags.off.value).toBe(true);
    });

    it("limits the answer to the keys asked for", async () => {
      const { flags } = await poll("?keys=checkout,hidden,nowhere,constructor");
      expect(Object.keys(flags)).toEqual(["checkout"]);
    });

    it("answers one flag with its key, also when the path is percent-encoded", async () => {
      const one = { key: "checkout", enabled: true, value: true, variant: "on", reason: "STATIC" };
      for (const path of ["/api/flags/checkout", "/api/flags/check%6Fut"]) {
        const response = await mount.fetch(`${path}?targetingKey=u-18`, bearer(client.token));
        expect(await response.json()).toEqual(one);
      }
      const posted = post(server.token, { context: { targetingKey: "u-17" } });
      const response = await mount.fetch("/api/flags/checkout", posted);
      expect(await response.json()).toMatchObject({ key: "checkout", value: false, metadata: {} });
    });

    it.each(["nowhere", "hidden", "gone", "a%2Fb"])(
      "does not know %s for a client key",
      async (key) => {
        const response = await mount.fetch(`/api/flags/${key}`, bearer(client.token));
        expect(response.status).toBe(404);
        expect(response.headers.get("content-type")).toBe("application/problem+json");
        expect(await response.json()).toMatchObject({
          code: "not_found",
          errorCode: "FLAG_NOT_FOUND",
        });
      },
    );

    it("has a change in the next answer, and knows no 304 before it", async () => {
      const path = "/api/flags?targetingKey=u-19";
      const first = await mount.fetch(path, bearer(client.token));
      const etag = first.headers.get("etag")!;
      expect(etag).toMatch(/^"[\w-]+"$/);
      const again = await mount.fetch(path, bearer(client.token, { "if-none-match": etag }));
      expect(again.status).toBe(304);
      expect(await again.text()).toBe("");

      const sequence = await app.toggle("checkout", "u-19", { enabled: false });
      const changed = await mount.fetch(
        `${path}&atLeast=${sequence}`,
        bearer(client.token, { "if-none-match": etag }),
      );
      expect(changed.status).toBe(200);
      expect((await changed.json()).flags.checkout.value).toBe(false);
      expect((await poll("?targetingKey=u-18")).flags.checkout.value).toBe(true);
    });

    it("keeps the ETag when a change does not touch this context's values", async () => {
      const etag = async () =>
        (await mount.fetch("/api/flags?targetingKey=u-18", bearer(client.token))).headers.get(
          "etag",
        );
      const before = await etag();
      const sequence = await app.toggle("checkout", "u-20", { enabled: false });
      await see("", client.token, sequence);
      expect(await etag()).toBe(before);
    });

    it.each([
      ["a list", (tag: string) => `"x", W/"y" ,${tag}`],
      ["a weak tag", (tag: string) => `W/${tag}`],
      ["the tag of another encoding", (tag: string) => tag.replace(/"$/, '-gzip"')],
      ["a star", () => "*"],
    ])("answers 304 to If-None-Match with %s, and repeats the headers", async (_what, header) => {
      const path = "/api/flags?targetingKey=u-18";
      const first = await mount.fetch(path, bearer(server.token));
      const ifNoneMatch = header(first.headers.get("etag")!);
      const again = await mount.fetch(path, bearer(server.token, { "if-none-match": ifNoneMatch }));
      expect(again.status).toBe(304);
      for (const repeated of ["etag", "cache-control", "vary", "x-hoist-sequence"])
        expect(again.headers.get(repeated), repeated).toBe(first.headers.get(repeated));
      expect(first.headers.get("cache-control")).toBe("private, no-cache");
      expect(first.headers.get("vary")).toBe("Authorization, X-API-Key, Accept-Encoding, Origin");
      expect(again.headers.get("x-request-id")).toBeTruthy();
    });

    it("stops a toggle at the instant it expires, and changes the ETag", async () => {
      const expiresAt = new Date(Date.now() + 1_500).toISOString();
      const sequence = await app.toggle("off", "u-21", { enabled: true, expiresAt });
      const path = `/api/flags/off?targetingKey=u-21&atLeast=${sequence}`;
      const before = await mount.fetch(path, bearer(client.token));
      expect(await before.json()).toMatchObject({ value: true });
      await new Promise((resolve) => setTimeout(resolve, Date.parse(expiresAt) - Date.now() + 1));
      const after = await mount.fetch(path, bearer(client.token));
      expect(await after.json()).toMatchObject({ value: false, reason: "DISABLED" });
      expect(after.headers.get("etag")).not.toBe(before.headers.get("etag"));
    });

    it("takes the key from X-API-Key as well", async () => {
      const response = await mount.fetch("/api/flags", { headers: { "x-api-key": client.token } });
      expect(response.status).toBe(200);
    });

    it("refuses every other credential with 401", async () => {
      const pat = await createToken(app.as(), { name: "t", readOnly: false, expiresAt: null });
      const expired = await app.key("client", {
        expiresAt: new Date(Date.now() + 300).toISOString(),
      });
      const revoked = await app.key("client");
      const actor = app.as();
      await revokeKey(actor, app.project, "production", revoked.id);
      await see("", client.token, actor.trace.sequence!);
      await new Promise((resolve) => setTimeout(resolve, 350));
      const { token } = client;
      for (const headers of [
        {},
        { authorization: "Basic eDp5" },
        { authorization: token },
        { authorization: "Bearer nonsense" },
        { authorization: `Bearer ${token.slice(0, -1)}${token.endsWith("0") ? "1" : "0"}` },
        { authorization: `Bearer ${pat.token}` },
        { "x-api-key": pat.token },
        { authorization: `Bearer ${token}`, "x-api-key": token },
        { authorization: `Bearer ${revoked.token}` },
        { authorization: `Bearer ${expired.token}` },
      ] as Record<string, string>[]) {
        const response = await mount.fetch("/api/flags", { headers });
        expect(response.status, JSON.stringify(headers)).toBe(401);
        expect(response.headers.get("www-authenticate")).toBe("Bearer");
        expect(response.headers.get("content-type")).toBe("application/problem+json");
        const requestId = response.headers.get("x-request-id");
        expect(await response.json()).toMatchObject({ code: "unauthenticated", requestId });
      }
    });

    it("knows a key the moment it is made, and not a second after it is revoked", async () => {
      const fresh = await app.key("client");
      expect((await mount.fetch("/api/flags", bearer(fresh.token))).status).toBe(200);
      await revokeKey(app.as(), app.project, "production", fresh.id);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect((await mount.fetch("/api/flags", bearer(fresh.token))).status).toBe(401);
    });

    it("gives the configuration to a proved identity alone", async () => {
      const strict = await app.key("client", { requireIdentity: true });
      const person = await enrol("member", unique("proved"));
      const written = app.as(person);
      await putConfiguration(written, person.username, "n", { value: 1 });
      const path = `/api/flags?targetingKey=${person.targetingKey}&atLeast=${written.trace.sequence}`;
      const proof = (secret: string | undefined, key = person.targetingKey) => ({
        "x-hoist-identity": prove(secret, key),
      });
      const asked = (token: string, headers: Record<string, string> = {}) =>
        mount.fetch(path, bearer(token, headers));

      const proved = await asked(client.token, proof(client.identitySecret));
      expect((await proved.json()).configuration).toEqual({ n: 1 });
      expect(await (await asked(client.token)).json()).not.toHaveProperty("configuration");
      expect((await asked(client.token, proof(strict.identitySecret))).status).toBe(401);
      expect((await asked(client.token, proof(client.identitySecret, "u-17"))).status).toBe(401);
      expect((await asked(client.token, { "x-hoist-identity": "" })).status).toBe(401);
      expect((await asked(strict.token)).status).toBe(401);
      expect((await asked(strict.token, proof(strict.identitySecret))).status).toBe(200);
    });

    it("takes a user's own token beside the key as proof, for that user alone", async () => {
      const person = await enrol("member", unique("own"));
      const { token } = await createToken(app.as(person), {
        name: "t",
        readOnly: true,
        expiresAt: null,
      });
      const strict = await app.key("client", { requireIdentity: true });
      const headers = { authorization: `Bearer ${token}`, "x-api-key": strict.token };
      const asked = (query: string) => mount.fetch(`/api/flags${query}`, { headers });
      const own = await asked(`?targetingKey=${person.targetingKey}`);
      expect(await own.json()).toMatchObject({ configuration: {} });
      expect((await asked("?targetingKey=u-17")).status).toBe(401);
      expect((await asked("")).status).toBe(401);
    });

    it("lets pages of a key's origins read the answer, and others not", async () => {
      const bound = await app.key("client", { allowedOrigins: ["https://shop.example"] });
      const from = (token: string, origin?: string) =>
        mount.fetch("/api/flags", bearer(token, origin ? { origin } : {}));
      const allowed = (response: Response) => response.headers.get("access-control-allow-origin");
      const exposed = "access-control-expose-headers";

      const own = await from(bound.token, "https://shop.example");
      expect([own.status, allowed(own)]).toEqual([200, "https://shop.example"]);
      expect(own.headers.get(exposed)).toBe("ETag, Retry-After");
      const foreign = await from(bound.token, "https://evil.example");
      expect([foreign.status, allowed(foreign)]).toEqual([403, null]);
      expect((await from(bound.token)).status).toBe(200);
      expect(allowed(await from(client.token, "https://evil.example"))).toBe("*");
      expect(allowed(await from(server.token, "https://shop.example"))).toBeNull();
      const error = await mount.fetch("/api/flags", {
        headers: { origin: "https://evil.example" },
      });
      expect([error.status, allowed(error)]).toEqual([401, "*"]);
      expect(error.headers.get(exposed)).toBe("ETag, Retry-After");
    });

    it("answers a preflight without a key", async () => {
      const response = await mount.fetch("/api/flags/checkout", { method: "OPTIONS" });
      expect(response.status).toBe(204);
      expect(response.headers.get("access-control-allow-origin")).toBe("*");
      expect(response.headers.get("access-control-allow-methods")).toBe("GET, HEAD, POST, OPTIONS");
      expect(response.headers.get("access-control-allow-headers")).toBe(
        "authorization, content-type, if-none-match, x-api-key, x-hoist-identity",
      );
      expect(response.headers.get("x-request-id")).toBeTruthy();
    });

    it("answers HEAD as GET, without the body", async () => {
      const path = "/api/flags?targetingKey=u-18";
      const got = await mount.fetch(path, bearer(client.token));
      const head = await mount.fetch(path, { method: "HEAD", ...bearer(client.token) });
      expect([head.status, await head.text()]).toEqual([200, ""]);
      expect(head.headers.get("etag")).toBe(got.headers.get("etag"));
    });

    it.each(["PUT", "PATCH", "DELETE"])(
      "refuses %s with 405 and what is allowed",
      async (method) => {
        const response = await mount.fetch("/api/flags", { method, ...bearer(client.token) });
        expect(response.status).toBe(405);
        expect(response.headers.get("allow")).toBe("GET, HEAD, POST, OPTIONS");
        expect(await response.json()).toMatchObject({ status: 405 });
      },
    );

    const nested = (levels: number): object => (levels === 0 ? {} : { inner: nested(levels - 1) });
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`a${n}`, n]));

    it.each([
      ["256 attributes and a targeting key", { targetingKey: "u", ...many(256) }, 200],
      ["257 attributes", many(257), 422],
      ["nesting of 8", { a: nested(7) }, 200],
      ["nesting of 9", { a: nested(8) }, 422],
      ["a targeting key of 256 characters", { targetingKey: "😀".repeat(256) }, 200],
      ["a targeting key of 257 characters", { targetingKey: "u".repeat(257) }, 422],
      ["a targeting key that is a number", { targetingKey: 17 }, 422],
      ["a targeting key that is null", { targetingKey: null }, 422],
      ["a context that is null", null, 422],
      ["a context that is a list", [], 422],
      ["an attribute named like a prototype", JSON.parse('{"__proto__":{"a":1}}'), 200],
    ])("answers %s with the right status", async (_what, context, status) => {
      const response = await mount.fetch("/api/flags", post(client.token, { context }));
      expect(response.status).toBe(status);
      if (status !== 200) expect(await response.json()).toMatchObject({ code: "invalid", status });
    });

    it.each([
      ["a body that is no JSON", () => post(client.token, "{"), "", 400],
      ["a body that is a list", () => post(client.token, "[]"), "", 422],
      ["a body of 64 KiB", () => post(client.token, `{"a":"${"x".repeat(65_528)}"}`), "", 200],
      ["a body over 64 KiB", () => post(client.token, `{"a":"${"x".repeat(65_529)}"}`), "", 413],
      ["a context that is no JSON", () => bearer(client.token), "?context={", 400],
      ["a context that is a text", () => bearer(client.token), '?context="a"', 422],
      ["a long targeting key", () => bearer(client.token), `?targetingKey=${"u".repeat(257)}`, 422],
      ["an unknown parameter", () => bearer(client.token), "?colour=blue", 200],
    ])("answers %s with the right status", async (_what, init, query, status) => {
      const response = await mount.fetch(`/api/flags${query}`, init());
      expect(response.status).toBe(status);
      const code = status === 413 ? "too_large" : "invalid";
      if (status !== 200) expect(await response.json()).toMatchObject({ code, status });
    });

    it("serves a killed flag's off variant to everybody", async () => {
      await app.flag("stopped");
      await app.toggle("stopped", "u-17", { enabled: true });
      await app.state("stopped", { killed: true });
      const sequence = await app.toggle("stopped", "u-18", { enabled: true });
      const { flags } = await see("?targetingKey=u-17", client.token, sequence);
      expect(flags.stopped).toEqual({
        ...{ enabled: false, value: false, variant: "off", reason: "DISABLED" },
      });
    });
  });
}
