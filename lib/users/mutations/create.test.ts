import { expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { again, createActor, unique } from "@/lib/testing/factories";
import { expectAuditRow, expectNoTrace } from "@/lib/testing/log";
import { createUser } from "@/lib/users/mutations/create";

test("a created user is confirmed, cannot sign in, and is in the log", async () => {
  const editor = await createActor("editor");
  const username = unique("u");
  await createUser(editor, { username, targetingKey: "ключ 1", attributes: { plan: "pro" } });

  const user = await database().user.findUniqueOrThrow({ where: { targetingKey: "ключ 1" } });
  expect(user).toMatchObject({ username, confirmed: true, active: true, passwordHash: null });
  const row = await expectAuditRow(
    { action: "user.create", userId: user.id },
    { actor: { kind: "user", id: editor.id }, before: null },
  );
  expect(row.after).toMatchObject({ id: user.id, role: "member", confirmed: true });
  expect(row.personal?.after).toEqual({
    username,
    targetingKey: "ключ 1",
    email: null,
    attributes: { plan: "pro" },
  });
});

test("a created user's targeting key is the username unless given", async () => {
  const username = unique("U");
  await createUser(await createActor("editor"), { username });
  expect(await database().user.count({ where: { targetingKey: username } })).toBe(1);
});

test("viewers and members create nobody, editors give no e-mail addresses, read-only tokens write nothing", async () => {
  const forbidden = { code: "forbidden" };
  for (const role of ["member", "viewer"] as const) {
    const actor = await createActor(role);
    const refusal = await expectNoTrace(() => createUser(actor, { username: unique("u") }));
    expect(refusal).toMatchObject(forbidden);
  }
  const email = `${unique("e")}@example.com`;
  const editor = await createActor("editor");
  expect(
    await expectNoTrace(() => createUser(editor, { username: unique("u"), email })),
  ).toMatchObject(forbidden);
  const reader = await createActor("admin", { readOnly: true });
  expect(await expectNoTrace(() => createUser(reader, { username: unique("u") }))).toMatchObject(
    forbidden,
  );
});

test("a known username in any case, targeting key or e-mail address is a conflict", async () => {
  const admin = await createActor("admin");
  const known = { username: unique("u"), targetingKey: unique("t") };
  const email = `${unique("e")}@example.com`;
  await createUser(admin, { ...known, email });

  const conflict = async (field: string, input: Parameters<typeof createUser>[1]) =>
    expect(await expectNoTrace(() => createUser(again(admin), input))).toMatchObject({
      code: "conflict",
      field,
    });
  await conflict("username", { username: known.username.toUpperCase() });
  await conflict("targetingKey", { username: unique("u"), targetingKey: known.targetingKey });
  await conflict("email", { username: unique("u"), email });
});
