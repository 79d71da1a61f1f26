import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "@/lib/auth/password";
import { systemActor } from "@/lib/auth/system";
import { database } from "@/lib/database/client";
import { again, createActor } from "@/lib/testing/factories";
import { expectAuditRow, expectNoTrace } from "@/lib/testing/log";
import { changePassword, resetPassword, signOutEverywhere } from "@/lib/users/mutations/password";

const currentPassword = "quiet harbour lamp";
const newPassword = "loud mountain lamp";

async function someone() {
  const actor = await createActor("member");
  const passwordHash = await hashPassword(currentPassword);
  await database().user.update({ where: { id: actor.id }, data: { passwordHash } });
  return actor;
}

const stored = (id: string) => database().user.findUniqueOrThrow({ where: { id } });

test("a changed password works, the old one does not, the epoch rises, and the log knows no secret", async () => {
  const actor = await someone();
  expect(await changePassword(actor, { currentPassword, newPassword })).toEqual({
    id: actor.id,
    epoch: 1,
  });

  const { passwordHash, epoch } = await stored(actor.id);
  expect(epoch).toBe(1);
  expect(await verifyPassword(passwordHash, newPassword)).toBe(true);
  expect(await verifyPassword(passwordHash, currentPassword)).toBe(false);

  const row = await expectAuditRow(
    { action: "user.password", userId: actor.id },
    { actor: { kind: "user", id: actor.id } },
  );
  expect(row.before).toMatchObject({ epoch: 0 });
  expect(row.after).toMatchObject({ epoch: 1 });
  expect(JSON.stringify(row, (_, value) => (typeof value === "bigint" ? "" : value))).not.toContain(
    "argon2",
  );
});

test("a password is not changed with a wrong current one, to a common one, or by a token that may only read", async () => {
  const actor = await someone();
  const wrong = { currentPassword: "not the password", newPassword };
  expect(await expectNoTrace(() => changePassword(actor, wrong))).toMatchObject({
    code: "invalid",
    field: "currentPassword",
  });
  const common = { currentPassword, newPassword: "password1234" };
  expect(await expectNoTrace(() => changePassword(actor, common))).toMatchObject({
    code: "invalid",
    field: "newPassword",
  });
  const readOnly = { ...actor, readOnly: true };
  const fine = { currentPassword, newPassword };
  expect(await expectNoTrace(() => changePassword(readOnly, fine))).toMatchObject({
    code: "forbidden",
  });
  expect((await stored(actor.id)).epoch).toBe(0);
});

test("a current password is guessed five times, then not even the right one is taken", async () => {
  const actor = await someone();
  const wrong = { currentPassword: "not the password", newPassword };
  for (let i = 0; i < 5; i++) await expectNoTrace(() => changePassword(actor, wrong));
  const right = { currentPassword, newPassword };
  expect(await expectNoTrace(() => changePassword(actor, right))).toMatchObject({
    code: "rate_limited",
  });
});

test("two changes of one password at once: one wins, the other is a conflict", async () => {
  const actor = await someone();
  const results = await Promise.allSettled([
    changePassword(again(actor), { currentPassword, newPassword }),
    changePassword(again(actor), { currentPassword, newPassword: "third mountain lamp" }),
  ]);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const lost = results.find(({ status }) => status === "rejected");
  expect(lost).toMatchObject({ reason: { code: "conflict" } });
});

test("signing out everywhere raises the epoch and says so in the log", async () => {
  const actor = await someone();
  await signOutEverywhere(actor);
  expect((await stored(actor.id)).epoch).toBe(1);
  const row = await expectAuditRow({ action: "user.update", userId: actor.id });
  expect([row.before?.epoch, row.after?.epoch]).toEqual([0, 1]);
});

test("a token that may only read does not sign anybody out", async () => {
  const actor = { ...(await someone()), readOnly: true };
  const refusal = await expectNoTrace(() => signOutEverywhere(actor));
  expect(refusal).toMatchObject({ code: "forbidden" });
});

test("a reset gives a random password, ends sessions, and is the command line's alone", async () => {
  const { id, username } = await someone();
  const password = await resetPassword(systemActor(), username.toUpperCase());
  expect(password).toMatch(/^[0-9A-Za-z]{20}$/);

  const { passwordHash, epoch } = await stored(id);
  expect(await verifyPassword(passwordHash, password)).toBe(true);
  expect(epoch).toBe(1);
  await expectAuditRow(
    { action: "user.password", userId: id },
    { actor: { kind: "system", id: null } },
  );

  const admin = await createActor("admin");
  expect(await expectNoTrace(() => resetPassword(admin, username))).toMatchObject({
    code: "forbidden",
  });
  const nobody = await expectNoTrace(() => resetPassword(systemActor(), "nobody-of-this-name"));
  expect(nobody).toMatchObject({ code: "not_found" });
});
