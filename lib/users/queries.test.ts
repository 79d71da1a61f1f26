import { beforeAll, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { createActor, createFlag, createProject, unique } from "@/lib/testing/factories";
import { createUser } from "@/lib/users/mutations/create";
import { countUsers, getMe, getPeopleUse, getUser, listUsers } from "@/lib/users/queries";
import { listUsersQuery } from "@/lib/users/schema";

type TestActor = Awaited<ReturnType<typeof createActor>>;

let admin: TestActor;
let viewer: TestActor;
let member: TestActor;
const start = unique("zoe").toLowerCase();
const email = `${unique("mail")}@example.com`;

const list = (actor: TestActor, query: Record<string, unknown>) =>
  listUsers(actor, listUsersQuery.parse(query));
const names = async (actor: TestActor, query: Record<string, unknown>) =>
  (await list(actor, query)).data.map(({ username }) => username);

beforeAll(async () => {
  admin = await createActor("admin");
  viewer = await createActor("viewer");
  member = await createActor("member");
  await createUser(admin, { username: `${start}-1`, targetingKey: "100%_sure", email });
  for (const n of [2, 3, 4, 5])
    await createUser(admin, { username: `${start.toUpperCase()}-${n}` });
});

test("people are found by the beginning of a username or targeting key, in any case", async () => {
  expect(await names(viewer, { q: start.toUpperCase() })).toHaveLength(5);
  expect(await names(viewer, { q: "100%_SURE" })).toEqual([`${start}-1`]);
  expect(await names(viewer, { q: start.slice(1) })).toEqual([]);
});

test("signs of a pattern stand for themselves", async () => {
  for (const q of ["100_", "1%", "100\\", "_", "%"]) expect(await names(viewer, { q })).toEqual([]);
});

test("people are found by e-mail address by administrators alone", async () => {
  expect(await names(admin, { q: email.slice(0, 8) })).toEqual([`${start}-1`]);
  expect(await names(viewer, { q: email.slice(0, 8) })).toEqual([]);
});

test("an e-mail address is shown to administrators and to oneself alone", async () => {
  expect(await getUser(admin, `${start}-1`)).toMatchObject({ email });
  expect(await getUser(viewer, `${start}-1`)).not.toHaveProperty("email");
  for (const user of (await list(viewer, { q: start })).data) {
    expect(user).not.toHaveProperty("email");
  }
  expect(await getMe(viewer)).toHaveProperty("email", null);
  expect(await getUser(member, member.username)).toHaveProperty("email", null);
});

test("a list goes on where its page ended, each person once", async () => {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await list(viewer, { q: start, limit: "2", ...(cursor ? { cursor } : {}) });
    expect(page.data.length).toBeLessThanOrEqual(2);
    seen.push(...page.data.map(({ username }) => username.toLowerCase()));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen).toEqual([1, 2, 3, 4, 5].map((n) => `${start}-${n}`));
  expect(await countUsers(viewer, start)).toBe(5);
});

test("a cursor of somebody's own making is invalid", async () => {
  const cursor = Buffer.from("'; drop").toString("base64url");
  await expect(list(viewer, { cursor })).rejects.toMatchObject({ code: "invalid" });
});

test("a member sees oneself and not whether there are others", async () => {
  const forbidden = { code: "forbidden" };
  expect(await getUser(member, member.username.toUpperCase())).toMatchObject({
    username: member.username,
    role: "member",
  });
  await expect(list(member, {})).rejects.toMatchObject(forbidden);
  await expect(countUsers(member)).rejects.toMatchObject(forbidden);
  await expect(getUser(member, admin.username)).rejects.toMatchObject(forbidden);
  await expect(getUser(member, unique("nobody"))).rejects.toMatchObject(forbidden);
});

test("an unknown user is not found", async () => {
  await expect(getUser(viewer, unique("nobody"))).rejects.toMatchObject({ code: "not_found" });
});

test("people's toggles are counted where they last, in this project, on flags that one may see", async () => {
  const [project, other] = [await createProject(), await createProject()];
  const [some, none] = [await createActor("member"), await createActor("member")];
  const shown = await createFlag(project);
  const hidden = await createFlag(project, { visibility: "restricted" });
  const archived = await createFlag(project);
  const elsewhere = await createFlag(other);
  const archivedAt = new Date();
  await database().featureFlag.update({ where: { id: archived.id }, data: { archivedAt } });
  const toggle = (flagId: string, environment: { id: string }, expiresAt: Date | null = null) => ({
    ...{ flagId, environmentId: environment.id, expiresAt, variant: "on" },
    ...{ userId: some.id, creatorId: admin.id },
  });
  const { development, staging, production } = project.environments;
  await database().toggle.createMany({
    data: [
      toggle(shown.id, development),
      toggle(shown.id, staging, new Date(Date.now() + 60_000)),
      toggle(shown.id, production, new Date(Date.now() - 60_000)),
      toggle(hidden.id, production),
      toggle(archived.id, production),
      toggle(elsewhere.id, other.environments.production),
    ],
  });
  const lastSeenAt = new Date("2026-11-01T10:00:00.000Z");
  await database().user.update({ where: { id: some.id }, data: { lastSeenAt } });

  const asked = [some.username, none.username];
  const use = await getPeopleUse(viewer, project.id, asked);
  expect(Object.fromEntries(use)).toEqual({
    [some.username]: { lastSeenAt: lastSeenAt.toISOString(), toggles: 2 },
    [none.username]: { lastSeenAt: null, toggles: 0 },
  });
  const whole = await getPeopleUse(admin, project.id, asked);
  expect(whole.get(some.username)?.toggles).toBe(3);
  await expect(getPeopleUse(member, project.id, asked)).rejects.toMatchObject({
    code: "forbidden",
  });
});
