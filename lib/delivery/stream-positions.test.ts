import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openCable } from "@/lib/testing/cable";
import { EventStream } from "@/lib/testing/event-stream";
import { openNodeMount } from "@/lib/testing/node-mount";
import { createApp, type TestApp } from "@/lib/testing/read-api";

type Mount = Awaited<ReturnType<typeof openNodeMount>>;
let mount: Mount;
let app: TestApp;
let token: string;
const streams: EventStream[] = [];
const mounts: Mount[] = [];

beforeAll(async () => {
  app = await createApp();
  await app.flag("checkout");
  ({ token } = await app.key("client"));
  mount = await start();
}, 60_000);
afterAll(async () => {
  for (const stream of streams) await stream.close();
  for (const one of mounts) await one.close();
});

/** A process of its own, as far as a stream can tell. */
async function start(url?: string): Promise<Mount> {
  const started = await openNodeMount(url);
  mounts.push(started);
  return started;
}

async function open(at: Mount, lastEventId: string, query = "") {
  const headers = { authorization: `Bearer ${token}`, "last-event-id": lastEventId };
  const stream = await EventStream.open(`${at.origin}/api/stream${query}`, headers);
  streams.push(stream);
  return stream;
}

/** What a stream hears at its opening, before anything else happens. */
async function heardAtOnce(at: Mount, lastEventId: string, query = "") {
  const stream = await open(at, lastEventId, query);
  await expect.poll(() => stream.text).toContain("retry:");
  await new Promise((resolve) => setTimeout(resolve, 50));
  return stream.events.map(({ id }) => id);
}

describe("a stream that is opened again", () => {
  it("with what nobody here told it, or was told before a backup was restored, asks again once", async () => {
    const now = `${mount.snapshot.state!.sequence}`;
    for (const unknown of ["nonsense", "-1", "1-2-3", "999999999999", `${now}-999999999999999`])
      expect([unknown, await heardAtOnce(mount, unknown)]).toEqual([unknown, [now]]);
    expect(await heardAtOnce(mount, "nonsense", `?since=${now}`)).toEqual([]);
    expect(await heardAtOnce(mount, now, "?since=1")).toEqual([]);
  });

  it("at an instance that has not heard of as much hears of the next change, and nothing it knows", async () => {
    const cable = await openCable(process.env.DATABASE_URL ?? "");
    const behind = await start(cable.url);
    cable.cut();
    const told = await app.toggle("checkout", "u-1", { enabled: false });
    const stream = await open(behind, `${told}`);
    await expect.poll(() => stream.text).toContain("retry:");
    expect(stream.events).toEqual([]);

    await cable.mend();
    const next = await app.toggle("checkout", "u-1", { enabled: true });
    await behind.snapshot.catchUp(next, 10_000);
    await expect.poll(() => stream.events.at(-1)?.id).toBe(`${next}`);
    cable.cut();
  });

  it("after a restart asks again for what time changed meanwhile, once", async () => {
    const expiresAt = new Date(Date.now() + 300).toISOString();
    const before = await app.toggle("checkout", "u-2", { enabled: false, expiresAt });
    await new Promise((resolve) => setTimeout(resolve, 350));
    const restarted = await start();
    const id = `${before}-${Date.parse(expiresAt)}`;
    expect(await heardAtOnce(restarted, `${before}`)).toEqual([id]);
    expect(await heardAtOnce(restarted, id)).toEqual([]);
    expect(await heardAtOnce(restarted, "")).toEqual([id]);
  });

  it("after a restart with the clock set back asks again for what has not happened yet, once", async () => {
    const expiresAt = new Date(Date.now() + 200).toISOString();
    await app.toggle("checkout", "u-3", { enabled: false, expiresAt });
    await new Promise((resolve) => setTimeout(resolve, 250));
    const after = await app.toggle("checkout", "u-4", { enabled: false });
    const back = Date.now() - 3_600_000;
    vi.useFakeTimers({ toFake: ["Date"], now: back });
    try {
      const restarted = await start();
      expect(await heardAtOnce(restarted, `${after}`)).toEqual([`${after}-${back}`]);
      expect(await heardAtOnce(restarted, `${after}-${back}`)).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });
});
