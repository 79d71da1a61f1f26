import { randomBytes } from "node:crypto";
import type { Tx } from "@/lib/change";
import { Refusal } from "@/lib/errors";
import type { User } from "@/lib/generated/prisma/client";
import type { AuditEntry } from "@/lib/history/entry";
import {
  targetingKey as targetingKeySchema,
  userDocument,
  username,
  userPersonal,
} from "@/lib/users/schema";

/**
 * Makes a user without sign-in for a targeting key that nobody has, or finds whoever was made for it meanwhile.
 * The username is that key when it can be one and is free.
 */
export async function enlist(
  tx: Tx,
  targetingKey: string,
): Promise<{ userId: string; made: AuditEntry[] }> {
  if (!targetingKeySchema.safeParse(targetingKey).success) {
    throw new Refusal("invalid", "Use a targeting key of 1 to 256 characters.");
  }
  const wished = username.safeParse(targetingKey).success ? [targetingKey] : [];
  for (const name of [...wished, anyName(), anyName()]) {
    // Never a unique violation, which would end the transaction: taken names and keys insert nothing.
    const [user] = await tx.user.createManyAndReturn({
      data: [{ username: name, usernameKey: name.toLowerCase(), targetingKey }],
      skipDuplicates: true,
    });
    if (user) return { userId: user.id, made: [entry(user)] };

    const known = await tx.user.findUnique({ where: { targetingKey }, select: { id: true } });
    if (known) return { userId: known.id, made: [] };
  }
  throw new Error("No username was free.");
}

function anyName(): string {
  const letters = "abcdefghijklmnopqrstuvwxyz234567";
  return `user-${[...randomBytes(10)].map((byte) => letters[byte % 32]).join("")}`;
}

function entry(user: User): AuditEntry {
  return {
    action: "user.create",
    userId: user.id,
    after: userDocument.parse({ ...user, role: "member" }),
    personal: { after: userPersonal.parse(user) },
  };
}
