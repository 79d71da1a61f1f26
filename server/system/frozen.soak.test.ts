import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, firstAccount, request, until } from "./client";
import type { Hoist } from "./harness";
import { expectNothingLost } from "./ledger";
import { Polls } from "./polls";
import { Site } from "./site";
import { Writers } from "./writers";

describe("a database that is frozen, so that its connections neither answer nor end,", () => {
  let site: Site;
  let hoist: Hoist;
  let api: Api;
  beforeAll(async () => {
    site = await Site.open();
    hoist = await site.start();
    api = await firstAccount(hoist);
  });
  afterAll(() => site?.close());

  it("keeps no writer waiting for ever, stops no poll, and loses nothing", async () => {
    const polls = new Polls(hoist, (await api.key()).token);
    const writers = await Writers.start(api, "frozen", 16);
    await writers.more(100);
    const database = hoist.child("database")!;
    process.kill(database, "SIGSTOP");
    try {
      // Each of them, also those who were in the middle of a transaction. Their client gives up after 30 s.
      const before = writers.attempts.length;
      await until(
        "every writer is refused",
        async () => writers.attempts.length >= before + 32,
        60_000,
      );
      const refused = writers.attempts
        .slice(before)
        .filter(({ status }) => status !== 201 && status !== 200);
      expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
      const { body } = await request(`${hoist.url}/api/health/ready`);
      // Changes too: the latest of them were refused for its sake.
      expect(body).toMatchObject({ degraded: ["database", "changes"] });
    } finally {
      process.kill(database, "SIGCONT");
    }
    await writers.more(100);
    expect(new Set(await polls.stop())).toEqual(new Set([200, 304]));
    await expectNothingLost(site.databaseUrl, await writers.stop());
  });
});
