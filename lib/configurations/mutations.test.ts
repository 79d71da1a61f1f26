import { expect, test } from "vitest";
import { deleteConfiguration, putConfiguration } from "@/lib/configurations/mutations";
import { listConfigurations } from "@/lib/configurations/queries";
import { database } from "@/lib/database/client";
import { again, createActor, unique } from "@/lib/testing/factories";
import { auditRows, expectAuditRow, expectNoTrace, verifyChain } from "@/lib/testing/log";

test("one's own value is written, and logged with key and value in the personal part alone", async () => {
  const actor = await createActor("member");
  const { username } = actor;
  expect(await putConfiguration(actor, username, "theme", { value: "dark" })).toMatchObject({
    created: true,
  });
  expect(await listConfigurations(actor, username)).toMatchObject([
    { key: "theme", value: "dark" },
  ]);

  const { id } = await database().configuration.findFirstOrThrow({ where: { userId: actor.id } });
  const row = await expectAuditRow({ action: "configuration.put", userId: actor.id });
  expect(row.after).toEqual({ id, userId: actor.id });
  expect(row.personal).toMatchObject({ before: null, after: { key: "theme", value: "dark" } });
  const { canonical } = await database().auditLog.findUniqueOrThrow({ where: { id: row.id } });
  expect(canonical).not.toContain("dark");
});

test("a value is replaced whole, of any kind of JSON, and the same again writes nothing", async () => {
  const actor = await createActor("member");
  const put = (value: Parameters<typeof putConfiguration>[3]["value"]) =>
    putConfiguration(again(actor), actor.username, "k", { value });
  for (const value of [1, null, false, [1, "a"], { b: { c: null }, a: 1 }]) {
    await put(value);
    expect(await listConfigurations(actor, actor.username)).toMatchObject([{ key: "k", value }]);
  }
  expect(await expectNoTrace(() => put({ a: 1, b: { c: null } }))).toBeUndefined();
});

test("a deleted value is gone and its end is in the log; deleting it again is not found", async () => {
  const actor = await createActor("member");
  await putConfiguration(actor, actor.username, "theme", { value: "dark" });
  await deleteConfiguration(again(actor), actor.username, "theme");
  expect(await listConfigurations(actor, actor.username)).toEqual([]);
  const row = await expectAuditRow({ action: "configuration.delete", userId: actor.id });
  expect(row.after).toBeNull();
  expect(row.personal?.before).toEqual({ key: "theme", value: "dark" });

  const gone = await expectNoTrace(() => deleteConfiguration(actor, actor.username, "theme"));
  expect(gone).toMatchObject({ code: "not_found" });
});

test("nobody else reads or writes a configuration, no role excepted", async () => {
  const owner = await createActor("member");
  await putConfiguration(owner, owner.username, "theme", { value: "dark" });
  const forbidden = { code: "forbidden" };
  for (const role of ["member", "viewer", "editor", "approver", "admin"] as const) {
    const other = await createActor(role);
    for (const run of [
      () => listConfigurations(other, owner.username),
      () => putConfiguration(other, owner.username, "theme", { value: "light" }),
      () => deleteConfiguration(other, owner.username, "theme"),
    ]) {
      expect(await expectNoTrace(run), role).toMatchObject(forbidden);
    }
  }
});

test("an unknown user is not found for those who see users, and forbidden for members", async () => {
  const nobody = unique("nobody");
  const admin = await createActor("admin");
  await expect(listConfigurations(admin, nobody)).rejects.toMatchObject({ code: "not_found" });
  const member = await createActor("member");
  await expect(listConfigurations(member, nobody)).rejects.toMatchObject({ code: "forbidden" });
});

test("a key that is none, and a token that may only read, write nothing", async () => {
  const actor = await createActor("member");
  for (const key of ["", "a b", "-a", "x".repeat(129)]) {
    expect(
      await expectNoTrace(() => putConfiguration(actor, actor.username, key, { value: 1 })),
    ).toMatchObject({ code: "invalid", field: "key" });
  }
  const reader = { ...actor, readOnly: true };
  expect(
    await expectNoTrace(() => putConfiguration(reader, actor.username, "a", { value: 1 })),
  ).toMatchObject({ code: "forbidden" });
});

test("ten writers of one new value at once leave one row, each with its own row in the log", async () => {
  const actor = await createActor("member");
  await Promise.all(
    Array.from({ length: 10 }, (_, value) =>
      putConfiguration(again(actor), actor.username, "k", { value }),
    ),
  );
  expect(await listConfigurations(actor, actor.username)).toHaveLength(1);
  const rows = await auditRows({ action: "configuration.put", userId: actor.id });
  expect(rows).toHaveLength(10);
  expect(rows.filter(({ before }) => before === null)).toHaveLength(1);
  await verifyChain();
});
