import { describe, expect, it, vi } from "vitest";
import { openFrontDoor, page } from "./system/front-door";

vi.hoisted(() => {
  process.env.HOIST_LOG_LEVEL = "silent";
});

describe("the front door", () => {
  it("lets no client speak for us or for Next.js", async () => {
    const { seen, ask } = await openFrontDoor(page);
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
      "x-hoist-target": "/elsewhere",
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
      "x-hoist-target": "/flags",
    });
    const ours = Object.keys(forged).filter((name) => headers?.[name] !== undefined);
    expect(ours.sort()).toEqual([
      "content-security-policy",
      "x-forwarded-for",
      "x-forwarded-host",
      "x-forwarded-proto",
      "x-hoist-target",
      "x-nonce",
    ]);
    expect(headers?.["x-nonce"]).not.toBe("guessed");
  });

  it("keeps what a browser says to Next.js", async () => {
    const { seen, ask } = await openFrontDoor(page);
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
    const { seen, ask } = await openFrontDoor(page, { settings });
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
    const { seen, ask } = await openFrontDoor(page);
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
    const { seen, ask } = await openFrontDoor(page);
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
    const { seen, ask } = await openFrontDoor(page, { settings });
    const options = { method: "POST", headers: { host: "hoist.example", ...headers } };
    const answer = await ask("/sign-in", options, "x=1");
    expect(answer.status).toBe(status);
    expect(seen).toHaveLength(status === 200 ? 1 : 0);
    if (status === 403) {
      expect(answer.headers["content-type"]).toBe("application/problem+json");
      expect(JSON.parse(answer.body.toString())).toMatchObject({ code: "forbidden", status: 403 });
    }
  });
});
