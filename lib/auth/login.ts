import type { Actor, Trace } from "@/lib/auth/actor";
import { guess } from "@/lib/auth/limits";
import { verifyPassword } from "@/lib/auth/password";
import { actorOfPerson } from "@/lib/auth/person";
import { database } from "@/lib/database/client";
import { Refusal } from "@/lib/errors";

const select = {
  ...{ id: true, username: true, targetingKey: true, epoch: true, active: true },
  passwordHash: true,
  memberships: { select: { scope: true, role: true } },
} as const;

/**
 * Whoever knows this name (a username or an e-mail address) and its password, and their epoch. Throws `rate_limited`;
 * `unauthenticated` with one message, after the same work, for a wrong name, a wrong password, an account without one
 * and one that was deactivated.
 */
export async function proveLogin(
  { login, password }: { login: string; password: string },
  address: string,
  trace: Trace,
): Promise<{ actor: Actor & { id: string }; epoch: number }> {
  const name = login.toLowerCase();
  const user = await database().user.findUnique({
    where: name.includes("@") ? { email: name } : { usernameKey: name },
    select,
  });

  const proved = await guess(user?.id ?? name, address, async () => {
    const right = await verifyPassword(user?.passwordHash ?? null, password);
    const actor = right && user ? actorOfPerson(user, trace) : null;
    return actor && user ? { actor: { ...actor, id: user.id }, epoch: user.epoch } : null;
  });
  if (!proved)
    throw new Refusal(
      "unauthenticated",
      "The name or the password is wrong. Check both and try again.",
    );
  return proved;
}

/** Proves that whoever acts knows the current password, and returns its hash. Counted like a login. */
export async function proveCurrentPassword(userId: string, password: string): Promise<string> {
  const user = await database().user.findUnique({
    where: { id: userId },
    select: { passwordHash: true },
  });
  const stored = user?.passwordHash ?? null;
  const right = await guess(userId, null, async () =>
    (await verifyPassword(stored, password)) ? stored : null,
  );
  if (right === null) {
    throw new Refusal(
      "invalid",
      "This is not your current password. Type the one you signed in with.",
      {
        field: "currentPassword",
      },
    );
  }
  return right;
}
