import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/v1/stream/route";
import { sessionCookieHeader } from "@/lib/auth/cookie";
import { sessionJwt } from "@/lib/auth/session";
import { database } from "@/lib/database/client";
import { archiveFlag } from "@/lib/flags/mutations/archive";
import { changeState } from "@/lib/flags/mutations/change-state";
import { updateFlag } from "@/lib/flags/mutations/update";
import type { Role } from "@/lib/generated/prisma/enums";
import { liveHub } from "@/lib/live/stream";
import { EventStream } from "@/lib/testing/event-stream";
import {
  again,
  createActor,
  createFlag,
  createProject,
  type TestProject,
} from "@/lib/testing/factories";
import { putToggle } from "@/lib/toggles/mutations/put";
import { createToken, revokeToken } from "@/lib/tokens/mutations";
import { signOutEverywhere } from "@/lib/users/mutations/password";
import { updateUser } from "@/lib/users/mutations/update";

vi.mock("@/lib/env", () => ({
  env: () => ({ NEXTAUTH_SECRET: "a secret of this test", NEXTAUTH_URL: undefined }),
}));

type Person = Awaited<ReturnType<typeof createActor>>;

let admin: Person;
let project: TestProject;

beforeAll(async () => {
  admin = await createActor("admin");
  project = await createProject();
});
afterEach(() => liveHub().close());

async function tokenOf(person: Person, expiresAt: Date | null = null) {
  return createToken(again(person), { name: "test", readOnly: true, expiresAt });
}

async function cookieOf({ id }: Person): Promise<string> {
  const jwt = await sessionJwt({ id, epoch: 0 });
  return sessionCookieHeader(jwt, new Headers()).split(";")[0] ?? "";
}

async function open(headers: Record<string, string>, method = "GET"): Promise<Response> {
  const request = new Request("http://localhost/api/v1/stream", { method, headers });
  return GET(request, { params: Promise.resolve({}) });
}

async function listen(headers: Record<string, string>): Promise<EventStream> {
  const response = await open(headers);
  expect(response.status).toBe(200);
  return new EventStream(response, new AbortController());
}

async function listenAs(role: Role): Promise<{ person: Person; stream: EventStream }> {
  const person = await createActor(role);
  return { person, stream: await listen({ cookie: await cookieOf(person) }) };
}

const told = (stream: EventStream) => stream.events.map(({ data }) => data);

/** A change that everybody hears of: what is not heard before it, is not heard. */
async function markEnd(streams: EventStream[], heardBefore: number[]): Promise<void> {
  const { key } = await createFlag(project);
  await flip(key, true);
  await Promise.all(streams.map((stream, n) => stream.until((heardBefore[n] ?? 0) + 1, 5_000)));
  streams.forEach((stream, n) => {
    expect(told(stream)).toHaveLength((heardBefore[n] ?? 0) + 1);
    expect(told(stream).at(-1)).toMatchObject({ flag: key });
  });
}

function flip(key: string, enabled: boolean, as: Person = admin) {
  return changeState(again(as), project.key, key, "production", { enabled }, null);
}

