import { expect, it } from "vitest";
import { bearer, type Suite } from "./suite";

/** Changes, and when an answer is the one the client has. */
export function describeChanges(suite: Suite): void {
  it("has a change in the next answer, and knows no 304 before it", async () => {
    const path = "/api/flags?targetingKey=u-19";
    const first = await suite.mount.fetch(path, bearer(suite.client.token));
    const etag = first.headers.get("etag")!;
    expect(etag).toMatch(/^"[\w-]+"$/);
    const again = await suite.mount.fetch(
      path,
      bearer(suite.client.token, { "if-none-match": etag }),
    );
    expect(again.status).toBe(304);
    expect(await again.text()).toBe("");

    const sequence = await suite.app.toggle("checkout", "u-19", { enabled: false });
    const changed = await suite.mount.fetch(
      `${path}&atLeast=${sequence}`,
      bearer(suite.client.token, { "if-none-match": etag }),
    );
    expect(changed.status).toBe(200);
    expect((await changed.json()).flags.checkout.value).toBe(false);
    expect((await suite.poll("?targetingKey=u-18")).flags.checkout.value).toBe(true);
  });

  it("keeps the ETag when a change does not touch this context's values", async () => {
    const etag = async () =>
      (
        await suite.mount.fetch("/api/flags?targetingKey=u-18", bearer(suite.client.token))
      ).headers.get("etag");
    const before = await etag();
    const sequence = await suite.app.toggle("checkout", "u-20", { enabled: false });
    await suite.see("", suite.client.token, sequence);
    expect(await etag()).toBe(before);
  });

  it.each([
    ["a list", (tag: string) => `"x", W/"y" ,${tag}`],
    ["a weak tag", (tag: string) => `W/${tag}`],
    ["the tag of another encoding", (tag: string) => tag.replace(/"$/, '-gzip"')],
    ["a star", () => "*"],
  ])("answers 304 to If-None-Match with %s, and repeats the headers", async (_what, header) => {
    const path = "/api/flags?targetingKey=u-18";
    const first = await suite.mount.fetch(path, bearer(suite.server.token));
    const ifNoneMatch = header(first.headers.get("etag")!);
    const again = await suite.mount.fetch(
      path,
      bearer(suite.server.token, { "if-none-match": ifNoneMatch }),
    );
    expect(again.status).toBe(304);
    for (const repeated of ["etag", "cache-control", "vary", "x-hoist-sequence"])
      expect(again.headers.get(repeated), repeated).toBe(first.headers.get(repeated));
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    expect(first.headers.get("vary")).toBe("Authorization, X-API-Key, Accept-Encoding, Origin");
    expect(again.headers.get("x-request-id")).toBeTruthy();
  });

  it("stops a toggle at the instant it expires, and changes the ETag", async () => {
    const expiresAt = new Date(Date.now() + 1_500).toISOString();
    const sequence = await suite.app.toggle("off", "u-21", { enabled: true, expiresAt });
    const path = `/api/flags/off?targetingKey=u-21&atLeast=${sequence}`;
    const before = await suite.mount.fetch(path, bearer(suite.client.token));
    expect(await before.json()).toMatchObject({ value: true });
    await new Promise((resolve) => setTimeout(resolve, Date.parse(expiresAt) - Date.now() + 1));
    const after = await suite.mount.fetch(path, bearer(suite.client.token));
    expect(await after.json()).toMatchObject({ value: false, reason: "DISABLED" });
    expect(after.headers.get("etag")).not.toBe(before.headers.get("etag"));
  });

  it("serves a killed flag's off variant to everybody", async () => {
    await suite.app.flag("stopped");
    await suite.app.toggle("stopped", "u-17", { enabled: true });
    await suite.app.state("stopped", { killed: true });
    const sequence = await suite.app.toggle("stopped", "u-18", { enabled: true });
    const { flags } = await suite.see("?targetingKey=u-17", suite.client.token, sequence);
    expect(flags.stopped).toEqual({
      ...{ enabled: false, value: false, variant: "off", reason: "DISABLED" },
    });
  });
}
