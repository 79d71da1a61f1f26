import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, firstAccount, poll, request, until, valueFor } from "./client";
import type { Hoist } from "./harness";
import { expectNothingLost } from "./ledger";
import { Polls } from "./polls";
import { killHard } from "./processes";
import { kinds, Site } from "./site";
import { Writers } from "./writers";

for (const { database, missing } of kinds) {
  describe.skipIf(missing)(`polls, with ${database},`, () => {
    let site: Site;
    let hoist: Hoist;
    let api: Api;
    let token: string;
    beforeAll(async () => {
      site = await Site.open(database);
      hoist = await site.start();
      api = await firstAccount(hoist);
      await api.flag("new-checkout");
      token = (await api.key()).token;
    });
    afterAll(() => site?.close());

    it("go on while the console is killed, which comes back by itself", async () => {
      const polls = new Polls(hoist, token);
      const console = hoist.child("console")!;
      killHard(console);

      // A request that meets no console waits for it.
      const page = await request(`${hoist.url}/sign-in`);
      expect(page.status).toBe(200);
      expect(hoist.child("console")).not.toBe(console);
      await api.switch("new-checkout", false);
      expect(await valueFor(hoist, token, "new-checkout")).toBe(false);

      const answers = await polls.stop();
      expect(new Set(answers)).toEqual(new Set([200, 304]));
      expect(answers.length).toBeGreaterThan(20);
    });

    it("go on while the database is away; what is written is refused until it is back", async () => {
      const polls = new Polls(hoist, token);
      const writers = await Writers.start(api, "outage", 4);
      await writers.more(20);

      await site.stopDatabase(hoist);
      const refused = () => writers.attempts.filter(({ status }) => status === 503);
      await until("ten writes are refused", async () => refused().length >= 10, 30_000);
      for (const { type, retryAfter } of refused()) {
        expect(type).toMatch(/^application\/problem\+json/);
        expect(Number(retryAfter)).toBeGreaterThan(0);
      }
      const health = await request(`${hoist.url}/api/health/ready`);
      expect(health.status).toBe(200);
      expect(health.body).toMatchObject({ degraded: expect.arrayContaining(["database"]) });
      expect((await request(`${hoist.url}/api/health/ready?strict`)).status).toBe(503);
      expect((await poll(hoist, token, "somebody else")).status).toBe(200);

      await site.startDatabase();
      await writers.more(20);
      const attempts = await writers.stop();
      await api.switch("new-checkout", true);
      await until(
        "polls tell the change",
        async () => (await valueFor(hoist, token, "new-checkout")) === true,
        2000,
      );
      await until("all is well", async () => {
        return (await request(`${hoist.url}/api/health/ready?strict`)).status === 200;
      });
      expect(new Set(await polls.stop())).toEqual(new Set([200, 304]));
      await expectNothingLost(site.databaseUrl, attempts);
    });
  });
}

describe.skipIf(kinds[1].missing)("a boot while PostgreSQL is down", () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.open("PostgreSQL");
  });
  afterAll(() => site?.close());

  it("is refused in one sentence when there is no snapshot on disk", async () => {
    await site.stopDatabase();
    const hoist = site.launch();
    expect(await hoist.exit).toBe(1);
    expect(hoist.errors).toMatch(/^The database at .* cannot be used: .*\.\n$/);
    await site.startDatabase();
  });

  it("answers polls from the snapshot on disk, and catches up by itself", async () => {
    const first = await site.start();
    const api = await firstAccount(first);
    await api.flag("new-checkout");
    const { token } = await api.key("client");
    const told = await poll(first, token);
    expect((await first.terminate()).code).toBe(0);

    await site.stopDatabase();
    const second = await site.start();
    const again = await poll(second, token);
    expect([again.status, again.body]).toEqual([200, told.body]);
    expect((await poll(second, `${token}x`)).status).toBe(401);
    const path = "/projects/default/flags";
    expect((await api.send("POST", path, { key: "too-early" })).status).toBe(503);

    await site.startDatabase();
    await until("writes succeed", async () => {
      await api.switch("new-checkout", false);
      return true;
    });
    await until(
      "polls tell the change",
      async () => (await valueFor(second, token, "new-checkout")) === false,
      2000,
    );
  });
});
