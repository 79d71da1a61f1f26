import { type Actor, mintActor, type Trace } from "@/lib/auth/actor";
import { runStatement, sql } from "@/lib/database/statement";
import type { Role } from "@/lib/generated/prisma/enums";

/** What is read of a user to know who acts. */
type Person = {
  id: string;
  username: string | null;
  targetingKey: string | null;
  epoch: number;
  active: boolean;
  memberships: { scope: string; role: Role }[];
};

type Token = { id: string; readOnly: boolean };
type FoundToken = {
  tokenId: string;
  readOnly: boolean;
  loginEpoch: number | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
};

// Every request asks who makes it: one statement, past Prisma, which would need two or three.
const person = sql`u."id", u."username", u."targetingKey", u."epoch", u."active", ARRAY(
  SELECT json_build_object('scope', m."scope", 'role', m."role") FROM "Membership" m WHERE m."userId" = u."id"
) AS "memberships"`;

/** Null when there is no such user; also those who may not act. */
export async function findPerson(id: string): Promise<Person | null> {
  const [found] = await runStatement<Person>(
    sql`SELECT ${person} FROM "User" u WHERE u."id" = ${id}::uuid`,
  );
  return found ?? null;
}

/** Whose personal token has this hash, while it is valid. */
export async function findPersonByToken(
  hash: string,
): Promise<{ person: Person; token: Token } | null> {
  const [found] = await runStatement<Person & FoundToken>(sql`
    SELECT t."id" AS "tokenId", t."readOnly", t."loginEpoch", t."expiresAt", t."revokedAt", ${person}
    FROM "PersonalToken" t JOIN "User" u ON u."id" = t."userId" WHERE t."hash" = ${hash}`);
  if (!found || found.revokedAt !== null) return null;
  if (found.expiresAt !== null && found.expiresAt.getTime() <= Date.now()) return null;
  if (found.loginEpoch !== null && found.loginEpoch !== found.epoch) return null;
  return { person: found, token: { id: found.tokenId, readOnly: found.readOnly } };
}

/** The actor a user row stands for; null when that user is inactive or erased. Roles are the row's, so they act at once. */
export function actorOfPerson(
  person: Omit<Person, "epoch">,
  trace: Trace,
  token: Token | null = null,
): Actor | null {
  if (!person.active || person.username === null) return null;

  const roles = new Map(person.memberships.map(({ scope, role }) => [scope, role]));
  const everywhere = roles.get("*") ?? "member";
  roles.delete("*");
  return mintActor({
    kind: token ? "token" : "user",
    id: person.id,
    username: person.username,
    targetingKey: person.targetingKey,
    role: everywhere,
    roles,
    readOnly: token?.readOnly ?? false,
    tokenId: token?.id ?? null,
    trace,
  });
}
