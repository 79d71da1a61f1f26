import { expect, it } from "vitest";
import { bearer, post, type Suite } from "./suite";

/** Methods, limits and bad input. */
export function describeLimits(suite: Suite): void {
  it("answers HEAD as GET, without the body", async () => {
    const path = "/api/flags?targetingKey=u-18";
    const got = await suite.mount.fetch(path, bearer(suite.client.token));
    const head = await suite.mount.fetch(path, { method: "HEAD", ...bearer(suite.client.token) });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(head.headers.get("etag")).toBe(got.headers.get("etag"));
  });

  it.each(["PUT", "PATCH", "DELETE"])("refuses %s with 405 and what is allowed", async (method) => {
    const response = await suite.mount.fetch("/api/flags", {
      method,
      ...bearer(suite.client.token),
    });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD, POST, OPTIONS");
    expect(await response.json()).toMatchObject({ status: 405 });
  });

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
    const response = await suite.mount.fetch("/api/flags", post(suite.client.token, { context }));
    expect(response.status).toBe(status);
    if (status !== 200) expect(await response.json()).toMatchObject({ code: "invalid", status });
  });

  it.each([
    ["a body that is no JSON", () => post(suite.client.token, "{"), "", 400],
    ["a body that is a list", () => post(suite.client.token, "[]"), "", 422],
    ["a body of 64 KiB", () => post(suite.client.token, `{"a":"${"x".repeat(65_528)}"}`), "", 200],
    [
      "a body over 64 KiB",
      () => post(suite.client.token, `{"a":"${"x".repeat(65_529)}"}`),
      "",
      413,
    ],
    ["a context that is no JSON", () => bearer(suite.client.token), "?context={", 400],
    ["a context that is a text", () => bearer(suite.client.token), '?context="a"', 422],
    [
      "a long targeting key",
      () => bearer(suite.client.token),
      `?targetingKey=${"u".repeat(257)}`,
      422,
    ],
    ["an unknown parameter", () => bearer(suite.client.token), "?colour=blue", 200],
  ])("answers %s with the right status", async (_what, init, query, status) => {
    const response = await suite.mount.fetch(`/api/flags${query}`, init());
    expect(response.status).toBe(status);
    const code = status === 413 ? "too_large" : "invalid";
    if (status !== 200) expect(await response.json()).toMatchObject({ code, status });
  });
}
