import type { Actor } from "@/lib/auth/actor";
import { commitChange, lockAccounts, type Tx } from "@/lib/change";
import { changedMeanwhile, Refusal } from "@/lib/errors";
import { canonicalText } from "@/lib/history/chain";
import { nameConflicts } from "@/lib/users/mutations/create";
import { assertAdminStays } from "@/lib/users/mutations/last-admin";
import {
  canAdministerUsers,
  canDescribeUsers,
  canListUsers,
  canRename,
  canSeeUser,
} from "@/lib/users/policy";
import {
  roleOf,
  type UpdateUser,
  type UserDocument,
  type UserPersonal,
  userDocuments,
} from "@/lib/users/schema";

type UpdatedUser = { username: string; before: UserDocument & UserPersonal };

/**
 * Changes what the patch names; who may depends on the field. Deactivating somebody ends their sessions and login
 * tokens for good; a role above member confirms. `seen`: what the caller knows to stand, if they care. Returns the
 * username, which may be a new one, and what stood before.
 * Throws `forbidden`, `not_found`, `stale`, `conflict` (a taken name, the last administrator).
 */
export async function updateUser(
  actor: Actor,
  username: string,
  patch: UpdateUser,
  seen: UpdateUser = {},
): Promise<UpdatedUser> {
  return commitChange<UpdatedUser>(
    actor,
    async (tx) => {
      await lockAccounts(tx);
      const user = await find(tx, actor, username);
      assertMay(actor, user, patch);
      const before = userDocuments(user);
      const had = { ...before.document, ...before.personal };
      assertKnown(had, seen);

      const role = patch.role ?? roleOf(user);
      const raised = role !== "member" || user.memberships.some(({ scope }) => scope !== "*");
      const confirmed = raised || (patch.confirmed ?? user.confirmed);
      if (patch.confirmed === false && confirmed) {
        throw new Refusal(
          "conflict",
          "Everybody above member is confirmed. Make them a member first.",
          {
            field: "confirmed",
          },
        );
      }
      const ends = user.active && patch.active === false;
      const wanted = {
        username: patch.username ?? user.username,
        email: patch.email === undefined ? user.email : patch.email,
        targetingKey: patch.targetingKey ?? user.targetingKey,
        attributes: patch.attributes ?? before.personal.attributes,
        active: patch.active ?? user.active,
        confirmed,
        epoch: ends ? user.epoch + 1 : user.epoch,
      };
      const result = { username: wanted.username ?? username, before: had };
      if (canonicalText({ ...had, ...wanted, role }) === canonicalText(had)) {
        return { unchanged: result };
      }

      await assertNameFree(tx, user, wanted.username);
      await assertAdminStays(tx, user, { role, active: wanted.active });
      const usernameKey = wanted.username?.toLowerCase() ?? null;
      await writeRole(tx, user.id, role);
      const row = await tx.user.update({
        where: { id: user.id },
        data: { ...wanted, usernameKey, updatedAt: new Date() },
        include: { memberships: true },
      });
      const after = userDocuments(row);
      return {
        result,
        audit: [
          {
            action: "user.update",
            userId: user.id,
            before: before.document,
            after: after.document,
            personal: { before: before.personal, after: after.personal },
          },
        ],
      };
    },
    nameConflicts,
  );
}

async function find(tx: Tx, actor: Actor, username: string) {
  const user = await tx.user.findUnique({
    where: { usernameKey: username.toLowerCase() },
    include: { memberships: true },
  });
  if (user ? !canSeeUser(actor, user) : !canListUsers(actor)) {
    throw new Refusal(
      "forbidden",
      "You may not see other people. An administrator can give you the role viewer.",
    );
  }
  if (!user)
    throw new Refusal("not_found", "There is no user with this name. Check how it is spelled.");
  return user;
}

type Row = Awaited<ReturnType<typeof find>>;

function assertMay(actor: Actor, user: Row, patch: UpdateUser): void {
  const administered = [patch.role, patch.active, patch.targetingKey];
  if (administered.some((value) => value !== undefined) && !canAdministerUsers(actor)) {
    throw new Refusal(
      "forbidden",
      "Only administrators change roles, sign-in and targeting keys. Ask one of them.",
    );
  }
  const described = [patch.attributes, patch.confirmed];
  if (described.some((value) => value !== undefined) && !canDescribeUsers(actor)) {
    throw new Refusal(
      "forbidden",
      "Only editors change attributes and confirm people. An administrator can give you that role.",
    );
  }
  const named = [patch.username, patch.email];
  if (named.some((value) => value !== undefined) && !canRename(actor, user)) {
    throw new Refusal(
      "forbidden",
      "Only they themselves and administrators change names. Ask one of them.",
    );
  }
}

function assertKnown(had: object, seen: UpdateUser): void {
  const known = Object.entries(seen).filter(([, value]) => value !== undefined);
  if (canonicalText({ ...had, ...Object.fromEntries(known) }) === canonicalText(had)) return;
  throw changedMeanwhile("this user");
}

/** Nobody takes a name that client apps know somebody else by. */
async function assertNameFree(tx: Tx, user: Row, username: string | null): Promise<void> {
  if (username === null || username === user.username) return;
  const known = await tx.user.findFirst({
    where: { targetingKey: username, id: { not: user.id } },
    select: { id: true },
  });
  if (known)
    throw new Refusal("conflict", "This username is taken. Choose another one.", {
      field: "username",
    });
}

async function writeRole(tx: Tx, userId: string, role: ReturnType<typeof roleOf>): Promise<void> {
  if (role === "member") {
    await tx.membership.deleteMany({ where: { userId, scope: "*" } });
    return;
  }
  const key = { userId, scope: "*" };
  await tx.membership.upsert({
    where: { userId_scope: key },
    create: { ...key, role },
    update: { role },
  });
}
