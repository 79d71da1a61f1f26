import { expect, it } from "vitest";
import { bearer, post, type Suite } from "./suite";

const path = "/flagd/flags.json";

/** The environment as a flagd definition. */
export function describeFlagd(suite: Suite): void {
  it("gives a server key every flag in flagd's words, toggles that count included", async () => {
    const response = await suite.mount.fetch(path, bearer(suite.server.token));
    expect(response.headers.get("x-hoist-sequence")).toMatch(/^\d+$/);
    expect(response.headers.get("cache-control")).toBe("private, no-cache");
    const { flags } = await response.json();
    expect(Object.keys(flags)).toEqual(expect.arrayContaining(["checkout", "colour", "hidden"]));
    expect(flags).not.toHaveProperty("gone");
    expect(flags.checkout).toEqual({
      state: "ENABLED",
      variants: { on: true, off: false },
      defaultVariant: "off",
      targeting: {
        if: [{ in: [{ var: "targetingKey" }, expect.arrayContaining(["u-17"])] }, "off", "on"],
      },
    });
    expect(JSON.stringify(flags)).not.toContain("complained");
  });

  it("answers 304 for the definition that one has, and another tag after a change", async () => {
    const first = await suite.mount.fetch(path, bearer(suite.server.token));
    const known = { "if-none-match": first.headers.get("etag") ?? "" };
    const again = await suite.mount.fetch(path, bearer(suite.server.token, known));
    expect([again.status, await again.text()]).toEqual([304, ""]);

    const sequence = await suite.app.toggle("colour", "u-flagd", { variant: "none" });
    const changed = await suite.mount.fetch(
      `${path}?atLeast=${sequence}`,
      bearer(suite.server.token, known),
    );
    expect(changed.status).toBe(200);
    expect((await changed.json()).flags.colour.targeting).toEqual({
      if: [{ in: [{ var: "targetingKey" }, ["u-flagd"]] }, "none", "blue"],
    });
  });

  it("is not for client keys, nor for nobody, and nothing can be posted to it", async () => {
    const client = await suite.mount.fetch(path, bearer(suite.client.token));
    expect([client.status, await client.json()]).toMatchObject([403, { code: "forbidden" }]);
    expect((await suite.mount.fetch(path)).status).toBe(401);
    const posted = await suite.mount.fetch(path, post(suite.server.token, {}));
    expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
    const head = await suite.mount.fetch(path, { method: "HEAD", ...bearer(suite.server.token) });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });
}
