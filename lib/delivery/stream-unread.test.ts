import { once } from "node:events";
import net from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { revokeKey } from "@/lib/keys/mutations";
import { EventStream } from "@/lib/testing/event-stream";
import { openNodeMount } from "@/lib/testing/node-mount";
import { createApp, type TestApp } from "@/lib/testing/read-api";

type Key = Awaited<ReturnType<TestApp["key"]>>;
let mount: Awaited<ReturnType<typeof openNodeMount>>;
let app: TestApp;
let server: Key;

beforeAll(async () => {
  app = await createApp();
  server = await app.key("server");
  mount = await openNodeMount();
}, 60_000);
afterAll(async () => {
  await mount.close();
});

const quiet = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("a stream whose client does not read", () => {
  it("is dropped, others go on", async () => {
    const before = mount.api.streams;
    const deaf = await openDeaf(server);
    const url = `${mount.origin}/api/stream`;
    const reader = await EventStream.open(url, { authorization: `Bearer ${server.token}` });
    for (let n = 0; n < 400 && mount.api.streams > before + 1; n++) {
      announceMuch(server);
      await quiet(2);
    }
    expect(mount.api.streams).toBe(before + 1);
    expect(reader.ended).toBe(false);
    deaf.destroy();
    await reader.close();
  });

  it("ends with its key, and what is told after its end harms nobody", async () => {
    const revoked = await app.key("server");
    const deaf = await openDeaf(revoked);
    const closed = once(deaf, "close");
    // Fills what the kernel takes; a part of it is backlog then.
    for (let n = 0; n < 40 && mount.api.hub.counts.dropped === 0; n++) {
      announceMuch(revoked, 50);
      await quiet(1);
    }
    const before = mount.api.streams;
    await revokeKey(app.as(), app.project, "production", revoked.id);
    await mount.snapshot.refresh(1_000);
    expect(mount.api.streams).toBe(before - 1);
    for (let n = 0; n < 3; n++) announceMuch(server);
    await quiet(500);
    deaf.resume();
    await closed;
  });
});

/** A stream whose client does not read. Loopback buffers some megabytes before anything is backlog of ours. */
async function openDeaf({ token }: Key): Promise<net.Socket> {
  await mount.snapshot.refresh(1_000);
  const before = mount.api.streams;
  const socket = net.connect(Number(new URL(mount.origin).port), "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(
    `GET /api/stream HTTP/1.1\r\nhost: h\r\nauthorization: Bearer ${token}\r\nconnection: close\r\n\r\n`,
  );
  socket.pause();
  while (mount.api.streams === before) await quiet(5);
  return socket;
}

/** Tells the key's streams of a change of so many flags that it is large. */
function announceMuch({ id }: Key, flags = 2_000) {
  const { sequence, keys } = mount.snapshot.state!;
  const all = Array.from({ length: flags }, (_, n) => [`flag-${n}-of-many-more`, true] as const);
  const environments = new Map([[keys.byId.get(id)!.environmentId, new Map(all)]]);
  const change = { sequence, boundary: null, at: 0, configuration: false, reloaded: false };
  mount.snapshot.announce({ ...change, environments });
}
