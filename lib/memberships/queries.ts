import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/database/client";
import { Refusal } from "@/lib/errors";
import type { Prisma } from "@/lib/generated/prisma/client";
import { canListMembers, canManageMembers } from "@/lib/memberships/policy";
import {
  givenRole,
  type ListMembers,
  type MemberView,
  type ProjectRole,
} from "@/lib/memberships/schema";
import { requireProject } from "@/lib/projects/queries";
import { requireUser } from "@/lib/users/queries";
import { roleOf } from "@/lib/users/schema";

/** Everybody who is more than a member in a project, by name: through a role given there, or through the one in all projects. */
export async function listMembers(
  actor: Actor,
  projectKey: string,
  { limit, cursor }: ListMembers,
): Promise<{ data: MemberView[]; nextCursor: string | null }> {
  const { id } = await requireProject(actor, projectKey);
  if (!canListMembers(actor, id)) {
    throw new Refusal(
      "forbidden",
      "You may not see who is in this project. An administrator can give you the role viewer.",
    );
  }

  const after = cursor ? decoded(cursor) : "";
  const rows = await database().user.findMany({
    where: { ...membersOf(id), usernameKey: { gt: after } },
    include: { memberships: true },
    orderBy: { usernameKey: "asc" },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1)?.usernameKey : null;
  return {
    data: page.map((row) => view(row, id)),
    nextCursor: last ? Buffer.from(last).toString("base64url") : null,
  };
}

/** How many people `listMembers` would go through. */
export async function countMembers(actor: Actor, projectKey: string): Promise<number> {
  const { id } = await requireProject(actor, projectKey);
  return canListMembers(actor, id) ? database().user.count({ where: membersOf(id) }) : 0;
}

/** One person's roles in one project. Throws `not_found` for an unknown user. */
export async function getMember(
  actor: Actor,
  projectKey: string,
  username: string,
): Promise<MemberView> {
  const { id } = await requireProject(actor, projectKey);
  if (!canListMembers(actor, id)) {
    throw new Refusal(
      "forbidden",
      "You may not see who is in this project. An administrator can give you the role viewer.",
    );
  }
  const user = await requireUser(actor, username);
  const memberships = await database().membership.findMany({ where: { userId: user.id } });
  return view({ ...user, memberships }, id);
}

/** One person's role in each project that the actor may look into. */
export async function rolesOf(actor: Actor, username: string): Promise<ProjectRole[]> {
  const { id } = await requireUser(actor, username);
  const projects = await database().project.findMany({
    include: { memberships: { where: { userId: id } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return projects
    .filter((project) => canListMembers(actor, project.id))
    .map(({ id: projectId, key, name, memberships }) => ({
      project: { key, name },
      role: givenRole.nullable().parse(memberships[0]?.role ?? null),
      mayChange: canManageMembers(actor, projectId),
    }));
}

function membersOf(projectId: string) {
  return {
    usernameKey: { not: null },
    memberships: { some: { scope: { in: [projectId, "*"] }, role: { not: "member" } } },
  } as const satisfies Prisma.UserWhereInput;
}

function decoded(cursor: string): string {
  const text = Buffer.from(cursor, "base64url").toString("utf8");
  if (/^[a-z0-9][a-z0-9._-]*$/.test(text)) return text;
  throw new Refusal("invalid", "Send the cursor of the page before.", { field: "cursor" });
}

type Row = Prisma.UserGetPayload<{ include: { memberships: true } }>;

function view(row: Row, projectId: string): MemberView {
  const here = row.memberships.find(({ scope }) => scope === projectId)?.role;
  return {
    username: row.username ?? "",
    targetingKey: row.targetingKey ?? "",
    role: givenRole.nullable().parse(here ?? null),
    everywhere: roleOf(row),
    active: row.active,
  };
}
