import { beforeAll, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { again, createActor, unique } from "@/lib/testing/factories";
import { expectAuditRow, expectNoTrace } from "@/lib/testing/log";
import { updateUser } from "@/lib/users/mutations/update";
import { updateUserSchema } from "@/lib/users/schema";

type TestActor = Awaited<ReturnType<typeof createActor>>;

let admin: TestActor;
let editor: TestActor;

/** An account: somebody who can sign in. */
async function account(...args: Parameters<typeof createActor>) {
  const actor = await createActor(...args);
  await database().user.update({ where: { id: actor.id }, data: { passwordHash: "set" } });
  return actor;
}

const stored = (id: string) =>
  database().user.findUniqueOrThrow({ where: { id }, include: { memberships: true } });

beforeAll(async () => {
  admin = await account("admin");
  editor = await account("editor");
});

test("a changed role is in the row and in the log, and confirms", async () => {
  const user = await account("member");
  await database().user.update({ where: { id: user.id }, data: { confirmed: false } });
  await updateUser(again(admin), user.username, { role: "viewer" });

  expect(await stored(user.id)).toMatchObject({ confirmed: true, epoch: 0 });
  expect((await stored(user.id)).memberships).toMatchObject([{ scope: "*", role: "viewer" }]);
  const row = await expectAuditRow(
    { action: "user.update", userId: user.id },
    { actor: { kind: "user", id: admin.id } },
  );
  expect(row.before).toMatchObject({ role: "member", confirmed: false });
  expect(row.after).toMatchObject({ role: "viewer", confirmed: true });
  expect(row.personal?.after).toMatchObject({ username: user.username });

  await updateUser(again(admin), user.username, { role: "member" });
  expect((await stored(user.id)).memberships).toEqual([]);
});

test("a deactivated user's epoch rises, so that no session comes back with the account", async () => {
  const user = await account("editor");
  await updateUser(again(admin), user.username, { active: false });
  expect(await stored(user.id)).toMatchObject({ active: false, epoch: 1 });
  await updateUser(again(admin), user.username, { active: true });
  expect(await stored(user.id)).toMatchObject({ active: true, epoch: 1 });
});

test("an editor changes attributes and confirms, and nothing else", async () => {
  const user = await createActor("member");
  await database().user.update({ where: { id: user.id }, data: { confirmed: false } });
  const attributes = { plan: "pro", seats: 3, tags: ["a"], address: { country: "NL" } };
  await updateUser(again(editor), user.username, { attributes, confirmed: true });
  expect(await stored(user.id)).toMatchObject({ attributes, confirmed: true });

  for (const patch of [
    { role: "viewer" as const },
    { active: false },
    { targetingKey: "other" },
    { username: "other" },
    { email: "other@example.com" },
  ]) {
    const refusal = await expectNoTrace(() => updateUser(again(editor), user.username, patch));
    expect(refusal, JSON.stringify(patch)).toMatchObject({ code: "forbidden" });
  }
});

test("an editor does not become administrator by a patch of oneself", async () => {
  const refusal = await expectNoTrace(() =>
    updateUser(again(editor), editor.username, { role: "admin" }),
  );
  expect(refusal).toMatchObject({ code: "forbidden" });
});

test("a member renames oneself, and changes nobody and nothing else", async () => {
  const member = await account("member");
  const other = await account("member");
  const username = unique("renamed");
  expect(await updateUser(again(member), member.username, { username })).toMatchObject({
    username,
    before: { username: member.username },
  });
  expect(await stored(member.id)).toMatchObject({
    username,
    usernameKey: username.toLowerCase(),
    targetingKey: member.targetingKey,
  });
  const row = await expectAuditRow(
    { action: "user.update", userId: member.id },
    { actor: { kind: "user", id: member.id } },
  );
  expect(row.personal?.after).toMatchObject({ username });

  const forbidden = { code: "forbidden" };
  expect(
    await expectNoTrace(() => updateUser(again(member), username, { confirmed: true })),
  ).toMatchObject(forbidden);
  expect(
    await expectNoTrace(() => updateUser(again(member), other.username, { username: "x" })),
  ).toMatchObject(forbidden);
  expect(
    await expectNoTrace(() => updateUser(again(member), unique("nobody"), { username: "x" })),
  ).toMatchObject(forbidden);
});

test("a name, targeting key or e-mail address of somebody else is a conflict", async () => {
  const user = await account("member");
  const other = await account("member");
  const [targetingKey, email] = [unique("tk"), `${unique("e")}@example.com`];
  await updateUser(again(admin), other.username, { targetingKey, email });

  const patches = {
    username: [{ username: other.username.toUpperCase() }, { username: targetingKey }],
    targetingKey: [{ targetingKey }],
    email: [{ email }],
  };
  for (const [field, tries] of Object.entries(patches)) {
    for (const patch of tries) {
      const refusal = await expectNoTrace(() => updateUser(again(admin), user.username, patch));
      expect(refusal, JSON.stringify(patch)).toMatchObject({ code: "conflict", field });
    }
  }
});

test("nobody renames oneself to a name that somebody had, has, or is known by to apps", async () => {
  const [user, other] = [await account("member"), await account("member")];
  await updateUser(again(other), other.username, { username: unique("new") });
  const { username, targetingKey } = await stored(other.id);
  expect(targetingKey).toBe(other.username);
  for (const name of [username?.toUpperCase(), other.username]) {
    const refusal = await expectNoTrace(() =>
      updateUser(again(user), user.username, { username: name }),
    );
    expect(refusal, name).toMatchObject({ code: "conflict", field: "username" });
  }
});

test("a patch that changes nothing writes nothing", async () => {
  const user = await account("editor");
  const attributes = { b: 1, a: { d: 2, c: 3 } };
  await updateUser(again(admin), user.username, { attributes });
  const same = {
    role: "editor" as const,
    active: true,
    confirmed: true,
    targetingKey: user.targetingKey,
    username: user.username,
    attributes: { a: { c: 3, d: 2 }, b: 1 },
  };
  const thrown = await expectNoTrace(() => updateUser(again(admin), user.username, same));
  expect(thrown).toBeUndefined();
});

test("nobody above member is unconfirmed", async () => {
  const user = await account("viewer");
  const refusal = await expectNoTrace(() =>
    updateUser(again(editor), user.username, { confirmed: false }),
  );
  expect(refusal).toMatchObject({ code: "conflict", field: "confirmed" });
});

test("an unknown user is not found, a token that may only read changes nobody", async () => {
  const refusal = await expectNoTrace(() => updateUser(again(admin), "nobody", { active: false }));
  expect(refusal).toMatchObject({ code: "not_found" });
  const readOnly = { ...again(admin), readOnly: true };
  expect(
    await expectNoTrace(() => updateUser(readOnly, editor.username, { active: false })),
  ).toMatchObject({ code: "forbidden" });
});

test("a patch with an unknown field, an empty name or a wrong e-mail address is invalid", () => {
  for (const patch of [{ passwordHash: "x" }, { username: "" }, { email: "x" }, { role: "god" }]) {
    expect(updateUserSchema.safeParse(patch).success, JSON.stringify(patch)).toBe(false);
  }
});

test("the last administrator who can sign in is neither demoted nor deactivated", async () => {
  await createActor("admin"); // cannot sign in
  for (const patch of [{ role: "editor" as const }, { active: false }]) {
    const refusal = await expectNoTrace(() => updateUser(again(admin), admin.username, patch));
    expect(refusal).toMatchObject({ code: "conflict" });
  }
});

test("two administrators who demote each other at once leave one", async () => {
  const second = await account("admin");
  const results = await Promise.allSettled([
    updateUser(again(admin), second.username, { role: "member" }),
    updateUser(again(second), admin.username, { role: "member" }),
  ]);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const left = await database().membership.count({
    where: { role: "admin", scope: "*", user: { passwordHash: { not: null } } },
  });
  expect(left).toBe(1);
});
