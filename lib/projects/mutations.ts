import type { Actor } from "@/lib/auth/actor";
import { commitChange, lockProject, type Tx } from "@/lib/change";
import { environmentDocument } from "@/lib/environments/schema";
import { changedMeanwhile, Refusal } from "@/lib/errors";
import type { AuditEntry } from "@/lib/history/entry";
import { canChangeProject, canCreateProject } from "@/lib/projects/policy";
import { requireProject } from "@/lib/projects/queries";
import {
  type CreateProject,
  firstEnvironments,
  type ProjectDocument,
  projectDocument,
  type UpdateProject,
} from "@/lib/projects/schema";

/** Makes a project with its three environments: one audit row. */
export async function createProject(actor: Actor, input: CreateProject): Promise<{ key: string }> {
  if (!canCreateProject(actor)) {
    throw new Refusal("forbidden", "Only administrators create projects. Ask one of them.");
  }
  return commitChange(
    actor,
    async (tx) => {
      const { key, entry } = await insertProject(tx, input.key, input.name ?? input.key);
      return { result: { key }, audit: [entry] };
    },
    [
      {
        model: "Project",
        field: "key",
        refusal: new Refusal("conflict", "This key is taken. Choose another one.", {
          field: "key",
        }),
      },
    ],
  );
}

/** The rows of a new project and what the log says of them; also used for the very first project. */
export async function insertProject(tx: Tx, key: string, name: string) {
  const { environments, ...project } = await tx.project.create({
    data: { key, name, environments: { create: [...firstEnvironments] } },
    include: { environments: { orderBy: { position: "asc" } } },
  });
  const entry: AuditEntry = {
    action: "project.create",
    project: { id: project.id, key },
    after: {
      ...projectDocument.parse(project),
      environments: environments.map((environment) =>
        environmentDocument.omit({ projectId: true }).parse(environment),
      ),
    },
  };
  return { key, entry };
}

type UpdatedProject = { before: ProjectDocument; version: number };

/**
 * `ifMatch`: the version the caller saw, or null to write over whatever is there. Returns what stood before, and the
 * version that stands now.
 */
export async function updateProject(
  actor: Actor,
  key: string,
  patch: UpdateProject,
  ifMatch: number | null,
): Promise<UpdatedProject> {
  const project = await requireProject(actor, key);
  if (!canChangeProject(actor, project)) {
    throw new Refusal("forbidden", "Only administrators change projects. Ask one of them.");
  }
  return commitChange<UpdatedProject>(actor, async (tx) => {
    await lockProject(tx, project.id);
    const before = projectDocument.parse(
      await tx.project.findUniqueOrThrow({ where: { id: project.id } }),
    );
    if (ifMatch !== null && ifMatch !== before.version) {
      throw changedMeanwhile("this project");
    }
    const name = patch.name ?? before.name;
    if (name === before.name) return { unchanged: { before, version: before.version } };

    const after = await tx.project.update({
      where: { id: project.id },
      data: { name, version: { increment: 1 }, updatedAt: new Date() },
    });
    return {
      result: { before, version: after.version },
      audit: [
        {
          action: "project.update",
          project: { id: project.id, key: project.key },
          before,
          after: projectDocument.parse(after),
        },
      ],
    };
  });
}
