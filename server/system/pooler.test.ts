import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EventStream } from "@/lib/testing/event-stream";
import { type Api, firstAccount, until, valueFor } from "./client";
import type { Hoist } from "./harness";
import { expectNothingLost, query } from "./ledger";
import { findPooler, type Pooler, startPooler } from "./pooler";
import { kinds, Site } from "./site";
import { Writers } from "./writers";

const program = findPooler();

describe.skipIf(kinds[1].missing || !program)("behind a transaction pooler (PgBouncer)", () => {
  let site: Site;
  let pooler: Pooler;
  let hoists: Hoist[];
  let api: Api;
  beforeAll(async () => {
    site = await Site.open("PostgreSQL");
    pooler = await startPooler(program ?? "", site.databaseUrl);
    const DATABASE_URL = pooler.url;
    hoists = await Promise.all([1, 2].map(() => site.startAnother({ DATABASE_URL })));
    api = await firstAccount(hoists[0]!);
    await api.flag("new-checkout");
  });
  afterAll(async () => {
    await site?.close();
    await pooler?.stop();
  });

  it("the database is made and accounts and flags are written", async () => {
    const log = await query(site.databaseUrl, `SELECT action FROM "AuditLog" ORDER BY sequence`);
    const actions = log.map(({ action }) => action);
    expect(actions.filter((action) => action === "project.create")).toHaveLength(1);
    expect(actions).toEqual(expect.arrayContaining(["user.create", "flag.create", "flag.enable"]));
  });

  it("changes are told to pollers and streams of every instance, though no notice comes through", async () => {
    const { token } = await api.key();
    const streams = await Promise.all(
      hoists.map(({ url }) => EventStream.open(`${url}/api/stream`, { "x-api-key": token })),
    );
    await wait(300); // The first event may tell of what happened just before.
    for (const [number, enabled] of [false, true, false].entries()) {
      const before = streams.map(({ events }) => events.length);
      const here = hoists[number % 2]!;
      await api.at(here).switch("new-checkout", enabled);
      // Whoever changed it reads it back at once.
      expect(await valueFor(here, token, "new-checkout")).toBe(enabled);
      await Promise.all(streams.map((stream, at) => stream.until(before[at]! + 1, 3000)));
      for (const hoist of hoists)
        expect(await valueFor(hoist, token, "new-checkout")).toBe(enabled);
    }
    await Promise.all(streams.map((stream) => stream.close()));
  });

  it("many writers at once lose nothing, and lock each other out where they must", async () => {
    const writers = await Promise.all(
      hoists.map((hoist, number) => Writers.start(api.at(hoist), `pooled-${number}`, 3)),
    );
    await Promise.all(writers.map((each) => each.more(15)));
    const attempts = (await Promise.all(writers.map((each) => each.stop()))).flat();
    expect(attempts.filter(({ status }) => status >= 300 || status === 0)).toEqual([]);
    await expectNothingLost(site.databaseUrl, attempts);
  });

  it("a pooler that is started again ends nothing but what was under way", async () => {
    const { token } = await api.key();
    const before = pooler.url;
    await pooler.stop();
    expect(await valueFor(hoists[0]!, token, "new-checkout")).toBe(false);
    pooler = await startPooler(program ?? "", site.databaseUrl, Number(new URL(before).port));
    await until("a change succeeds", async () => {
      await api.switch("new-checkout", true);
      return true;
    });
    await until(
      "both tell it",
      async () => (await valueFor(hoists[1]!, token, "new-checkout")) === true,
      3000,
    );
  });
});
