import fs from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EventStream } from "@/lib/testing/event-stream";
import { type Api, firstAccount, until, valueFor } from "./client";
import type { Hoist } from "./harness";
import { Polls } from "./polls";
import { Site } from "./site";

/** Debian's faketime, which gives a program another clock, and another one again while it runs. */
const library = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"]
  .map((folder) => join(folder, "faketime/libfaketime.so.1"))
  .find((path) => fs.existsSync(path));

const flag = "launch";
const aDay = 86_400_000;

describe.skipIf(!library)("a clock that is set forward and back (faketime)", () => {
  let site: Site;
  let hoist: Hoist;
  let api: Api;
  let token: string;
  let clock: string;
  beforeAll(async () => {
    site = await Site.open();
    clock = join(site.options.dataFolder, "clock");
    setClock("+0");
    hoist = await start();
    api = await firstAccount(hoist);
    await api.flag(flag);
    ({ token } = await api.key());
    const rule = {
      ...{ id: "in-two-days", name: "", when: { all: [] }, serve: { variant: "off" } },
      ...{ startsAt: new Date(Date.now() + 2 * aDay).toISOString(), endsAt: null },
    };
    const path = `/projects/default/flags/${flag}/environments/production`;
    await api.must("PATCH", path, { rules: [rule] });
  });
  afterAll(() => site?.close());

  const start = () =>
    site.start({
      env: {
        LD_PRELOAD: library ?? "",
        FAKETIME_TIMESTAMP_FILE: clock,
        FAKETIME_NO_CACHE: "1",
        // Only the wall clock: the other one nobody can set.
        FAKETIME_DONT_FAKE_MONOTONIC: "1",
      },
    });

  /** How far from ours, as faketime reads it. */
  function setClock(offset: string) {
    fs.writeFileSync(`${clock}.new`, `${offset}\n`);
    fs.renameSync(`${clock}.new`, clock);
  }

  it("lets polls follow it, tells streams within seconds, and stops no change", async () => {
    const polls = new Polls(hoist, token);
    const stream = await EventStream.open(`${hoist.url}/api/stream`, { "x-api-key": token });
    await wait(300); // The first event may tell of what happened just before.
    const value = () => valueFor(hoist, token, flag);
    expect(await value()).toBe(true);
    for (const [offset, expected] of [
      ["+3d", false],
      ["+1d", true],
      ["+20d", false],
      ["-300d", true],
      ["+0", true],
    ] as const) {
      const before = await value();
      const heard = stream.events.length;
      setClock(offset);
      // The value is the clock's at once; whoever listens is told of it.
      expect(await value(), offset).toBe(expected);
      if (before !== expected) await stream.until(heard + 1, 3000);
      // Whoever changes something reads it back at once, and sooner than a wait would end.
      await api.must("POST", "/projects/default/flags", {
        key: `made${offset.replace("+", "-plus-")}`,
      });
    }
    expect(stream.events.length).toBeLessThan(20);
    await api.switch(flag, false);
    await until("it is told", async () => (await value()) === false, 2000);
    expect(new Set(await polls.stop())).toEqual(new Set([200, 304]));
    expect(stream.ended).toBe(false);
    await stream.close();
    // It neither waits for a time that is long over, nor spins.
    const spent = cpuOf(hoist.pid);
    await wait(1000);
    expect(cpuOf(hoist.pid) - spent).toBeLessThan(60);
    expect((await hoist.terminate()).milliseconds).toBeLessThan(10_000);
  });

  it("tells who was away while it was set back and Hoist was started again", async () => {
    const listen = (since: string) =>
      EventStream.open(`${hoist.url}/api/stream?since=${since}`, { "x-api-key": token });
    setClock("+3d");
    hoist = await start();
    await api.switch(flag, true);
    expect(await valueFor(hoist, token, flag)).toBe(false);
    const away = await listen("0");
    await away.until(1);
    const last = away.events.at(-1)?.id ?? "";
    expect(last).toMatch(/^\d+$/);
    await away.close();
    await hoist.terminate();

    setClock("+0");
    hoist = await start();
    expect(await valueFor(hoist, token, flag)).toBe(true);
    const back = await listen(last);
    await back.until(1);
    await back.close();
  });
});

/** Hundredths of a second that a process has worked. */
function cpuOf(pid: number): number {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return Number(fields[11]) + Number(fields[12]);
}
