import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/database/client";
import { Refusal } from "@/lib/errors";
import { visibleFlag } from "@/lib/flags/policy";
import type { Project } from "@/lib/generated/prisma/client";
import { canReadProject } from "@/lib/projects/policy";
import type { FirstSteps, ListPage, ProjectView } from "@/lib/projects/schema";

/** The project with this key; `not_found` when there is none. Its name is nobody's secret. */
export async function requireProject(
  _actor: Actor,
  key: string,
): Promise<{ id: string; key: string; name: string }> {
  const project = await database().project.findUnique({
    where: { key },
    select: { id: true, key: true, name: true },
  });
  if (!project)
    throw new Refusal("not_found", "There is no project with this key. Check how it is spelled.");
  return project;
}

/** All projects, oldest first. */
export async function listProjects(actor: Actor): Promise<ProjectView[]> {
  const projects = await database().project.findMany({
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return projects.map((project) => view(actor, project));
}

export async function getProject(actor: Actor, key: string): Promise<ProjectView> {
  const { id } = await requireProject(actor, key);
  return view(actor, await database().project.findUniqueOrThrow({ where: { id } }));
}

/** How far a project has come on the way to its first evaluated flag. */
export async function getFirstSteps(actor: Actor, key: string): Promise<FirstSteps> {
  const { id } = await requireProject(actor, key);
  if (!canReadProject(actor, { id })) {
    throw new Refusal("forbidden", "Only viewers and above see how far a project has come.");
  }
  const seen = visibleFlag(actor, id);
  const inProject = { environment: { projectId: id } };
  const [flag, on, keys, used] = await Promise.all([
    database().featureFlag.findFirst({
      where: { ...seen, archivedAt: null },
      orderBy: [{ clientSide: "desc" }, { type: "asc" }, { createdAt: "asc" }],
      select: { key: true },
    }),
    database().flagState.findFirst({
      where: { enabled: true, flag: seen },
      select: { flagId: true },
    }),
    database().apiKey.findMany({
      where: { revokedAt: null, ...inProject },
      orderBy: { createdAt: "desc" },
      distinct: "environmentId",
      select: { environment: { select: { key: true } } },
    }),
    database().apiKey.findFirst({
      where: { lastUsedAt: { not: null }, ...inProject },
      select: { id: true },
    }),
  ]);
  return {
    flag: flag?.key ?? null,
    on: on !== null,
    environments: keys.map(({ environment }) => environment.key),
    asked: used !== null,
  };
}

/** A page of a list that is read whole because it is short; the cursor names the last row of the page before. */
export function pageOf<T>(
  rows: T[],
  name: (row: T) => string,
  { limit, cursor }: ListPage,
): { data: T[]; nextCursor: string | null } {
  const cursorOf = (row: T) => Buffer.from(name(row)).toString("base64url");
  const before = cursor === undefined ? -1 : rows.findIndex((row) => cursorOf(row) === cursor);
  if (cursor !== undefined && before === -1) {
    throw new Refusal("invalid", "Send the cursor of the page before.", { field: "cursor" });
  }
  const data = rows.slice(before + 1, before + 1 + limit);
  const last = data.at(-1);
  const more = rows.length > before + 1 + limit;
  return { data, nextCursor: more && last ? cursorOf(last) : null };
}

function view(actor: Actor, project: Project): ProjectView {
  const { key, name, version } = project;
  if (!canReadProject(actor, project)) return { key, name };
  return {
    key,
    name,
    version,
    createdAt: project.createdAt.toISOString(),
    updatedAt: project.updatedAt.toISOString(),
  };
}
