import type { Actor, Trace } from "@/lib/auth/actor";
import { actorOfPerson, findPersonByToken } from "@/lib/auth/person";
import { hashToken, kindOf } from "@/lib/auth/secret";
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

  const found = kind === "pat" ? await findPersonByToken(hashToken(token)) : null;
  const actor = found && actorOfPerson(found.person, trace, found.token);
  if (!actor)
    throw new Refusal(
      "unauthenticated",
      "The token is unknown, revoked or expired. Make a new one on your account page.",
    );
  return actor;
}
