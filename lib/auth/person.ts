import { type Actor, mintActor, type Trace } from "@/lib/auth/actor";
import type { Role } from "@/lib/generated/prisma/enums";

/** What is read of a user to know who acts. */
export const personSelect = {
  id: true,
  username: true,
  targetingKey: true,
  epoch: true,
  active: true,
  memberships: { select: { scope: true, role: true } },
} as const;

type Person = {
  id: string;
  username: string | null;
  targetingKey: string | null;
  active: boolean;
  memberships: { scope: string; role: Role }[];
};

/** The actor a user row stands for; null when that user is inactive or erased. Roles are the row's, so they act at once. */
export function actorOfPerson(
  person: Person,
  trace: Trace,
  token: { id: string; readOnly: boolean } | null = null,
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
