import { expect, test } from "vitest";
import { type Actor, newTrace } from "@/lib/auth/actor";
import { hashPassword } from "@/lib/auth/password";
import { actorOfToken } from "@/lib/auth/token";
import { putConfiguration } from "@/lib/configurations/mutations";
import { database } from "@/lib/database/client";
import { putMembership } from "@/lib/memberships/mutations";
import { createSegment } from "@/lib/segments/mutations/create";
import { createSegmentSchema } from "@/lib/segments/schema";
import { again, createActor, createFlag, createProject, unique } from "@/lib/testing/factories";
import { auditRows, expectAuditRow, expectNoTrace, verifyChain } from "@/lib/testing/log";
import { openNodeMount } from "@/lib/testing/node-mount";
import { createApp } from "@/lib/testing/read-api";
import { enrol } from "@/lib/testing/walk";
import { putToggle } from "@/lib/toggles/mutations/put";
import { createToken } from "@/lib/tokens/mutations";
import { eraseUser } from "@/lib/users/mutations/erase";
import { updateUser } from "@/lib/users/mutations/update";

const admin = await createActor("admin");

/** Everything the database holds, as text. */
async function everything(): Promise<string> {
  const db = database();
  const tables = await Promise.all([
    db.user.findMany(),
    db.membership.findMany(),
    db.configuration.findMany(),
    db.personalToken.findMany(),
    db.toggle.findMany(),
    db.segment.findMany(),
    db.auditLog.findMany(),
    db.auditPersonal.findMany(),
  ]);
  return JSON.stringify(tables, (_, value) => (typeof value === "bigint" ? `${value}` : value));
}

async function somebody() {
  const secrets = {
    username: unique("Erika"),
    targetingKey: unique("ключ"),
    email: `${unique("erika")}@example.com`,
    plan: unique("plan"),
    theme: unique("theme"),
    reason: unique("reason"),
    token: unique("token"),
    comment: unique("comment"),
  };
  const person = await enrol("editor", secrets.username);
  const as = () => ({ ...person, trace: newTrace(undefined, secrets.comment) });
  const { targetingKey, email, plan } = secrets;
  await updateUser(again(admin), person.username, {
    targetingKey,
    email,
    attributes: { plan },
  });
  await database().user.update({
    where: { id: person.id },
    data: { passwordHash: await hashPassword("quiet harbour lamp") },
  });
  await putConfiguration(as(), person.username, secrets.theme, { value: secrets.theme });
  const { token } = await createToken(as(), {
    name: secrets.token,
    readOnly: false,
    expiresAt: null,
  });
  return { ...person, secrets, as, token };
}

test("an erased person is nowhere any more, what was theirs ended with rows of its own, and the chain verifies", async () => {
  const project = await createProject();
  const flag = await createFlag(project);
  const person = await somebody();
  const { secrets } = person;
  const place = [project.key, flag.key, "production"] as const;
  await putToggle(again(admin), ...place, secrets.targetingKey, {
    enabled: true,
    reason: secrets.reason,
  });
  await putMembership(again(admin), project.key, person.username, { role: "admin" });
  await putToggle(person.as(), ...place, "somebody-else", { enabled: true, reason: "Beta" });
  const before = await everything();
  const { comment, ...own } = secrets;
  for (const secret of Object.values(secrets)) expect(before).toContain(secret);
  const first = (await auditRows()).length;

  await eraseUser(again(admin), person.username.toUpperCase());

  const after = await everything();
  for (const secret of Object.values(own)) expect(after).not.toContain(secret);
  expect(await database().user.findUniqueOrThrow({ where: { id: person.id } })).toMatchObject({
    username: null,
    usernameKey: null,
    targetingKey: null,
    email: null,
    passwordHash: null,
    attributes: {},
    active: false,
  });
  const rows = (await auditRows()).slice(first);
  expect(rows.map(({ action }) => action)).toEqual([
    "toggle.delete",
    "configuration.delete",
    "token.revoke",
    "membership.delete",
    "user.erase",
  ]);
  expect(new Set(rows.map(({ changeSet }) => changeSet)).size).toBe(1);
  for (const row of rows) expect(row).toMatchObject({ user: person.id, personal: null });
  expect(rows.at(-1)).toMatchObject({
    before: { id: person.id, role: "editor", active: true },
    after: { id: person.id, role: "member", active: false, epoch: 1 },
  });
  await verifyChain();
  await expect(actorOfToken(person.token, newTrace())).rejects.toMatchObject({
    code: "unauthenticated",
  });

  // What they did for others stays, with the comment that belongs to those.
  expect(await database().toggle.count({ where: { creatorId: person.id } })).toBe(1);
  const kept = await auditRows({ action: "toggle.create", flagId: flag.id });
  expect(kept.map(({ personal }) => personal?.comment ?? null)).toEqual([null, comment]);
});

