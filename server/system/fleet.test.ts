import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listenerName } from "@/lib/snapshot/connection";
import { EventStream } from "@/lib/testing/event-stream";
import { Balancer, KeptOpen } from "./balancer";
import { type Api, firstAccount, poll, request, until, valueFor } from "./client";
import type { Hoist } from "./harness";
import { expectNothingLost, query } from "./ledger";
import { Polls } from "./polls";
import { kinds, Site } from "./site";
import { Writers } from "./writers";

const flag = "new-checkout";

describe.skipIf(kinds[1].missing)("two instances and a read node on one PostgreSQL", () => {
  let site: Site;
  let all: Hoist[];
  let reader: Hoist;
  let everywhere: Hoist[];
  let api: Api;
  let token: string;
  beforeAll(async () => {
    site = await Site.open("PostgreSQL");
    all = await Promise.all([site.startAnother(), site.startAnother()]);
    reader = await site.startAnother({ HOIST_ROLE: "read" });
    everywhere = [...all, reader];
    api = await firstAccount(all[0]!);
    await api.flag(flag);
    ({ token } = await api.key());
  });
  afterAll(() => site?.close());

  const at = (number: number) => everywhere[number % everywhere.length]!;
  const openStreams = (token: string) =>
    Promise.all(
      everywhere.map(({ url }) => EventStream.open(`${url}/api/stream`, { "x-api-key": token })),
    );

  it("tell pollers and streams of all three what was changed through either", async () => {
    const streams = await openStreams(token);
    await wait(300); // The first event may tell of what happened just before.
    for (const [number, enabled] of [false, true, false, true].entries()) {
      const before = streams.map(({ events }) => events.length);
      await api.at(all[number % 2]!).switch(flag, enabled);
      await Promise.all(streams.map((stream, place) => stream.until(before[place]! + 1, 1000)));
      for (const { events } of streams) expect(events.at(-1)?.data.keys).toEqual([flag]);
      // Who was told asks for that, wherever they ask next.
      for (const [place, { events }] of streams.entries()) {
        const { flags } = await pollAtLeast(at(place + 1), token, events.at(-1)!.id);
        expect(flags[flag]!.value).toBe(enabled);
      }
    }
    await Promise.all(streams.map((stream) => stream.close()));
  });

  it("refuse a revoked key within a second, and end its streams", async () => {
    const { id, token } = await api.key("client");
    const streams = await openStreams(token);
    const statuses = () =>
      Promise.all(everywhere.map(async (hoist) => (await poll(hoist, token)).status));
    // A key is good everywhere as soon as it has been given out.
    expect(await statuses()).toEqual([200, 200, 200]);
    await api.must("DELETE", `/projects/default/environments/production/keys/${id}`);
    await until("all refuse it", async () => (await statuses()).join() === "401,401,401", 1000);
    await Promise.all(streams.map((stream) => stream.untilEnded(1000)));
  });

  it("never go back behind what a client was told, whichever of them it asks next", async () => {
    const path = "/projects/default/flags";
    const variants = (count: number) => [
      { key: "on", value: count },
      { key: "off", value: -1 },
    ];
    await api.must("POST", path, { key: "count", type: "number", variants: variants(0) });
    await api.switch("count", true);
    const { sequence: switched } = await pollAtLeast(all[0]!, token, "0"); // Where it was switched.
    let written = 0;
    const changes = 40;
    const writing = (async () => {
      while (written < changes) {
        const body = { variants: variants(written + 1) };
        await api.at(all[written % 2]!).must("PATCH", `${path}/count`, body);
        written++;
      }
    })();
    const clients = Array.from({ length: 4 }, async (_, client) => {
      let told = { sequence: switched, value: 0 };
      for (let hop = 0; written < changes; hop++) {
        const place = Math.floor(Math.random() * everywhere.length);
        const { sequence, flags } = await pollAtLeast(at(place), token, String(told.sequence));
        const value = Number(flags.count!.value);
        expect(sequence, `hop ${hop} of client ${client}`).toBeGreaterThanOrEqual(told.sequence);
        expect(value, `hop ${hop} of client ${client}`).toBeGreaterThanOrEqual(told.value);
        told = { sequence, value };
      }
      return told.value;
    });
    const last = await Promise.all(clients);
    await writing;
    for (const value of last) expect(value).toBeGreaterThan(changes / 2); // They heard it all the while.
  });

  it("need no notices: a change is told while the listening connections are cut again and again", async () => {
    let cuts = 0;
    const cut = async () => {
      const rows = await query(
        site.databaseUrl,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '${listenerName}'`,
      );
      cuts += rows.length;
    };
    const values = () => Promise.all(everywhere.map((hoist) => valueFor(hoist, token, flag)));
    for (const enabled of [false, true, false, true]) {
      await cut();
      await api.switch(flag, enabled);
      await until(
        "all tell the change",
        async () => (await values()).every((value) => value === enabled),
        3000,
      );
    }
    expect(cuts).toBeGreaterThanOrEqual(4);
  });

  it("drop nothing in a rolling restart, behind a proxy or asked in turn", async () => {
    const balancer = await Balancer.open(all);
    try {
      const polls = Array.from({ length: 2 }, () => new Polls(balancer, token));
      const raw = all.map((_, first) => new KeptOpen([all[first]!, all[1 - first]!], token));
      const writers = await Writers.start(api.at(balancer), "rolling", 2);
      await writers.more(10);
      for (const [number, hoist] of all.entries()) {
        const { code, milliseconds } = await hoist.terminate();
        expect(code).toBe(0);
        expect(milliseconds).toBeLessThan(10_000);
        all[number] = await site.start(hoist.options);
        await writers.more(10);
      }
      const attempts = await writers.stop();
      const statuses = (await Promise.all(polls.map((one) => one.stop()))).flat();
      expect(new Set(statuses)).toEqual(new Set([200, 304]));
      for (const one of raw) expect(await one.stop()).toEqual([]);
      for (const { answers } of raw) expect(answers).toBeGreaterThan(100);
      expect(attempts.filter(({ status }) => status !== 200 && status !== 201)).toEqual([]);
      await expectNothingLost(site.databaseUrl, attempts);
    } finally {
      balancer.close();
    }
  });

  it("go on while the database is down, and a read node boots from its disk", async () => {
    const told = await poll(reader, token);
    await reader.terminate();
    await site.stopDatabase();
    reader = await site.start(reader.options);
    expect((await poll(reader, token)).body).toEqual(told.body);
    expect((await request(`${reader.url}/api/health/ready`)).body).toMatchObject({
      degraded: expect.arrayContaining(["database"]),
    });
    await site.startDatabase();
    await until("a change succeeds", async () => {
      await api.at(all[0]!).switch(flag, false);
      return true;
    });
    await until("it tells it", async () => (await valueFor(reader, token, flag)) === false, 2000);
  });
});

/** A poll of one who was told of this before: the sequence that it is of, and what it says. */
async function pollAtLeast({ url }: Hoist, token: string, position: string) {
  const answer = await request(
    `${url}/api/flags?targetingKey=u-18&atLeast=${position}`,
    "GET",
    undefined,
    {
      "x-api-key": token,
    },
  );
  expect(answer.status).toBe(200);
  const { flags } = answer.body as { flags: Record<string, { value: unknown }> };
  return { sequence: BigInt(answer.headers.get("x-hoist-sequence") ?? -1), flags };
}
