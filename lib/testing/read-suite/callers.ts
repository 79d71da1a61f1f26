import { expect, it } from "vitest";
import { putConfiguration } from "@/lib/configurations/mutations";
import { revokeKey } from "@/lib/keys/mutations";
import { unique } from "@/lib/testing/factories";
import { prove } from "@/lib/testing/read-api";
import { enrol } from "@/lib/testing/walk";
import { createToken } from "@/lib/tokens/mutations";
import { bearer, type Suite } from "./suite";

/** Keys, identities and origins. */
export function describeCallers(suite: Suite): void {
  it("takes the key from X-API-Key as well", async () => {
    const response = await suite.mount.fetch("/api/flags", {
      headers: { "x-api-key": suite.client.token },
    });
    expect(response.status).toBe(200);
  });

  it("refuses every other credential with 401", async () => {
    const pat = await createToken(suite.app.as(), { name: "t", readOnly: false, expiresAt: null });
    const expired = await suite.app.key("client", {
      expiresAt: new Date(Date.now() + 300).toISOString(),
    });
    const revoked = await suite.app.key("client");
    const actor = suite.app.as();
    await revokeKey(actor, suite.app.project, "production", revoked.id);
    await suite.see("", suite.client.token, actor.trace.sequence!);
    await new Promise((resolve) => setTimeout(resolve, 350));
    const { token } = suite.client;
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
      const response = await suite.mount.fetch("/api/flags", { headers });
      expect(response.status, JSON.stringify(headers)).toBe(401);
      expect(response.headers.get("www-authenticate")).toBe("Bearer");
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      const requestId = response.headers.get("x-request-id");
      expect(await response.json()).toMatchObject({ code: "unauthenticated", requestId });
    }
  });

  it("knows a key the moment it is made, and not a second after it is revoked", async () => {
    const fresh = await suite.app.key("client");
    expect((await suite.mount.fetch("/api/flags", bearer(fresh.token))).status).toBe(200);
    await revokeKey(suite.app.as(), suite.app.project, "production", fresh.id);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect((await suite.mount.fetch("/api/flags", bearer(fresh.token))).status).toBe(401);
  });

  it("gives the configuration to a proved identity alone", async () => {
    const strict = await suite.app.key("client", { requireIdentity: true });
    const person = await enrol("member", unique("proved"));
    const written = suite.app.as(person);
    await putConfiguration(written, person.username, "n", { value: 1 });
    const path = `/api/flags?targetingKey=${person.targetingKey}&atLeast=${written.trace.sequence}`;
    const proof = (secret: string | undefined, key = person.targetingKey) => ({
      "x-hoist-identity": prove(secret, key),
    });
    const asked = (token: string, headers: Record<string, string> = {}) =>
      suite.mount.fetch(path, bearer(token, headers));

    const proved = await asked(suite.client.token, proof(suite.client.identitySecret));
    expect((await proved.json()).configuration).toEqual({ n: 1 });
    expect(await (await asked(suite.client.token)).json()).not.toHaveProperty("configuration");
    expect((await asked(suite.client.token, proof(strict.identitySecret))).status).toBe(401);
    expect(
      (await asked(suite.client.token, proof(suite.client.identitySecret, "u-17"))).status,
    ).toBe(401);
    expect((await asked(suite.client.token, { "x-hoist-identity": "" })).status).toBe(401);
    expect((await asked(strict.token)).status).toBe(401);
    expect((await asked(strict.token, proof(strict.identitySecret))).status).toBe(200);
  });

  it("takes a user's own token beside the key as proof, for that user alone", async () => {
    const person = await enrol("member", unique("own"));
    const { token } = await createToken(suite.app.as(person), {
      name: "t",
      readOnly: true,
      expiresAt: null,
    });
    const strict = await suite.app.key("client", { requireIdentity: true });
    const headers = { authorization: `Bearer ${token}`, "x-api-key": strict.token };
    const asked = (query: string) => suite.mount.fetch(`/api/flags${query}`, { headers });
    const own = await asked(`?targetingKey=${person.targetingKey}`);
    expect(await own.json()).toMatchObject({ configuration: {} });
    expect((await asked("?targetingKey=u-17")).status).toBe(401);
    expect((await asked("")).status).toBe(401);
  });

  it("lets pages of a key's origins read the answer, and others not", async () => {
    const bound = await suite.app.key("client", { allowedOrigins: ["https://shop.example"] });
    const from = (token: string, origin?: string) =>
      suite.mount.fetch("/api/flags", bearer(token, origin ? { origin } : {}));
    const allowed = (response: Response) => response.headers.get("access-control-allow-origin");
    const exposed = "access-control-expose-headers";

    const own = await from(bound.token, "https://shop.example");
    expect([own.status, allowed(own)]).toEqual([200, "https://shop.example"]);
    expect(own.headers.get(exposed)).toBe("ETag, Retry-After");
    const foreign = await from(bound.token, "https://evil.example");
    expect([foreign.status, allowed(foreign)]).toEqual([403, null]);
    expect((await from(bound.token)).status).toBe(200);
    expect(allowed(await from(suite.client.token, "https://evil.example"))).toBe("*");
    expect(allowed(await from(suite.server.token, "https://shop.example"))).toBeNull();
    const error = await suite.mount.fetch("/api/flags", {
      headers: { origin: "https://evil.example" },
    });
    expect([error.status, allowed(error)]).toEqual([401, "*"]);
    expect(error.headers.get(exposed)).toBe("ETag, Retry-After");
  });

  it("answers a preflight without a key", async () => {
    const response = await suite.mount.fetch("/api/flags/checkout", { method: "OPTIONS" });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("access-control-allow-methods")).toBe("GET, HEAD, POST, OPTIONS");
    expect(response.headers.get("access-control-allow-headers")).toBe(
      "authorization, content-type, if-none-match, x-api-key, x-hoist-identity",
    );
    expect(response.headers.get("x-request-id")).toBeTruthy();
  });
}
