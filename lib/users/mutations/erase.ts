import type { Actor } from "@/lib/auth/actor";
import { commitChange, lockAccounts, type Tx } from "@/lib/change";
import { configurationDocument } from "@/lib/configurations/schema";
import { Refusal } from "@/lib/errors";
import type { User } from "@/lib/generated/prisma/client";
import type { AuditEntry } from "@/lib/history/entry";
import { membershipDocument } from "@/lib/memberships/schema";
import { forgetInSegments, leaveSegments, lockSegments } from "@/lib/segments/mutations/leave";
import { toggleDocument } from "@/lib/toggles/schema";
import { tokenDocument } from "@/lib/tokens/schema";
import { assertAdminStays } from "@/lib/users/mutations/last-admin";
import { canEraseUsers } from "@/lib/users/policy";
import { userDocument, userDocuments } from "@/lib/users/schema";

/**
 * Forgets a person for good: their toggles, configuration, tokens and roles end with audit rows of their own, what the
 * log knows of them as a person is deleted, and a nameless user row stays for what they made. The chain still verifies.
 * Throws `forbidden`, `not_found`, `conflict` (the last administrator).
 */
export async function eraseUser(actor: Actor, username: string): Promise<void> {
  if (!canEraseUsers(actor))
    throw new Refusal("forbidden", "Only administrators erase people. Ask one of them.");

  return commitChange(actor, async (tx) => {
    await lockAccounts(tx);
    await lockSegments(tx);
    const user = await lockedUser(tx, username);
    await assertAdminStays(tx, user, { role: "member", active: false });

    const ended = [
      ...(await endToggles(tx, user.id)),
      ...(await endConfigurations(tx, user.id)),
      ...(await endTokens(tx, user.id)),
      ...(await endMemberships(tx, user.id)),
      ...(await leaveSegments(tx, user)),
    ];
    const before = userDocuments(user).document;
    const row = await tx.user.update({ where: { id: user.id }, data: nameless(user.epoch) });
    await forget(tx, user);
    const erased: AuditEntry = {
      action: "user.erase",
      userId: user.id,
      before,
      after: userDocument.parse({ ...row, role: "member" }),
    };
    const [first = erased, ...rest] = [...ended, erased];
    return { result: undefined, audit: [first, ...rest] };
  });
}

/** Nobody gives a locked user another toggle, configuration or token meanwhile (see the migration "erasure"). */
async function lockedUser(tx: Tx, username: string) {
  const usernameKey = username.toLowerCase();
  await tx.$queryRaw`SELECT 1 AS "locked" FROM "User" WHERE "usernameKey" = ${usernameKey} FOR UPDATE`;
  const user = await tx.user.findUnique({ where: { usernameKey }, include: { memberships: true } });
  if (!user)
    throw new Refusal("not_found", "There is no user with this name. Check how it is spelled.");
  return user;
}

function nameless(epoch: number) {
  return {
    username: null,
    usernameKey: null,
    targetingKey: null,
    email: null,
    passwordHash: null,
    attributes: {},
    active: false,
    epoch: epoch + 1,
    lastSeenAt: null,
    updatedAt: new Date(),
  };
}

async function endToggles(tx: Tx, userId: string): Promise<AuditEntry[]> {
  await tx.$queryRaw`SELECT 1 AS "locked" FROM "Toggle" WHERE "userId" = ${userId}::uuid FOR UPDATE`;
  const key = { select: { id: true, key: true } } as const;
  const toggles = await tx.toggle.findMany({
    where: { userId },
    include: {
      state: {
        select: { flag: { select: { id: true, key: true, project: key } }, environment: key },
      },
    },
    orderBy: { id: "asc" },
  });
  await tx.toggle.deleteMany({ where: { userId } });
  return toggles.map(({ state: { flag, environment }, ...toggle }) => ({
    action: "toggle.delete",
    project: flag.project,
    environment,
    flag: { id: flag.id, key: flag.key },
    userId,
    before: toggleDocument.parse(toggle),
  }));
}

async function endConfigurations(tx: Tx, userId: string): Promise<AuditEntry[]> {
  const rows = await tx.configuration.findMany({ where: { userId }, orderBy: { id: "asc" } });
  await tx.configuration.deleteMany({ where: { userId } });
  return rows.map((row) => ({
    action: "configuration.delete",
    userId,
    before: configurationDocument.parse(row),
  }));
}

/** Their rows stay, as the snapshot reads them again; their names, which people choose, do not. */
async function endTokens(tx: Tx, userId: string): Promise<AuditEntry[]> {
  const revoked = await tx.personalToken.updateManyAndReturn({
    where: { userId, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  await tx.personalToken.updateMany({ where: { userId }, data: { name: "" } });
  return revoked.map((row) => {
    const after = tokenDocument.parse({ ...row, login: row.loginEpoch !== null });
    return { action: "token.revoke", userId, before: { ...after, revokedAt: null }, after };
  });
}

async function endMemberships(tx: Tx, userId: string): Promise<AuditEntry[]> {
  const rows = await tx.membership.findMany({
    where: { userId, projectId: { not: null } },
    include: { project: { select: { id: true, key: true } } },
    orderBy: { id: "asc" },
  });
  await tx.membership.deleteMany({ where: { userId } });
  return rows.map(({ project, ...row }) => ({
    action: "membership.delete",
    ...(project ? { project } : {}),
    userId,
    before: membershipDocument.parse(row),
  }));
}

/**
 * Deletes what the log holds of a person beside the chain: everything said about them, the comments they wrote on what is
 * about nobody, and who was in a segment while they were. Last, so that no row of theirs that was written meanwhile is
 * missed.
 */
async function forget(tx: Tx, { id, targetingKey }: User): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "AuditPersonal" p USING "AuditLog" a
    WHERE a."id" = p."auditId"
      AND (a."userId" = ${id}::uuid OR (a."actorId" = ${id}::uuid AND a."userId" IS NULL))`;
  if (targetingKey !== null) await forgetInSegments(tx, targetingKey);
}
