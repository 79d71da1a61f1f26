import { expect, test } from "vitest";
import { newTrace } from "@/lib/auth/actor";
import { hashToken } from "@/lib/auth/secret";
import { actorOfToken } from "@/lib/auth/token";
import { database } from "@/lib/database/client";
import { createActor } from "@/lib/testing/factories";
import { expectAuditRow, expectNoTrace } from "@/lib/testing/log";
import { createLoginToken, createToken, revokeToken } from "@/lib/tokens/mutations";
import { listTokens } from "@/lib/tokens/queries";

const input = { name: "Deploy script", readOnly: false, expiresAt: null };
const proved = (token: string) => actorOfToken(token, newTrace());
const unauthenticated = { code: "unauthenticated" };
const soon = () => new Date(Date.now() + 60_000);

test("a token is stored as a hash, told once, and logged without a secret", async () => {
  const actor = await createActor("viewer");
  const made = await createToken(actor, input);
  const row = await database().personalToken.findUniqueOrThrow({ where: { id: made.id } });
  expect(row).toMatchObject({ hash: hashToken(made.token), userId: actor.id, loginEpoch: null });
  expect(JSON.stringify(row)).not.toContain(made.token);

  const entry = await expectAuditRow({ action: "token.create", userId: actor.id });
  expect(entry.after).toEqual({
    id: made.id,
    userId: actor.id,
    prefix: made.prefix,
    readOnly: false,
    login: false,
    expiresAt: null,
    revokedAt: null,
    createdAt: made.createdAt,
  });
  expect(entry.personal?.after).toEqual({ name: "Deploy script" });
  const { canonical } = await database().auditLog.findUniqueOrThrow({ where: { id: entry.id } });
  for (const secret of [made.token, row.hash, "Deploy script"]) {
    expect(canonical).not.toContain(secret);
  }
  expect(await listTokens(actor)).toEqual([expect.not.objectContaining({ token: made.token })]);
});

test("a token acts as its user, with the roles of the moment", async () => {
  const actor = await createActor("viewer");
  const { token, id } = await createToken(actor, input);
  expect(await proved(token)).toMatchObject({
    kind: "token",
    id: actor.id,
    username: actor.username,
    role: "viewer",
    tokenId: id,
    readOnly: false,
  });
  await database().membership.updateMany({
    where: { userId: actor.id },
    data: { role: "editor" },
  });
  expect(await proved(token)).toMatchObject({ role: "editor" });
});

test("a token that may only read makes no token", async () => {
  const { token } = await createToken(await createActor("admin"), { ...input, readOnly: true });
  const reader = await proved(token);
  expect(reader.readOnly).toBe(true);
  expect(await expectNoTrace(() => createToken(reader, input))).toMatchObject({
    code: "forbidden",
  });
});

test("an expired token opens nothing and is not listed", async () => {
  const actor = await createActor();
  const { token, id } = await createToken(actor, { ...input, expiresAt: soon() });
  expect(await proved(token)).toMatchObject({ id: actor.id });
  const expiresAt = new Date(Date.now() - 1);
  await database().personalToken.update({ where: { id }, data: { expiresAt } });
  await expect(proved(token)).rejects.toMatchObject(unauthenticated);
  expect(await listTokens(actor)).toEqual([]);
});

test("a login token ends with the epoch, a personal token does not", async () => {
  const actor = await createActor();
  const login = await createLoginToken(actor, 0);
  const { token } = await createToken(actor, input);
  expect(login.login).toBe(true);
  const days = (Date.parse(login.expiresAt ?? "") - Date.now()) / 86_400_000;
  expect(days).toBeCloseTo(30, 1);
  expect(await proved(login.token)).toMatchObject({ id: actor.id });

  await database().user.update({ where: { id: actor.id }, data: { epoch: 1 } });
  await expect(proved(login.token)).rejects.toMatchObject(unauthenticated);
  expect(await proved(token)).toMatchObject({ id: actor.id });
  expect(await listTokens(actor)).toMatchObject([{ login: false }]);
});

test("a deactivated user's tokens open nothing", async () => {
  const actor = await createActor();
  const { token } = await createToken(actor, input);
  await database().user.update({ where: { id: actor.id }, data: { active: false } });
  await expect(proved(token)).rejects.toMatchObject(unauthenticated);
});

test("a revoked token opens nothing, is not listed, and its end is in the log", async () => {
  const actor = await createActor();
  const { token, id } = await createToken(actor, input);
  await revokeToken(actor, id);
  await expect(proved(token)).rejects.toMatchObject(unauthenticated);
  expect(await listTokens(actor)).toEqual([]);

  const { revokedAt } = await database().personalToken.findUniqueOrThrow({ where: { id } });
  const row = await expectAuditRow({ action: "token.revoke", userId: actor.id });
  expect(row.before).toMatchObject({ id, revokedAt: null });
  expect(row.after).toMatchObject({ id, revokedAt: revokedAt?.toISOString() });
});

test("somebody else's token, an unknown one and a revoked one are not found, also for administrators", async () => {
  const owner = await createActor();
  const admin = await createActor("admin");
  const { id } = await createToken(owner, input);
  const unknown = { code: "not_found" };
  expect(await expectNoTrace(() => revokeToken(admin, id))).toMatchObject(unknown);
  expect(await expectNoTrace(() => revokeToken(owner, "not-an-id"))).toMatchObject(unknown);
  await revokeToken(owner, id);
  expect(await expectNoTrace(() => revokeToken(owner, id))).toMatchObject(unknown);
});

test("keys, garbage and nothing are no personal tokens", async () => {
  const { token } = await createToken(await createActor(), input);
  const changed = token.slice(0, -1) + (token.endsWith("0") ? "1" : "0");
  for (const wrong of [
    "",
    "hst_pat_",
    changed,
    token.replace("hst_pat", "hst_srv"),
    "x".repeat(9999),
  ]) {
    await expect(proved(wrong)).rejects.toMatchObject(unauthenticated);
  }
});
