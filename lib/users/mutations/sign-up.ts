import { randomUUID } from "node:crypto";
import type { Trace } from "@/lib/auth/actor";
import { assertUncommon, hashPassword } from "@/lib/auth/password";
import { sameSecret } from "@/lib/auth/secret";
import { adminSettings, type SignUpSettings, signUpSettings } from "@/lib/auth/settings";
import { newcomer, systemActor } from "@/lib/auth/system";
import { commitChange, lockAccounts, type Tx } from "@/lib/change";
import { Refusal } from "@/lib/errors";
import { insertUser, nameConflicts } from "@/lib/users/mutations/create";
import type { SignUp } from "@/lib/users/schema";

export type NewAccount = { id: string; username: string; epoch: number };

/**
 * Makes an account for whoever asks. The first one becomes administrator; `lockAccounts` keeps it at one. The others
 * get the role of the settings, and are claims until an editor confirms them.
 * Throws `forbidden` (closed, wrong code), `invalid` (a common password), `conflict` (a name that is known already).
 */
export async function signUp(input: SignUp, trace: Trace, code = input.code): Promise<NewAccount> {
  assertUncommon(input.password, input);
  const settings = signUpSettings();
  const passwordHash = await hashPassword(input.password);
  const { username, email = null } = input;
  const id = randomUUID();

  return commitChange(
    newcomer(id, username, trace),
    async (tx) => {
      await lockAccounts(tx);
      const first = await isFirst(tx);
      assertMayJoin(first, settings, code);
      await assertUnknown(tx, username);

      const role = first ? "admin" : settings.role;
      const confirmed = role !== "member";
      const names = { username, targetingKey: username, email };
      const account = { id, passwordHash, role, confirmed };
      const { user, entry } = await insertUser(tx, { ...names, ...account });
      return { result: { id, username, epoch: user.epoch }, audit: [entry] };
    },
    nameConflicts,
  );
}

/** Makes the administrator of the settings while nobody has an account. True: made now. */
export async function ensureAdminFromSettings(): Promise<boolean> {
  const admin = adminSettings();
  if (!admin) return false;
  const { username, email, password } = admin;
  assertUncommon(password, admin);
  const passwordHash = await hashPassword(password);

  return commitChange<boolean>(
    systemActor(),
    async (tx) => {
      await lockAccounts(tx);
      if (!(await isFirst(tx))) return { unchanged: false };
      const names = { username, targetingKey: username, email };
      const account = { passwordHash, role: "admin", confirmed: true } as const;
      const { entry } = await insertUser(tx, { ...names, ...account });
      return { result: true, audit: [entry] };
    },
    nameConflicts,
  );
}

/** Users without a password were made by editors or imports and cannot sign in. */
async function isFirst(tx: Tx): Promise<boolean> {
  const someone = { where: { passwordHash: { not: null } }, select: { id: true } };
  return (await tx.user.findFirst(someone)) === null;
}

function assertMayJoin(first: boolean, settings: SignUpSettings, code: string | undefined): void {
  if (!first) {
    if (settings.open) return;
    throw new Refusal("forbidden", "Sign-up is closed. Ask an administrator for an account.");
  }
  if (!settings.codeNeeded) return;
  if (!code || settings.code === null || !sameSecret(code, settings.code)) {
    throw new Refusal(
      "forbidden",
      "The first account needs the code that the server printed when it started. Copy it from there.",
      {
        field: "code",
      },
    );
  }
}

/** A name is a claim: whoever signs up as `u-17` would become the `u-17` that client apps know. */
async function assertUnknown(tx: Tx, username: string): Promise<void> {
  const known = await tx.user.findFirst({
    where: { OR: [{ usernameKey: username.toLowerCase() }, { targetingKey: username }] },
    select: { id: true },
  });
  if (known)
    throw new Refusal("conflict", "This username is taken. Choose another one.", {
      field: "username",
    });
}
