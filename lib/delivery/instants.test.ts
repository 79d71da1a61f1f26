import { afterAll, beforeAll, expect, it } from "vitest";
import { log } from "@/lib/log";
import { followSnapshot, type Snapshot } from "@/lib/snapshot/follow";
import { createApp, type TestApp } from "@/lib/testing/read-api";
import { ReadApi } from "./read-api";

let app: TestApp;
let token: string;
let snapshot: Snapshot;

beforeAll(async () => {
  app = await createApp();
  await app.flag("timed");
  await app.flag("trial");
  ({ token } = await app.key("client"));
  snapshot = followSnapshot({ connectionString: process.env.DATABASE_URL ?? "", log });
  await snapshot.loaded;
}, 60_000);
afterAll(async () => {
  await snapshot.close();
});

/** What a poll at this moment is answered, by way of one API that keeps answers. */
function poller(path: string, body: object | null) {
  const nothing = () => {};
  const usage = { keyUsed: nothing, tokenUsed: nothing, personSeen: nothing, evaluated: nothing };
  const api = new ReadApi({ snapshot, log, usage: { ...usage, close: async () => {} } });
  return async (now: number, ifNoneMatch: string | null = null) => {
    const {
      status,
      headers,
      body: answer,
    } = await api.respond({
      ...{ method: body ? "POST" : "GET", path, now, requestId: "r", gzip: false },
      search: body ? "" : "targetingKey=u-1",
      header: (name) =>
        ({ authorization: `Bearer ${token}`, "if-none-match": ifNoneMatch })[name] ?? null,
      body: body && Buffer.from(JSON.stringify(body)),
    });
    return { status, etag: headers.etag ?? "", body: answer };
  };
}

const posted = { context: { targetingKey: "u-1" } };

it.each([
  ["/api/flags", null],
  ["/api/flags", posted],
  ["/ofrep/v1/evaluate/flags", posted],
])(
  "the tag of %s changes at the very instant that changes a value, and is what it was when the clock is set back",
  async (path, body) => {
    const start = Date.now() + 600_000;
    const [begins, ends] = [start + 1_000, start + 3_000];
    const iso = (instant: number) => new Date(instant).toISOString();
    const serve = { variant: "off" };
    const rule = { ...{ id: "r", name: "", when: { all: [] }, serve }, endsAt: null };
    await app.state("timed", { rules: [{ ...rule, startsAt: iso(begins) }] });
    const told = await app.toggle("trial", "u-1", { enabled: false, expiresAt: iso(ends) });
    await snapshot.catchUp(told, 5_000);

    const poll = poller(path, body);
    const before = await poll(start);
    const course = [begins - 1, begins, ends - 1, ends].map((now) => poll(now));
    const [justBefore, begun, stillBegun, ended] = await Promise.all(course);
    expect(justBefore?.etag).toBe(before.etag);
    expect(stillBegun?.etag).toBe(begun?.etag);
    expect(new Set([before.etag, begun?.etag, ended?.etag]).size).toBe(3);
    expect((await poll(ends - 1, before.etag)).status).toBe(200);
    expect((await poll(ends - 1, begun?.etag)).status).toBe(304);
    expect(await poll(start)).toEqual(before);
    expect((await poll(begins - 1, before.etag)).status).toBe(304);
  },
);
