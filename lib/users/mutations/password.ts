import type { Actor } from "@/lib/auth/actor";
import { proveCurrentPassword } from "@/lib/auth/login";
import { assertUncommon, hashPassword } from "@/lib/auth/password";
import { randomText } from "@/lib/auth/secret";
import { commitChange, lockAccounts, type Tx } from "@/lib/change";
import { Refusal } from "@/lib/errors";
import type { AuditEntry } from "@/lib/history/entry";
import { canResetPasswords } from "@/lib/users/policy";
import { type ChangePassword, userDocuments } from "@/lib/users/schema";

type Account = { id: string; epoch: number };

/**
 * Gives oneself another password. Ends every session and login token; returns what a new session is made of.
 * Throws `invalid` (wrong current password, common new one), `rate_limited`.
 */
export async function changePassword(
  actor: Actor,
  { currentPassword, newPassword }: ChangePassword,
): Promise<Account> {
  const id = ownId(actor);
  if (actor.readOnly)
    throw new Refusal("forbidden", "This token may only read. Use one that may write.");
  const current = await proveCurrentPassword(id, currentPassword);

  const passwordHash = await hashPassword(newPassword);

  return commitChange(actor, async (tx) => {
    const user = await locked(tx, { id });
    if (user.passwordHash !== current) {
      throw new Refusal(
        "conflict",
        "The password was changed a moment ago. Sign in with the new one.",
      );
    }
    assertUncommon(newPassword, user, "newPassword");
    return raiseEpoch(tx, user, "user.password", { passwordHash });
  });
}

/** Gives somebody a random password, told once: for whoever sits at the server. Ends their sessions and login tokens. */
export async function resetPassword(actor: Actor, username: string): Promise<string> {
  if (!canResetPasswords(actor)) {
    throw new Refusal(
      "forbidden",
      "Passwords are reset on the server's command line: npm run admin -- reset-password USER.",
    );
  }
  const password = randomText(20);
  const passwordHash = await hashPassword(password);

  return commitChange(actor, async (tx) => {
    const user = await locked(tx, { usernameKey: username.toLowerCase() });
    const { audit } = await raiseEpoch(tx, user, "user.password", { passwordHash });
    return { result: password, audit };
  });
}

/** Ends all of one's own sessions and login tokens. Personal tokens stay. */
export async function signOutEverywhere(actor: Actor): Promise<Account> {
  const id = ownId(actor);
  return commitChange(actor, async (tx) => raiseEpoch(tx, await locked(tx, { id }), "user.update"));
}

function ownId(actor: Actor): string {
  if (actor.id === null)
    throw new Refusal("forbidden", "Only people have passwords and sessions. Sign in as one.");
  return actor.id;
}

async function locked(tx: Tx, where: { id: string } | { usernameKey: string }) {
  await lockAccounts(tx);
  const user = await tx.user.findUnique({ where, include: { memberships: true } });
  if (!user)
    throw new Refusal("not_found", "There is no user with this name. Check how it is spelled.");
  return user;
}

async function raiseEpoch(
  tx: Tx,
  user: Awaited<ReturnType<typeof locked>>,
  action: "user.password" | "user.update",
  data: { passwordHash?: string } = {},
): Promise<{ result: Account; audit: [AuditEntry] }> {
  const { id } = user;
  const epoch = user.epoch + 1;
  const row = await tx.user.update({
    where: { id },
    data: { ...data, epoch, updatedAt: new Date() },
    include: { memberships: true },
  });
  const before = userDocuments(user);
  const after = userDocuments(row);
  const documents = { before: before.document, after: after.document };
  const personal = { before: before.personal, after: after.personal };
  return { result: { id, epoch }, audit: [{ action, userId: id, ...documents, personal }] };
}
