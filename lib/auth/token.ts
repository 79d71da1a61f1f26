import type { Actor, Trace } from "@/lib/auth/actor";
import { actorOfPerson, personSelect } from "@/lib/auth/person";
import { hashToken, kindOf } from "@/lib/auth/secret";
import { database } from "@/lib/database/client";
import { Refusal } from "@/lib/errors";

/** Whoever a personal token belongs to, with their rights of this moment. Throws `unauthenticated`. */
export async function actorOfToken(token: string, trace: Trace): Promise<Actor> {
  const kind = kindOf(token);
  if (kind === "srv" || kind === "cli") {
    throw new Refusal(
      "unauthenticated",
      "Keys open the read API only. Send a personal token here.",
    );
  }

  const actor = kind === "pat" ? await find(hashToken(token), trace) : null;
  if (!actor)
    throw new Refusal(
      "unauthenticated",
      "The token is unknown, revoked or expired. Make a new one on your account page.",
    );
  return actor;
}

async function find(hash: string, trace: Trace): Promise<Actor | null> {
  const row = await database().personalToken.findUnique({
    where: { hash },
    select: {
      id: true,
      readOnly: true,
      loginEpoch: true,
      expiresAt: true,
      revokedAt: true,
      user: { select: personSelect },
    },
  });
  if (!row || row.revokedAt !== null) return null;
  if (row.expiresAt !== null && row.expiresAt.getTime() <= Date.now()) return null;
  if (row.loginEpoch !== null && row.loginEpoch !== row.user.epoch) return null;
  return actorOfPerson(row.user, trace, { id: row.id, readOnly: row.readOnly });
}
