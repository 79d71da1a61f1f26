import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { putConfiguration } from "@/lib/configurations/mutations";
import { updateFlag } from "@/lib/flags/mutations/update";
import { revokeKey } from "@/lib/keys/mutations";
import { EventStream } from "@/lib/testing/event-stream";
import { openNodeMount } from "@/lib/testing/node-mount";
import { createApp, type TestApp } from "@/lib/testing/read-api";
import { streamToken } from "./stream-token";

type Mount = Awaited<ReturnType<typeof openNodeMount>>;
type Key = Awaited<ReturnType<TestApp["key"]>>;
let mount: Mount;
let app: TestApp;
let client: Key;
let server: Key;
const streams: EventStream[] = [];

beforeAll(async () => {
  app = await createApp();
  await app.flag("checkout");
  await app.flag("hidden", { clientSide: false });
  client = await app.key("client");
  server = await app.key("server");
  mount = await openNodeMount();
}, 60_000);
afterAll(async () => {
  for (const stream of streams) await stream.close();
  await mount.close();
});

async function open(token: string, query = "", headers: Record<string, string> = {}) {
  const url = `${mount.origin}/api/stream${query}`;
  const stream = await EventStream.open(url, { authorization: `Bearer ${token}`, ...headers });
  streams.push(stream);
  return stream;
}

