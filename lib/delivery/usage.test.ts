import { describe, expect, it } from "vitest";
import { database } from "@/lib/database/client";
import { openNodeMount } from "@/lib/testing/node-mount";
import { createApp, type TestApp } from "@/lib/testing/read-api";

/** Polls as a client app does, then says what was counted of the app's flags, by flag and variant. */
async function polled(
  kind: "client" | "server",
  poll: (get: (path: string, init?: RequestInit) => Promise<Response>) => Promise<unknown>,
  prepare: (app: TestApp) => Promise<unknown> = async () => {},
) {
  const app = await createApp();
  await app.flag("a");
  await app.flag("b", {}, false);
  await app.flag("hidden", { clientSide: false });
  await prepare(app);
  const { token } = await app.key(kind);
  const mount = await openNodeMount();
  const authorization = `Bearer ${token}`;
  await poll((path, init) =>
    mount.fetch(path, { ...init, headers: { authorization, ...init?.headers } }),
  );
  await mount.close();

  const flags = await database().featureFlag.findMany({ where: { project: { key: app.project } } });
  const rows = await database().flagUsageCount.findMany({
    where: { flagId: { in: flags.map(({ id }) => id) } },
  });
  const counts: Record<string, number> = {};
  for (const { flagId, variant, count } of rows) {
    const name = `${flags.find(({ id }) => id === flagId)?.key}=${variant}`;
    counts[name] = (counts[name] ?? 0) + Number(count);
  }
  return counts;
}

describe("what a client app was given", () => {
  it("is counted by variant, whether the answer was made anew or known", async () => {
    const counts = await polled("client", async (get) => {
      for (const user of ["u", "u", "v"]) await get(`/api/flags?targetingKey=${user}`);
      const body = JSON.stringify({ context: { targetingKey: "u" } });
      await get("/api/flags", { method: "POST", body });
    });
    expect(counts).toEqual({ "a=on": 4, "b=off": 4 });
  });

  it("counts as a 304 too: the client goes on with these values", async () => {
    const counts = await polled("client", async (get) => {
      const etag = (await get("/api/flags")).headers.get("etag") ?? "";
      const again = await get("/api/flags", { headers: { "if-none-match": etag } });
      expect(again.status).toBe(304);
    });
    expect(counts).toEqual({ "a=on": 2, "b=off": 2 });
  });

  it("is only what was asked for", async () => {
    const counts = await polled("server", async (get) => {
      await get("/api/flags?keys=b,hidden");
      await get("/api/flags/a");
      await get("/api/flags/a?targetingKey=u");
      expect((await get("/api/flags/nothing")).status).toBe(404);
    });
    expect(counts).toEqual({ "a=on": 2, "b=off": 1, "hidden=on": 1 });
  });

  it("is nothing when it was refused or has no value", async () => {
    const split = { split: [{ variant: "on", weight: 100_000 }], by: "targetingKey" };
    const counts = await polled(
      "client",
      async (get) => {
        const refused = await get("/api/flags?context=nonsense");
        const unknown = await get("/api/flags", { headers: { authorization: "Bearer nothing" } });
        const answer = await get("/api/flags/a");
        expect([refused.status, unknown.status]).toEqual([400, 401]);
        expect(await answer.json()).toMatchObject({ errorCode: "TARGETING_KEY_MISSING" });
      },
      (app) => app.state("a", { fallthrough: split }),
    );
    expect(counts).toEqual({});
  });
});
