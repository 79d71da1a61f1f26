import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/database/client";
import { ownTokens } from "@/lib/tokens/policy";
import { type TokenView, toTokenView } from "@/lib/tokens/schema";

/** One's own personal tokens that still open something, newest first. */
export async function listTokens(actor: Actor): Promise<TokenView[]> {
  const own = ownTokens(actor);
  if (!own) return [];

  const rows = await database().personalToken.findMany({
    where: {
      ...own,
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }],
    },
    include: { user: { select: { epoch: true } } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return rows
    .filter(({ loginEpoch, user }) => loginEpoch === null || loginEpoch === user.epoch)
    .map(toTokenView);
}
