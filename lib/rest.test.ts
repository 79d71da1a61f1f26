import { beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { newTrace } from "@/lib/auth/actor";
import { actorOfSession } from "@/lib/auth/session";
import { systemActor } from "@/lib/auth/system";
import { actorOfToken } from "@/lib/auth/token";
import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { publicRoute, route } from "@/lib/rest";

vi.mock("@/lib/auth/session", () => ({ actorOfSession: vi.fn() }));
vi.mock("@/lib/auth/token", () => ({ actorOfToken: vi.fn() }));

const error = vi.spyOn(log, "error").mockImplementation(() => {});
beforeEach(() => {
  error.mockClear();
  vi.mocked(actorOfSession).mockReset().mockResolvedValue(null);
  vi.mocked(actorOfToken).mockReset();
});

const input = z.object({ name: z.string().max(5), deep: z.object({ n: z.number() }).optional() });
const echo = publicRoute(async (call) => ({ status: 201, body: await call.body(input) }));

type Sent = { headers?: Record<string, string>; params?: Record<string, string>; query?: string };

async function send(
  handler: typeof echo,
  body?: string,
  { headers, params = {}, query = "" }: Sent = {},
) {
  const init = body === undefined ? {} : { method: "POST", body };
  const request = new Request(`http://hoist.test/api/v1/things${query}`, { ...init, headers });
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return { response, status: response.status, json: text === "" ? null : JSON.parse(text) };
}

describe("a route", () => {
  test("answers JSON that nobody caches, with the request's id", async () => {
    const { response, status, json } = await send(echo, '{"name":"a"}', {
      headers: { "x-request-id": "r-1" },
    });
    expect(status).toBe(201);
    expect(json).toEqual({ name: "a" });
    expect(Object.fromEntries(response.headers)).toEqual({
      "content-type": "application/json",
      "cache-control": "no-store",
      "x-request-id": "r-1",
    });
  });

  test("makes up a request id when none came along", async () => {
    const { response } = await send(echo, '{"name":"a"}');
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("answers 204 without a body", async () => {
    const { response, json } = await send(publicRoute(async () => ({ status: 204 })));
    expect(response.status).toBe(204);
    expect(response.headers.has("content-type")).toBe(false);
    expect(json).toBeNull();
  });

  test("tells the sequence of what it wrote", async () => {
    const wrote = publicRoute(async ({ trace }) => {
      trace.sequence = 812n;
      return {};
    });
    expect((await send(wrote)).response.headers.get("x-hoist-sequence")).toBe("812");
  });

  test("answers 400 to a body that is no JSON", async () => {
    const { response, status, json } = await send(echo, '{"name":');
    expect(status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(json).toMatchObject({ code: "invalid", status: 400, type: "about:blank" });
  });

  test("answers 422 with the path of every wrong field", async () => {
    const { status, json } = await send(echo, '{"name":"too long","deep":{"n":"1"}}');
    expect(status).toBe(422);
    expect(json.errors.map(({ path }: { path: string }) => path)).toEqual(["name", "deep.n"]);
    expect(json).toMatchObject({ code: "invalid", title: "Invalid" });
  });

  test.each([
    ["a NUL in a value", '{"name":"a\\u0000"}', "name"],
    ["a NUL in a key", '{"na\\u0000me":"a"}', ""],
    ["a lone surrogate", '{"name":"\\ud800"}', "name"],
    ["a lone surrogate below", '{"name":"a","deep":{"n":1,"x":["\\udfff"]}}', "deep.x.0"],
    ["a number beyond a double", '{"name":"a","deep":{"n":1e999}}', "deep.n"],
    ["endless nesting", `{"name":${"[".repeat(60)}${"]".repeat(60)}}`, /^name(\.0)+$/],
  ])("answers 422 to %s", async (_name, body, path) => {
    const { status, json } = await send(echo, body);
    expect(status).toBe(422);
    expect(json.errors).toEqual([
      { path: typeof path === "string" ? path : expect.stringMatching(path), message: json.detail },
    ]);
  });

  test("checks the query string like a body", async () => {
    const list = publicRoute(async (call) => ({
      body: call.query(z.object({ limit: z.coerce.number().int().max(100).default(20) })),
    }));
    expect((await send(list, undefined, { query: "?limit=7" })).json).toEqual({ limit: 7 });
    expect((await send(list)).json).toEqual({ limit: 20 });
    expect((await send(list, undefined, { query: "?limit=101" })).status).toBe(422);
    expect((await send(list, undefined, { query: "?q=%00" })).status).toBe(422);
  });

  test("takes the path as Next.js decoded it, unless it holds what no text does", async () => {
    const show = publicRoute(async (call) => ({ body: call.param("key") }));
    const at = (key: string) => send(show, undefined, { params: { key } });
    expect((await at("café")).json).toBe("café");
    expect((await at("100%25")).json).toBe("100%25");
    expect((await at("a\0b")).status).toBe(422);
  });

  test.each([
    ['"3"', 3],
    ['W/"12"', 12],
    ["*", null],
    [undefined, null],
  ])("reads If-Match %s", async (header, version) => {
    const show = publicRoute(async (call) => ({ body: { version: call.ifMatch() } }));
    const headers: Record<string, string> = header === undefined ? {} : { "if-match": header };
    expect((await send(show, undefined, { headers })).json).toEqual({ version });
  });

  test("answers 422 to an If-Match that names no version", async () => {
    const show = publicRoute(async (call) => ({ body: { version: call.ifMatch() } }));
    expect((await send(show, undefined, { headers: { "if-match": "3" } })).status).toBe(422);
  });

  test("answers a refusal with its code, its message and when to come back", async () => {
    const refuse = publicRoute(async () => {
      throw new Refusal("rate_limited", "Too many tries.", { retryAfter: 30 });
    });
    const { response, status, json } = await send(refuse);
    expect(status).toBe(429);
    expect(response.headers.get("retry-after")).toBe("30");
    expect(json).toMatchObject({ code: "rate_limited", detail: "Too many tries." });
    expect(json.requestId).toBe(response.headers.get("x-request-id"));
    expect(error).not.toHaveBeenCalled();
  });

  test("logs an unknown error by the request's id and tells nobody its text", async () => {
    const cause = new Error("secret table is missing");
    const { status, json } = await send(publicRoute(() => Promise.reject(cause)));
    expect(status).toBe(500);
    expect(JSON.stringify(json)).not.toContain("secret");
    expect(error).toHaveBeenCalledWith({ err: cause, requestId: json.requestId }, "request failed");
  });

  test("answers 503 while the database does not answer", async () => {
    const cause = new Error("connect ECONNREFUSED 127.0.0.1:5432");
    const { response, status, json } = await send(publicRoute(() => Promise.reject(cause)));
    expect(status).toBe(503);
    expect(json.code).toBe("unavailable");
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("a route for whoever is signed in", () => {
  const whoami = route(async ({ actor }) => ({ body: { kind: actor.kind } }));

  test("answers 401 to nobody", async () => {
    const { response, status, json } = await send(whoami);
    expect(status).toBe(401);
    expect(json.code).toBe("unauthenticated");
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
  });

  test("takes a session", async () => {
    vi.mocked(actorOfSession).mockImplementation(async (trace) => systemActor(trace));
    expect((await send(whoami)).json).toEqual({ kind: "system" });
  });

  test.each<Record<string, string>>([
    { authorization: "Bearer hst_pat_x" },
    { "x-api-key": "hst_pat_x" },
  ])("takes a token from %o, and never the session beside it", async (headers) => {
    vi.mocked(actorOfToken).mockResolvedValue(systemActor(newTrace()));
    expect((await send(whoami, undefined, { headers })).status).toBe(200);
    expect(vi.mocked(actorOfToken).mock.lastCall?.[0]).toBe("hst_pat_x");
    expect(actorOfSession).not.toHaveBeenCalled();
  });

  test("answers 401 to a token in two headers", async () => {
    const headers = { authorization: "Bearer hst_pat_x", "x-api-key": "hst_pat_x" };
    expect((await send(whoami, undefined, { headers })).status).toBe(401);
    expect(actorOfToken).not.toHaveBeenCalled();
  });

  test("does not take a wrong Authorization for a session", async () => {
    vi.mocked(actorOfSession).mockResolvedValue(systemActor());
    vi.mocked(actorOfToken).mockRejectedValue(new Refusal("unauthenticated", "Unknown token."));
    const headers = { authorization: "Basic dTpw" };
    expect((await send(whoami, undefined, { headers })).status).toBe(401);
  });

  test("reads the comment for the audit row, and refuses one that cannot be read", async () => {
    const comment = route(async ({ actor }) => ({ body: { comment: actor.trace.comment } }));
    vi.mocked(actorOfSession).mockImplementation(async (trace) => systemActor(trace));
    const say = (text: string) => send(comment, undefined, { headers: { "x-comment": text } });
    expect((await say("caf%C3%A9")).json).toEqual({ comment: "café" });
    expect((await say("%")).status).toBe(422);
    expect((await say("%00")).status).toBe(422);
    expect((await say("x".repeat(1_001))).status).toBe(422);
  });
});
