import { beforeAll, expect, test } from "vitest";
import { newTrace } from "@/lib/auth/actor";
import { actorOfToken } from "@/lib/auth/token";
import { database } from "@/lib/database/client";
import { createFlag as writeFlag } from "@/lib/flags/mutations/create";
import { createFlagSchema } from "@/lib/flags/schema";
import { deleteMembership, putMembership } from "@/lib/memberships/mutations";
import { putMembershipSchema } from "@/lib/memberships/schema";
import { again, createActor, createProject, unique } from "@/lib/testing/factories";
import { auditRows, expectAuditRow, expectNoTrace, verifyChain } from "@/lib/testing/log";
import { createToken } from "@/lib/tokens/mutations";
import { updateUser } from "@/lib/users/mutations/update";

type TestActor = Awaited<ReturnType<typeof createActor>>;
type TestProject = Awaited<ReturnType<typeof createProject>>;

let admin: TestActor;
let project: TestProject;
let elsewhere: TestProject;

beforeAll(async () => {
  admin = await createActor("admin");
  project = await createProject();
  elsewhere = await createProject();
});

/** Somebody with a role in `project` alone, as they are proved at their next request. */
async function insider(role: "viewer" | "editor" | "approver" | "admin") {
  const person = await createActor("member");
  await putMembership(again(admin), project.key, person.username, { role });
  const { token } = await createToken(person, { name: "t", readOnly: false, expiresAt: null });
  return { ...person, as: () => actorOfToken(token, newTrace()) };
}

test("a given role is in the row, in the log without a name, and counts at the next request, there alone", async () => {
  const person = await insider("editor");
  const row = await expectAuditRow(
    { action: "membership.put", userId: person.id },
    { actor: { kind: "user", id: admin.id }, project: { id: project.id, key: project.key } },
  );
  const { id } = await database().membership.findFirstOrThrow({
    where: { userId: person.id, scope: project.id },
  });
  expect(row.before).toBeNull();
  expect(row.after).toEqual({ id, userId: person.id, projectId: project.id, role: "editor" });
  expect(row.personal).toBeNull();

  const flag = () => createFlagSchema.parse({ key: unique("flag") });
  await writeFlag(await person.as(), project.key, flag());
  await expect(writeFlag(await person.as(), elsewhere.key, flag())).rejects.toMatchObject({
    code: "forbidden",
  });

  expect(
    await putMembership(again(admin), project.key, person.username, { role: "viewer" }),
  ).toEqual({ created: false, before: "editor", confirmed: true });
  await expect(writeFlag(await person.as(), project.key, flag())).rejects.toMatchObject({
    code: "forbidden",
  });
  const rows = await auditRows({ action: "membership.put", userId: person.id });
  expect(rows.at(-1)).toMatchObject({ before: { role: "editor" }, after: { role: "viewer" } });
});

test("a role that is taken is gone at the next request; taking it again is not found", async () => {
  const person = await insider("admin");
  await deleteMembership(again(admin), project.key, person.username);
  expect((await person.as()).roles.size).toBe(0);
  const row = await expectAuditRow({ action: "membership.delete", userId: person.id });
  expect(row.before).toMatchObject({ role: "admin" });
  expect(row.after).toBeNull();
  const again_ = () => deleteMembership(again(admin), project.key, person.username);
  expect(await expectNoTrace(again_)).toMatchObject({ code: "not_found" });
  await verifyChain();
});

test("a role that is given twice writes nothing", async () => {
  const person = await insider("viewer");
  const same = () => putMembership(again(admin), project.key, person.username, { role: "viewer" });
  expect(await expectNoTrace(same)).toBeUndefined();
});

test("a role in a project confirms the account, and keeps it confirmed", async () => {
  const person = await createActor("member");
  await database().user.update({ where: { id: person.id }, data: { confirmed: false } });
  await putMembership(again(admin), project.key, person.username, { role: "viewer" });
  const row = await expectAuditRow({ action: "user.update", userId: person.id });
  expect(row).toMatchObject({ before: { confirmed: false }, after: { confirmed: true } });
  const unconfirm = () => updateUser(again(admin), person.username, { confirmed: false });
  expect(await expectNoTrace(unconfirm)).toMatchObject({ code: "conflict", field: "confirmed" });
});

test("administrators of a project give roles there, even their own away, and nowhere else", async () => {
  const owner = await insider("admin");
  const person = await createActor("member");
  await putMembership(await owner.as(), project.key, person.username, { role: "approver" });
  const there = await owner.as();
  const refusal = await expectNoTrace(() =>
    putMembership(there, elsewhere.key, person.username, { role: "viewer" }),
  );
  expect(refusal).toMatchObject({ code: "forbidden" });
  const everywhere = await expectNoTrace(() =>
    updateUser({ ...there, trace: newTrace() }, owner.username, { role: "admin" }),
  );
  expect(everywhere).toMatchObject({ code: "forbidden" });
  await deleteMembership(await owner.as(), project.key, owner.username);
});

test("nobody below administrator gives or takes a role, nor does a token that may only read", async () => {
  const person = await insider("viewer");
  const reading = { ...again(admin), readOnly: true };
  const actors = [reading];
  for (const role of ["member", "viewer", "editor", "approver"] as const) {
    actors.push(await createActor(role));
  }
  for (const actor of actors) {
    for (const run of [
      () => putMembership(actor, project.key, person.username, { role: "admin" }),
      () => putMembership(actor, project.key, actor.username, { role: "admin" }),
      () => deleteMembership(actor, project.key, person.username),
    ]) {
      expect(await expectNoTrace(run), actor.role).toMatchObject({ code: "forbidden" });
    }
  }
});

test("an unknown user or project is not found, and member is no role to give", async () => {
  const role = { role: "viewer" } as const;
  const nobody = () => putMembership(again(admin), project.key, unique("nobody"), role);
  expect(await expectNoTrace(nobody)).toMatchObject({ code: "not_found" });
  const nowhere = () => putMembership(again(admin), unique("nowhere"), admin.username, role);
  expect(await expectNoTrace(nowhere)).toMatchObject({ code: "not_found" });
  expect(putMembershipSchema.safeParse({ role: "member" }).success).toBe(false);
});

test("ten who give one person a role at once leave one row", async () => {
  const person = await createActor("member");
  const roles = ["viewer", "editor"] as const;
  await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      putMembership(again(admin), project.key, person.username, { role: roles[n % 2]! }),
    ),
  );
  const where = { userId: person.id, scope: project.id };
  expect(await database().membership.count({ where })).toBe(1);
  await verifyChain();
});