/** One that has heard of everything so far, so that nothing is due at its opening. */
const openNow = (token: string) => open(token, `?since=${mount.snapshot.state!.sequence}`);
const quiet = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("a stream", () => {
  it("opens with a comment and a retry between 2 and 10 s, never cached nor buffered", async () => {
    const stream = await openNow(client.token);
    await expect.poll(() => stream.text).toMatch(/\n\n$/);
    const { response, text } = stream;
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(response.headers.get("cache-control")).toBe("no-cache, no-transform");
    expect(response.headers.get("x-accel-buffering")).toBe("no");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("x-request-id")).toBeTruthy();
    const retry = Number(/^: .*\nretry: (\d+)\n\n$/.exec(text)?.[1]);
    expect(retry).toBeGreaterThanOrEqual(2_000);
    expect(retry).toBeLessThanOrEqual(10_000);
  });

  it("tells of a toggle at once, with a position that a poll can wait for", async () => {
    const stream = await openNow(client.token);
    const sequence = await app.toggle("checkout", "u-17", { enabled: false });
    await stream.until(1);
    const [event] = stream.events;
    expect(event).toEqual({
      id: String(sequence),
      data: {
        type: "refetchEvaluation",
        etag: String(sequence),
        lastModified: expect.closeTo(Date.now() / 1_000, -1),
        keys: ["checkout"],
      },
    });
    expect(stream.text).not.toContain("event:");
    const headers = { authorization: `Bearer ${client.token}` };
    const path = `/api/flags/checkout?targetingKey=u-17&flagConfigEtag=${event?.data.etag}`;
    expect(await (await mount.fetch(path, { headers })).json()).toMatchObject({ value: false });
  });

  it("of a client key hears only of client-side flags; a server key's of all", async () => {
    const [one, other] = [await openNow(client.token), await openNow(server.token)];
    // One after the other: changes that are read at once are told at once.
    const seen = () => mount.snapshot.refresh(5_000);
    await app.state("hidden", { killed: true }).then(seen);
    await app.state("hidden", { killed: false }).then(seen);
    const person = app.as();
    await putConfiguration(person, person.username, "theme", { value: 1 }).then(seen);
    const last = await app.toggle("checkout", "u-18", { enabled: false });
    await one.until(1);
    await other.until(4);
    expect(one.events.map(({ id, data }) => [id, data.keys])).toEqual([[`${last}`, ["checkout"]]]);
    expect(other.events.map(({ data }) => data.keys)).toEqual([
      ["hidden"],
      ["hidden"],
      [],
      ["checkout"],
    ]);
  });

  it("of a client key hears of a flag that is taken from it", async () => {
    await app.flag("leaving");
    await mount.snapshot.refresh(1_000);
    const stream = await openNow(client.token);
    await updateFlag(app.as(), app.project, "leaving", { clientSide: false }, null);
    await stream.until(1);
    expect(stream.events[0]?.data.keys).toEqual(["leaving"]);
  });

  it("hears nothing of what no poll tells, such as a description", async () => {
    await app.flag("described");
    await mount.snapshot.refresh(1_000);
    const stream = await openNow(server.token);
    const words = { description: "For the audit.", tags: ["ops"], selfService: true };
    await updateFlag(app.as(), app.project, "described", words, null);
    await app.toggle("checkout", "u-23", { enabled: false });
    await stream.until(1);
    expect(stream.events[0]?.data.keys).toEqual(["checkout"]);
  });

  it("hears nothing of other environments", async () => {
    const staging = await app.key("server", {}, "staging");
    await mount.snapshot.refresh(1_000);
    const stream = await openNow(staging.token);
    const other = await openNow(server.token);
    await app.toggle("checkout", "u-19", { enabled: false });
    await other.until(1);
    expect(stream.events).toEqual([]);
  });

  it("that missed something gets one refetch at once, and none when it is up to date", async () => {
    await mount.snapshot.refresh(1_000);
    const now = mount.snapshot.state!.sequence;
    const behind = await open(client.token, "", { "last-event-id": String(now - 1n) });
    const since = await open(client.token, "?since=1");
    const current = await open(client.token, "?since=1", { "last-event-id": String(now) });
    await behind.until(1);
    await since.until(1);
    expect(behind.events).toHaveLength(1);
    expect(behind.events[0]).toMatchObject({ id: String(now), data: { etag: String(now) } });
    await quiet(100);
    expect(current.events).toEqual([]);
  });

  it("that is opened without a position gets one when something changed in the last 30 s", async () => {
    const fresh = await createApp();
    await fresh.flag("secret", { clientSide: false });
    const quietKey = await app.key("server", {}, "development");
    const clientKey = await fresh.key("client");
    const serverKey = await fresh.key("server");
    await mount.snapshot.refresh(1_000);
    const [hears, hearsNot] = [await open(serverKey.token), await open(clientKey.token)];
    await hears.until(1);
    await quiet(100);
    expect(hears.events).toHaveLength(1);
    expect(hearsNot.events).toEqual([]);
    expect(quietKey.kind).toBe("server");
  });

  it("tells of a toggle's end at its instant, with a boundary in its id", async () => {
    const expiresAt = new Date(Date.now() + 700).toISOString();
    const sequence = await app.toggle("checkout", "u-20", { enabled: false, expiresAt });
    await mount.snapshot.catchUp(sequence, 1_000);
    const stream = await openNow(client.token);
    await stream.until(1);
    const id = `${sequence}-${Date.parse(expiresAt)}`;
    expect(Date.now() - Date.parse(expiresAt)).toBeLessThan(250);
    expect(stream.events).toMatchObject([{ id, data: { etag: id, keys: ["checkout"] } }]);

    const [missed, current] = [
      await open(client.token, `?since=${sequence}`),
      await open(client.token, `?since=${id}`),
    ];
    await missed.until(1);
    await quiet(100);
    expect(missed.events[0]?.id).toBe(id);
    expect(current.events).toEqual([]);
  });

  it("opens with its key's stream token, always the same, which opens nothing else", async () => {
    await mount.snapshot.refresh(1_000);
    const row = mount.snapshot.state!.keys.byId.get(client.id)!;
    const token = streamToken(row);
    expect(streamToken(row)).toBe(token);
    const stream = await EventStream.open(`${mount.origin}/api/stream?token=${token}`);
    streams.push(stream);
    expect(stream.response.status).toBe(200);
    const headers = { authorization: `Bearer ${token}` };
    expect((await mount.fetch("/api/flags", { headers })).status).toBe(401);
    expect((await mount.fetch(`/api/flags?token=${token}`)).status).toBe(401);
    for (const wrong of ["", "x", `${client.id}.`, `${token}x`, token.replace(/.$/, "-")]) {
      if (wrong === token) continue;
      const answer = await mount.fetch(`/api/stream?token=${wrong}`);
      expect(answer.status, wrong).toBe(401);
    }
  });

  it("ends within a second when its key is revoked or expires; others go on", async () => {
    const revoked = await app.key("client");
    const expiring = await app.key("client", {
      expiresAt: new Date(Date.now() + 900).toISOString(),
    });
    await mount.snapshot.refresh(1_000);
    const [first, second] = [await openNow(revoked.token), await openNow(expiring.token)];
    const other = await openNow(client.token);
    await revokeKey(app.as(), app.project, "production", revoked.id);
    await first.untilEnded(1_000);
    await second.untilEnded(2_000);
    expect(other.ended).toBe(false);
    const { status } = await mount.fetch("/api/stream", {
      headers: { authorization: `Bearer ${revoked.token}` },
    });
    expect(status).toBe(401);
  });

  it("refuses other origins, other methods and nobody", async () => {
    const bound = await app.key("client", { allowedOrigins: ["https://shop.example"] });
    const foreign = await open(bound.token, "", { origin: "https://evil.example" });
    expect(foreign.response.status).toBe(403);
    expect(foreign.response.headers.get("access-control-allow-origin")).toBeNull();
    expect((await mount.fetch("/api/stream")).status).toBe(401);
    const posted = await mount.fetch("/api/stream", { method: "POST" });
    expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET, OPTIONS"]);
    expect((await mount.fetch("/api/stream", { method: "OPTIONS" })).status).toBe(204);
  });

  it("with a token opens for pages that the key allows, no others, and not once the key is dead", async () => {
    const bound = await app.key("client", { allowedOrigins: ["https://shop.example"] });
    await mount.snapshot.refresh(1_000);
    const token = streamToken(mount.snapshot.state!.keys.byId.get(bound.id)!);
    const ask = async (origin: string) => {
      const url = `${mount.origin}/api/stream?token=${token}`;
      const stream = await EventStream.open(url, { origin });
      streams.push(stream);
      const { status, headers } = stream.response;
      return [status, headers.get("access-control-allow-origin")];
    };
    expect(await ask("https://shop.example")).toEqual([200, "https://shop.example"]);
    expect(await ask("https://evil.example")).toEqual([403, null]);
    await revokeKey(app.as(), app.project, "production", bound.id);
    await mount.snapshot.refresh(1_000);
    expect((await ask("https://shop.example"))[0]).toBe(401);
  });
});

describe("closing the streams", () => {
  it("ends each with a retry hint, and tells late comers the same", async () => {
    const closing = await openNodeMount();
    const headers = { authorization: `Bearer ${client.token}` };
    const stream = await EventStream.open(`${closing.origin}/api/stream`, headers);
    await closing.api.close();
    await stream.untilEnded(1_000);
    expect(stream.text).toMatch(/\nretry: \d{4,5}\n\n$/);
    const late = await EventStream.open(`${closing.origin}/api/stream`, headers);
    await late.untilEnded(1_000);
    expect(late.text).toMatch(/^retry: \d{4,5}\n\n$/);
    await closing.close();
  });
});
