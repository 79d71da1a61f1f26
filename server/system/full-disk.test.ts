import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, firstAccount, poll, request, until, valueFor } from "./client";
import type { Hoist } from "./harness";
import { expectNothingLost, query } from "./ledger";
import { Polls } from "./polls";
import { descendants } from "./processes";
import { kinds, Site } from "./site";
import { Writers } from "./writers";

/** No file may grow beyond so many bytes: what a full disk is to a program, where nothing can be mounted. */
function limit(pid: number, bytes: number | "unlimited") {
  for (const one of [pid, ...descendants(pid).map((child) => child.pid)]) {
    const place = `/proc/${one}`;
    const owner = fs.statSync(place, { throwIfNoEntry: false });
    if (!owner) continue; // It has ended.
    // Even root may not do so to another's.
    const as = { uid: owner.uid, gid: owner.gid, encoding: "utf8" } as const;
    const options = ["--pid", String(one), `--fsize=${bytes}:unlimited`];
    const { status, stderr } = spawnSync("prlimit", options, as);
    if (status !== 0 && fs.existsSync(place)) throw new Error(stderr);
  }
}

const missing = spawnSync("prlimit", ["--version"]).status !== 0;

describe.skipIf(missing)("a disk that is full", () => {
  let site: Site;
  let hoist: Hoist;
  let api: Api;
  let token: string;
  beforeAll(async () => {
    site = await Site.open();
    hoist = await site.start();
    api = await firstAccount(hoist);
    await api.flag("new-checkout");
    ({ token } = await api.key());
  });
  afterAll(() => site?.close());

  it("stops writes with 503 and no poll, loses nothing, and is over as soon as there is room", async () => {
    const polls = new Polls(hoist, token);
    const writers = await Writers.start(api, "full", 4);
    await writers.more(20);
    limit(hoist.pid, 0);
    const refused = () => writers.attempts.filter(({ status }) => status === 503);
    await until("ten writes are refused", async () => refused().length >= 10, 60_000);
    expect((await poll(hoist, token, "somebody else")).status).toBe(200);
    // A row or the log itself finds no room first: the one is refused, with the other the database breaks off.
    await until("it says why", async () => /could not .*: File too large/.test(hoist.said));
    limit(hoist.pid, "unlimited");
    await writers.more(20);
    const attempts = await writers.stop();
    expect(new Set(await polls.stop())).toEqual(new Set([200, 304]));
    await expectNothingLost(site.databaseUrl, attempts);
  });
});

/** A segment of PostgreSQL's log, which is written anew in its place: tables find no room sooner than the log. */
const aSegment = 1_048_576;

describe.skipIf(missing || kinds[1].missing)("PostgreSQL's own disk when it is full", () => {
  let site: Site;
  let hoist: Hoist;
  let api: Api;
  let token: string;
  beforeAll(async () => {
    site = await Site.open("PostgreSQL", ["--wal-segsize=1"]);
    hoist = await site.start();
    api = await firstAccount(hoist);
    await api.flag("new-checkout");
    ({ token } = await api.key());
  });
  afterAll(() => site?.close());

  async function postmaster(): Promise<number> {
    const [row] = await query(site.databaseUrl, "SHOW data_directory");
    return Number.parseInt(fs.readFileSync(`${row?.data_directory}/postmaster.pid`, "utf8"), 10);
  }

  const ills = async () =>
    ((await request(`${hoist.url}/api/health/ready`)).body as { degraded: string[] }).degraded;

  it("refuses writes while a table cannot grow, stops no poll, and loses nothing", async () => {
    const polls = new Polls(hoist, token);
    const writers = await Writers.start(api, "table", 4);
    await writers.more(20);
    const server = await postmaster();
    limit(server, aSegment);
    const refused = () => writers.attempts.filter(({ status }) => status === 503);
    await until("ten writes are refused", async () => refused().length >= 10, 60_000);
    for (const { type, detail, retryAfter } of refused())
      expect({ type, detail, retryAfter }).toEqual({
        type: "application/problem+json",
        detail: "The database has no room left. Nothing was changed; try again when there is some.",
        retryAfter: "2",
      });
    await until("it says why", async () => /could not extend file .*too large/.test(hoist.said));
    await until("it is named", async () => (await ills()).includes("changes"));
    expect((await poll(hoist, token, "somebody else")).status).toBe(200);
    limit(server, "unlimited");
    await writers.more(20);
    const attempts = await writers.stop();
    expect(await ills()).toEqual([]);
    expect(new Set(await polls.stop())).toEqual(new Set([200, 304]));
    await expectNothingLost(site.databaseUrl, attempts);
  });

  it("that ends because its log finds no room is waited for", async () => {
    const polls = new Polls(hoist, token);
    const writers = await Writers.start(api, "log", 4);
    await writers.more(20);
    limit(await postmaster(), 0);
    const refused = () => writers.attempts.filter(({ status }) => status === 503);
    await until("ten writes are refused", async () => refused().length >= 10, 60_000);
    await until("it is named", async () => (await ills()).includes("database"));
    expect((await poll(hoist, token, "somebody else")).status).toBe(200);
    await site.stopDatabase(); // What is left of it.
    await site.startDatabase();
    await writers.more(20);
    const attempts = await writers.stop();
    await until("all is well", async () => (await ills()).length === 0);
    expect(new Set(await polls.stop())).toEqual(new Set([200, 304]));
    await expectNothingLost(site.databaseUrl, attempts);
  });
});

describe.skipIf(missing || kinds[1].missing)("a disk that has no room for the snapshot", () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.open("PostgreSQL");
  });
  afterAll(() => site?.close());

  it("is told in one line, leaves nothing unfinished there, and the last snapshot good", async () => {
    const first = await site.start();
    const api = await firstAccount(first);
    await api.flag("new-checkout");
    const { token } = await api.key();
    expect((await first.terminate()).code).toBe(0);
    const file = join(site.options.dataFolder, "snapshot");
    const kept = fs.readFileSync(file, "utf8");

    const second = await site.start();
    limit(second.pid, 100);
    await api.switch("new-checkout", false);
    expect(await valueFor(second, token, "new-checkout")).toBe(false);
    expect((await second.terminate()).code).toBe(0);
    expect(second.said).toContain("the snapshot could not be written to disk");
    expect(fs.readFileSync(file, "utf8").split("\n").length).toBe(kept.split("\n").length);
    const names = fs.readdirSync(site.options.dataFolder);
    expect(names.filter((name) => name.startsWith("snapshot"))).toEqual(["snapshot"]);
  });
});