test("an erased person is in no segment any more, and the others stay in it", async () => {
  const project = await createProject();
  const person = await somebody();
  const { targetingKey } = person.secrets;
  const make = (actor: Actor, key: string, lists: object) =>
    createSegment(actor, project.key, createSegmentSchema.parse({ key, ...lists }));
  await make(again(admin), "a", { included: [targetingKey, "u-2"] });
  await make(again(admin), "b", { included: ["u-2"], excluded: ["u-3", targetingKey] });
  await make(again(admin), "c", { included: ["u-4"] });
  await make(person.as(), "d", { included: ["u-5"] });

  await eraseUser(again(admin), person.username);

  const after = await everything();
  expect(after).not.toContain(targetingKey);
  const rows = await auditRows({ projectId: project.id });
  const told = rows
    .filter(({ action }) => action.startsWith("segment."))
    .map(({ action, after, personal }) => [action, after?.key, personal?.after ?? null]);
  expect(told).toEqual([
    ["segment.create", "a", null],
    ["segment.create", "b", null],
    ["segment.create", "c", { included: ["u-4"], excluded: [] }],
    ["segment.create", "d", null],
    ["segment.update", "a", { included: ["u-2"], excluded: [] }],
    ["segment.update", "b", { included: ["u-2"], excluded: ["u-3"] }],
    ["segment.update", "d", { included: ["u-5"], excluded: [] }],
  ]);
  const stored = await database().segment.findMany({
    where: { projectId: project.id },
    orderBy: { key: "asc" },
  });
  expect(stored.map(({ included, version }) => [included, version])).toEqual([
    [["u-2"], 2],
    [["u-2"], 2],
    [["u-4"], 1],
    [["u-5"], 2],
  ]);
  await verifyChain();
});

test("an erasure keeps the administrator's own comment", async () => {
  const person = await enrol("member", unique("u"));
  await eraseUser(again(admin, "Asked for by letter"), person.username);
  const row = await expectAuditRow({ action: "user.erase", userId: person.id });
  expect(row.personal).toEqual({ before: null, after: null, comment: "Asked for by letter" });
  await verifyChain();
});

test("an erased name is free again, for somebody who inherits nothing", async () => {
  const username = unique("u");
  const person = await enrol("member", username);
  await eraseUser(again(admin), username);
  const next = await enrol("member", username);
  expect(next.id).not.toBe(person.id);
  await expectAuditRow({ action: "user.create", userId: next.id });
});

test("the read API forgets an erased person at once, and their toggle comes back to nobody", async () => {
  const app = await createApp();
  const mount = await openNodeMount();
  try {
    await app.flag("beta", {}, false);
    await app.toggle("beta", "u-17", { enabled: true });
    const user = await database().user.findUniqueOrThrow({ where: { targetingKey: "u-17" } });
    const owner = await enrol("member", unique("owner"));
    await putConfiguration(owner, owner.username, "theme", { value: "dark" });
    const { token } = await app.key("server");
    const sequence = async () =>
      (await database().ledger.findUniqueOrThrow({ where: { id: 1 } })).sequence;
    const poll = async (targetingKey: string) => {
      const path = `/api/flags?targetingKey=${targetingKey}&atLeast=${await sequence()}`;
      return (await mount.fetch(path, { headers: { "x-api-key": token } })).json();
    };
    expect(await poll("u-17")).toMatchObject({ flags: { beta: { value: true } } });
    expect(await poll(owner.username)).toMatchObject({ configuration: { theme: "dark" } });

    await eraseUser(app.as(), user.username ?? "");
    await eraseUser(app.as(), owner.username);
    expect(await poll("u-17")).toMatchObject({ flags: { beta: { value: false } } });
    expect(await poll(owner.username)).not.toHaveProperty("configuration.theme");
    expect([...(mount.snapshot.state?.degraded.keys() ?? [])]).toEqual([]);
  } finally {
    await mount.close();
  }
});

test("nobody below administrator erases anybody, nor does a token that may only read", async () => {
  const person = await enrol("member", unique("u"));
  for (const role of ["member", "viewer", "editor", "approver"] as const) {
    const actor = await createActor(role);
    for (const username of [person.username, actor.username, unique("nobody")]) {
      const refusal = await expectNoTrace(() => eraseUser(actor, username));
      expect(refusal, role).toMatchObject({ code: "forbidden" });
    }
  }
  const reading = { ...again(admin), readOnly: true };
  expect(await expectNoTrace(() => eraseUser(reading, person.username))).toMatchObject({
    code: "forbidden",
  });
});

test("an unknown user, and one erased before, are not found", async () => {
  const person = await enrol("member", unique("u"));
  await eraseUser(again(admin), person.username);
  for (const username of [person.username, unique("nobody")]) {
    const refusal = await expectNoTrace(() => eraseUser(again(admin), username));
    expect(refusal).toMatchObject({ code: "not_found" });
  }
});

test("the last administrator who can sign in is not erased", async () => {
  const last = await enrol("admin", unique("last"));
  await database().user.update({ where: { id: last.id }, data: { passwordHash: "set" } });
  const refusal = await expectNoTrace(() => eraseUser(again(admin), last.username));
  expect(refusal).toMatchObject({ code: "conflict" });
});

test("toggles that are put while their user is erased are of another user, or gone", async () => {
  const project = await createProject();
  const flags = await Promise.all(Array.from({ length: 6 }, () => createFlag(project)));
  const targetingKey = unique("busy");
  await putToggle(again(admin), project.key, flags[0]!.key, "production", targetingKey, {
    enabled: true,
  });
  const { id, username } = await database().user.findUniqueOrThrow({ where: { targetingKey } });
  await Promise.all([
    ...flags.map(({ key }) =>
      putToggle(again(admin), project.key, key, "staging", targetingKey, { enabled: true }),
    ),
    eraseUser(again(admin), username ?? ""),
  ]);
  expect(await database().toggle.count({ where: { userId: id } })).toBe(0);
  for (const row of await auditRows({ userId: id })) expect(row.personal).toBeNull();
  await verifyChain();
});
