import type { Tx } from "@/lib/change";
import { Refusal } from "@/lib/errors";
import { roleOf, type roles } from "@/lib/users/schema";

type Account = {
  id: string;
  active: boolean;
  memberships: { scope: string; role: (typeof roles)[number] }[];
};

/** Somebody must be left who can sign in and give roles. Hold `lockAccounts`. */
export async function assertAdminStays(
  tx: Tx,
  user: Account,
  next: { role: string; active: boolean },
): Promise<void> {
  const wasAdmin = user.active && roleOf(user) === "admin";
  if (!wasAdmin || (next.active && next.role === "admin")) return;

  const another = await tx.user.findFirst({
    where: {
      id: { not: user.id },
      active: true,
      passwordHash: { not: null },
      memberships: { some: { scope: "*", role: "admin" } },
    },
    select: { id: true },
  });
  if (!another)
    throw new Refusal(
      "conflict",
      "The last administrator stays one. Make somebody else an administrator first.",
    );
}
