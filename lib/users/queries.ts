import type { Actor } from "@/lib/auth/actor";
import { signUpSettings } from "@/lib/auth/settings";
import { database } from "@/lib/database/client";
import { Refusal } from "@/lib/errors";
import { visibleFlag } from "@/lib/flags/policy";
import { Prisma } from "@/lib/generated/prisma/client";
import { unexpired } from "@/lib/toggles/queries/view";
import { canListUsers, canSearchByEmail, canSeeEmail, isSelf } from "@/lib/users/policy";
import {
  type ListUsers,
  type PersonUse,
  roleOf,
  type UserView,
  userPersonal,
} from "@/lib/users/schema";

const include = { memberships: { where: { scope: "*" } } } as const;
type Row = Prisma.UserGetPayload<{ include: typeof include }>;

/** People by name, from the one after the cursor. `q`: the beginning of a username or targeting key, for administrators of an e-mail address. */
export async function listUsers(
  actor: Actor,
  { q = "", limit, cursor }: ListUsers,
): Promise<{ data: UserView[]; nextCursor: string | null }> {
  if (!canListUsers(actor))
    throw new Refusal(
      "forbidden",
      "You may not see other people. An administrator can give you the role viewer.",
    );

  const found = await database().$queryRaw<{ id: string; usernameKey: string }[]>`
    SELECT "id", "usernameKey" FROM "User"
    WHERE ${matching(actor, q)} AND "usernameKey" > ${cursor ? decoded(cursor) : ""}
    ORDER BY "usernameKey" LIMIT ${limit + 1}`;
  const page = found.slice(0, limit);
  const rows = await database().user.findMany({
    where: { id: { in: page.map(({ id }) => id) } },
    include,
    orderBy: { usernameKey: "asc" },
  });

  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    data: rows.map((row) => userView(actor, row)),
    nextCursor: last ? Buffer.from(last.usernameKey).toString("base64url") : null,
  };
}

/**
 * What a list tells of people in one project, by username: when they last did something here, and how many unexpired
 * toggles they have on flags in use that the actor may see. One query, whatever the number of people.
 */
export async function getPeopleUse(
  actor: Actor,
  projectId: string,
  usernames: string[],
): Promise<Map<string, PersonUse>> {
  if (!canListUsers(actor)) throw new Refusal("forbidden", "You may not see other people.");
  const toggles = {
    ...unexpired(new Date()),
    state: { flag: { ...visibleFlag(actor, projectId), archivedAt: null } },
  };
  const rows = await database().user.findMany({
    where: { usernameKey: { in: usernames.map((name) => name.toLowerCase()) } },
    select: {
      username: true,
      lastSeenAt: true,
      _count: { select: { toggles: { where: toggles } } },
    },
  });
  return new Map(
    rows.map(({ username, lastSeenAt, _count }) => [
      username ?? "",
      { lastSeenAt: lastSeenAt?.toISOString() ?? null, toggles: _count.toggles },
    ]),
  );
}

/** How many people `listUsers` would go through. */
export async function countUsers(actor: Actor, q = ""): Promise<number> {
  if (!canListUsers(actor))
    throw new Refusal(
      "forbidden",
      "You may not see other people. An administrator can give you the role viewer.",
    );
  const [row] = await database().$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS "count" FROM "User" WHERE ${matching(actor, q)}`;
  return row.count;
}

/** One person by username, in any case. Members see themselves alone. */
export async function getUser(actor: Actor, username: string): Promise<UserView> {
  return userView(actor, await requireUser(actor, username));
}

/** The row of somebody the actor may see; `forbidden` says nothing about whether there is such a user. */
export async function requireUser(actor: Actor, username: string): Promise<Row> {
  const usernameKey = username.toLowerCase();
  const row = await database().user.findUnique({ where: { usernameKey }, include });
  if (!canListUsers(actor) && !(row && isSelf(actor, row))) {
    throw new Refusal(
      "forbidden",
      "You may not see other people. An administrator can give you the role viewer.",
    );
  }
  if (!row)
    throw new Refusal("not_found", "There is no user with this name. Check how it is spelled.");
  return row;
}

/** Oneself. */
export async function getMe(actor: Actor): Promise<UserView> {
  const row = actor.id && (await database().user.findUnique({ where: { id: actor.id }, include }));
  if (!row) throw new Refusal("unauthenticated", "Sign in, or send a personal token.");
  return userView(actor, row);
}

export type SignUpTerms = {
  /** Nobody has an account yet: this one will be the administrator. */
  first: boolean;
  open: boolean;
  codeNeeded: boolean;
};

/** What the sign-up page has to say. Public: whoever can open it sees it. */
export async function signUpTerms(): Promise<SignUpTerms> {
  const { open, codeNeeded } = signUpSettings();
  const first = !(await database().user.findFirst({
    where: { passwordHash: { not: null } },
    select: { id: true },
  }));
  return { first, open: first || open, codeNeeded: first && codeNeeded };
}

function matching(actor: Actor, q: string): Prisma.Sql {
  const start = `${q.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  const email = canSearchByEmail(actor) ? Prisma.sql`OR "email" LIKE ${start}` : Prisma.empty;
  return Prisma.sql`"usernameKey" IS NOT NULL
    AND ("usernameKey" LIKE ${start} OR lower("targetingKey") LIKE ${start} ${email})`;
}

function userView(actor: Actor, row: Row): UserView {
  const { attributes } = userPersonal.pick({ attributes: true }).parse(row);
  return {
    username: row.username ?? "",
    targetingKey: row.targetingKey ?? "",
    ...(canSeeEmail(actor, row) ? { email: row.email } : {}),
    role: roleOf(row),
    attributes,
    active: row.active,
    confirmed: row.confirmed,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

function decoded(cursor: string): string {
  const text = Buffer.from(cursor, "base64url").toString("utf8");
  if (/^[a-z0-9][a-z0-9._-]*$/.test(text)) return text;
  throw new Refusal("invalid", "Send the cursor of the page before.", { field: "cursor" });
}