describe("GET /api/v1/stream", () => {
  it("tells whoever may read the log what was changed, where and by whom, within a second", async () => {
    const { stream } = await listenAs("viewer");
    const { key } = await createFlag(project);
    await flip(key, true);
    await stream.until(1, 1_000);
    expect(told(stream)).toEqual([
      {
        type: "change",
        action: "flag.enable",
        project: project.key,
        environment: "production",
        flag: key,
        actor: admin.username,
      },
    ]);
    const { sequence } = await database().ledger.findUniqueOrThrow({ where: { id: 1 } });
    expect(stream.events[0]?.id).toBe(String(sequence));
  });

  it("is unnamed events under headers that no proxy buffers", async () => {
    const { token } = await tokenOf(admin);
    const stream = await listen({ authorization: `Bearer ${token}` });
    await stream.until(0);
    expect(Object.fromEntries(stream.response.headers)).toMatchObject({
      "content-type": "text/event-stream",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    });
    await vi.waitFor(() => expect(stream.text).toMatch(/^: hoist\nretry: \d{4,5}\nid: \d+\n\n/));
    expect(stream.text).not.toContain("event:");
  });

  it("is for people: without a session or a personal token nobody hears anything", async () => {
    expect((await open({})).status).toBe(401);
    expect((await open({ authorization: "Bearer hst_srv_none" })).status).toBe(401);
    expect(liveHub().size).toBe(0);
  });

  it("opens nothing for HEAD", async () => {
    const response = await open({ cookie: await cookieOf(admin) }, "HEAD");
    expect([response.status, response.body, liveHub().size]).toEqual([200, null, 0]);
  });

  it("keeps restricted flags to who may see them", async () => {
    const owner = await createActor("editor");
    const flag = await createFlag(project, { visibility: "restricted", creator: owner });
    const own = await listen({ cookie: await cookieOf(owner) });
    const streams = await Promise.all(
      (["member", "viewer", "editor", "admin"] as const).map(async (role) => listenAs(role)),
    );
    const all = [...streams.map(({ stream }) => stream), own];

    await flip(flag.key, true, owner);
    const target = streams[0]?.person.targetingKey ?? "";
    const place = [project.key, flag.key, "production", target] as const;
    await putToggle(again(owner), ...place, { enabled: true, reason: "secret" });
    await markEnd(all, [0, 0, 0, 2, 2]);
    for (const stream of all.slice(0, 3)) expect(stream.text).not.toContain(flag.key);
  });

  it("tells members that a public flag is different, and nothing of how and through whom", async () => {
    const { person: member, stream } = await listenAs("member");
    const { key } = await createFlag(project);
    const other = await createActor("member");
    await flip(key, true);
    const put = (who: Person) =>
      putToggle(again(admin), project.key, key, "production", who.targetingKey, { enabled: true });
    await put(other);
    await put(member);
    await tokenOf(other);
    await markEnd([stream], [2]);

    const common = { type: "change", project: project.key, flag: key, actor: null };
    expect(told(stream).slice(0, 2)).toEqual([
      { ...common, action: "flag.update", environment: null },
      { ...common, action: "toggle.create", environment: "production" },
    ]);
  });

  it("is silent to members about flags that are archived", async () => {
    const { key } = await createFlag(project);
    await archiveFlag(again(admin), project.key, key);
    const { stream } = await listenAs("member");
    await updateFlag(again(admin), project.key, key, { name: "Hidden" }, null);
    await markEnd([stream], [0]);
  });

  it("tells only administrators of keys, and of tokens only their owners too", async () => {
    const { person, stream } = await listenAs("viewer");
    const { stream: boss } = await listenAs("admin");
    await tokenOf(await createActor("editor"));
    await tokenOf(person);
    await markEnd([stream, boss], [1, 2]);
    expect(told(stream)[0]).toMatchObject({ action: "token.create", actor: person.username });
  });

  it("follows the role of each moment", async () => {
    const { person, stream } = await listenAs("viewer");
    const { key } = await createFlag(project);
    await flip(key, true);
    await stream.until(1);
    await updateUser(again(admin), person.username, { role: "member" });
    await stream.until(2);
    await flip(key, false);
    await stream.until(3);
    await updateUser(again(admin), person.username, { role: "editor" });
    await flip(key, true);
    await stream.until(5);
    expect(told(stream).map(({ action, actor }) => [action, actor])).toEqual([
      ["flag.enable", admin.username],
      ["user.update", null],
      ["flag.update", null],
      ["user.update", admin.username],
      ["flag.enable", admin.username],
    ]);
  });

  it("counts a role in one project for that project alone", async () => {
    const person = await createActor("member");
    const elsewhere = await createProject();
    await database().membership.create({
      data: {
        userId: person.id,
        projectId: elsewhere.id,
        scope: elsewhere.id,
        role: "viewer",
      },
    });
    const stream = await listen({ cookie: await cookieOf(person) });
    const here = await createFlag(project);
    const there = await createFlag(elsewhere);
    await flip(here.key, true);
    await changeState(again(admin), elsewhere.key, there.key, "staging", { enabled: true }, null);
    await stream.until(2);
    expect(told(stream)).toMatchObject([
      { action: "flag.update", flag: here.key, actor: null },
      { action: "flag.enable", flag: there.key, actor: admin.username },
    ]);
  });

  it("forgets a flag at the moment that it becomes restricted", async () => {
    const { stream } = await listenAs("viewer");
    const { key } = await createFlag(project);
    await updateFlag(again(admin), project.key, key, { visibility: "restricted" }, null);
    await flip(key, true);
    await markEnd([stream], [0]);
  });

  it("goes on from what its client heard last", async () => {
    const cookie = await cookieOf(await createActor("viewer"));
    const { key } = await createFlag(project);
    await flip(key, true);
    const { sequence } = await database().ledger.findUniqueOrThrow({ where: { id: 1 } });
    await flip(key, false);
    await flip(key, true);
    const stream = await listen({ cookie, "last-event-id": String(sequence) });
    await stream.until(2);
    expect(told(stream).map(({ action }) => action)).toEqual(["flag.disable", "flag.enable"]);
  });

  it("starts from now for a client that names a number of another database", async () => {
    const cookie = await cookieOf(await createActor("viewer"));
    const stream = await listen({ cookie, "last-event-id": "99999999999" });
    await markEnd([stream], [0]);
  });

  it.each([
    ["signs out everywhere", (person: Person) => signOutEverywhere(again(person))],
    [
      "is deactivated",
      (person: Person) => updateUser(again(admin), person.username, { active: false }),
    ],
  ])("ends within two seconds when its reader %s", async (_what, end) => {
    const { person, stream } = await listenAs("viewer");
    await end(person);
    await stream.untilEnded(2_000);
    expect((await open({ cookie: await cookieOf(person) })).status).toBe(401);
  });

  it("ends within two seconds when its token is revoked", async () => {
    const person = await createActor("viewer");
    const { id, token } = await tokenOf(person);
    const stream = await listen({ authorization: `Bearer ${token}` });
    const other = await listen({ cookie: await cookieOf(person) });
    await revokeToken(again(person), id);
    await stream.untilEnded(2_000);
    await markEnd([other], [1]);
  });

  it("ends by itself when its token expires", async () => {
    const person = await createActor("viewer");
    const soon = new Date(Date.now() + 1_000);
    const { token } = await tokenOf(person, soon);
    const stream = await listen({ authorization: `Bearer ${token}` });
    await stream.untilEnded(5_000);
  });

  it("refuses one person more streams than any browser needs", async () => {
    const cookie = await cookieOf(await createActor("viewer"));
    for (let n = 0; n < 32; n++) await listen({ cookie });
    expect((await open({ cookie })).status).toBe(429);
    await listen({ cookie: await cookieOf(await createActor("viewer")) });
  });

  it("stops asking the database when nobody listens any more", async () => {
    const response = await open({ cookie: await cookieOf(admin) });
    expect(liveHub().size).toBe(1);
    await response.body?.cancel();
    expect(liveHub().size).toBe(0);
    await liveHub().close();
  });
});
