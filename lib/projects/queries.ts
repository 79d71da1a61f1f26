import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/database/client";
import { Refusal } from "@/lib/errors";
import type { Project } from "@/lib/generated/prisma/client";
import { canReadProject } from "@/lib/projects/policy";
import type { ProjectView } from "@/lib/projects/schema";

/** The project with this key; `not_found` when there is none. Its name is nobody's secret. */
export async function requireProject(
  _actor: Actor,
  key: string,
): Promise<{ id: string; key: string; name: string }> {
  const project = await database().project.findUnique({
    where: { key },
    select: { id: true, key: true, name: true },
  });
  if (!project) throw new Refusal("not_found", "There is no project with this key.");
  return project;
}

/** All projects, oldest first: at most a page's worth is expected, so they come whole. */
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
