import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/database/client";
import { canReadEnvironments } from "@/lib/environments/policy";
import type { EnvironmentView } from "@/lib/environments/schema";
import { Refusal } from "@/lib/errors";
import type { Environment } from "@/lib/generated/prisma/client";
import { requireProject } from "@/lib/projects/queries";

export type RequiredEnvironment = {
  id: string;
  key: string;
  name: string;
  protected: boolean;
  project: { id: string; key: string };
};

/** The environment with this key; `not_found` when it or its project is unknown. */
export async function requireEnvironment(
  actor: Actor,
  projectKey: string,
  environmentKey: string,
): Promise<RequiredEnvironment> {
  const project = await requireProject(actor, projectKey);
  const environment = await find(project.id, environmentKey);
  const { id, key, name } = environment;
  return {
    id,
    key,
    name,
    protected: environment.protected,
    project: { id: project.id, key: project.key },
  };
}

/** The project's environments in their order. */
export async function listEnvironments(
  actor: Actor,
  projectKey: string,
): Promise<EnvironmentView[]> {
  const project = await requireProject(actor, projectKey);
  const environments = await database().environment.findMany({
    where: { projectId: project.id },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  return environments.map((environment) => view(actor, environment));
}

export async function getEnvironment(
  actor: Actor,
  projectKey: string,
  environmentKey: string,
): Promise<EnvironmentView> {
  const project = await requireProject(actor, projectKey);
  return view(actor, await find(project.id, environmentKey));
}

async function find(projectId: string, key: string): Promise<Environment> {
  const environment = await database().environment.findUnique({
    where: { projectId_key: { projectId, key } },
  });
  if (!environment)
    throw new Refusal(
      "not_found",
      "There is no environment with this key. Check how it is spelled.",
    );
  return environment;
}

function view(actor: Actor, environment: Environment): EnvironmentView {
  const { key, name, position, version } = environment;
  if (!canReadEnvironments(actor, environment.projectId)) return { key, name };
  return {
    key,
    name,
    protected: environment.protected,
    position,
    version,
    createdAt: environment.createdAt.toISOString(),
    updatedAt: environment.updatedAt.toISOString(),
  };
}
