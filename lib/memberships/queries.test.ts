import { expect, test } from "vitest";
import { putMembership } from "@/lib/memberships/mutations";
import { countMembers, getMember, listMembers, rolesOf } from "@/lib/memberships/queries";
import { again, createActor, createProject, unique } from "@/lib/testing/factories";

const admin = await createActor("admin");
const project = await createProject();
const elsewhere = await createProject();

const all = (actor = admin) => listMembers(actor, project.key, { limit: 100 });

test("everybody who is more than a member is listed, with the role there and the one everywhere", async () => {
  const here = await createActor("member");
  const there = await createActor("member");
  const both = await createActor("viewer");
  await putMembership(again(admin), project.key, here.username, { role: "editor" });
  await putMembership(again(admin), elsewhere.key, there.username, { role: "editor" });
  await putMembership(again(admin), project.key, both.username, { role: "admin" });
  const found = new Map((await all()).data.map((member) => [member.username, member]));
  expect(found.get(here.username)).toEqual({
    username: here.username,
    targetingKey: here.targetingKey,
    role: "editor",
    everywhere: "member",
    active: true,
  });
  expect(found.get(both.username)).toMatchObject({ role: "admin", everywhere: "viewer" });
  expect(found.get(admin.username)).toMatchObject({ role: null, everywhere: "admin" });
  expect(found.has(there.username)).toBe(false);
  expect(await countMembers(admin, project.key)).toBe(found.size);
});

test("a list goes on where its page ended, each person once", async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listMembers(admin, project.key, { limit: 1, cursor });
    seen.push(...page.data.map(({ username }) => username));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual((await all()).data.map(({ username }) => username));
});

test("viewers see who is in a project, members do not, not even whether there is such a user", async () => {
  expect((await all(await createActor("viewer"))).data.length).toBeGreaterThan(0);
  const member = await createActor("member");
  for (const reading of [
    () => all(member),
    () => getMember(member, project.key, admin.username),
    () => getMember(member, project.key, unique("nobody")),
  ]) {
    await expect(reading()).rejects.toMatchObject({ code: "forbidden" });
  }
  expect(await countMembers(member, project.key)).toBe(0);
});

test("one person's roles are told for the projects one may look into", async () => {
  const person = await createActor("member");
  await putMembership(again(admin), project.key, person.username, { role: "editor" });
  const mine = (roles: Awaited<ReturnType<typeof rolesOf>>) =>
    roles.filter(({ project: { key } }) => [project.key, elsewhere.key].includes(key));
  expect(mine(await rolesOf(admin, person.username))).toEqual([
    { project: { key: project.key, name: project.key }, role: "editor", mayChange: true },
    { project: { key: elsewhere.key, name: elsewhere.key }, role: null, mayChange: true },
  ]);
  const insider = { ...again(person), roles: new Map([[project.id, "editor" as const]]) };
  expect(mine(await rolesOf(insider, person.username))).toEqual([
    { project: { key: project.key, name: project.key }, role: "editor", mayChange: false },
  ]);
});
