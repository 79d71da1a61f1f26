import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, firstAccount, poll, until } from "./client";
import type { Hoist } from "./harness";
import { kinds, Site } from "./site";

const aMinute = 60_000;
const key = "counted";

for (const { database, missing } of kinds) {
  describe.skipIf(missing)(`what was counted, with ${database},`, () => {
    let site: Site;
    let hoist: Hoist;
    let api: Api;
    let token: string;
    beforeAll(async () => {
      site = await Site.open(database);
      hoist = await site.start();
      api = await firstAccount(hoist);
      await api.flag(key);
      ({ token } = await api.key("client"));
    });
    afterAll(() => site?.close());

    const ask = async (times: number) => {
      for (let n = 0; n < times; n++) expect((await poll(hoist, token)).status).toBe(200);
    };
    /** As the console and the API tell it. */
    const counted = async () => {
      const path = `/projects/default/flags/${key}/environments/production/usage`;
      const { data } = await api.must("GET", path);
      return (data as { count: number }[]).reduce((sum, { count }) => sum + count, 0);
    };

    it("is written within a minute, and survives a kill -9", async () => {
      await ask(40);
      await until("all are written", async () => (await counted()) === 40, aMinute);
      await ask(3); // These may be lost.
      await hoist.kill();
      hoist = await site.start();
      const kept = await counted();
      expect(kept).toBeGreaterThanOrEqual(40);
      expect(kept).toBeLessThanOrEqual(43);

      await ask(5);
      await until("later ones are added", async () => (await counted()) === kept + 5, aMinute);
    });

    it("is written whole at an ordinary end", async () => {
      const before = await counted();
      await ask(7);
      await hoist.terminate();
      hoist = await site.start();
      expect(await counted()).toBe(before + 7);
    });
  });
}
