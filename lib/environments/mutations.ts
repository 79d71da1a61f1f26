import type { Actor } from "@/lib/auth/actor";
import { commitChange, lockProject } from "@/lib/change";
import { canManageEnvironments } from "@/lib/environments/policy";
import { requireEnvironment } from "@/lib/environments/queries";
import {
  type CreateEnvironment,
  type EnvironmentDocument,
  environmentDocument,
  type UpdateEnvironment,
} from "@/lib/environments/schema";
import { changedMeanwhile, Refusal } from "@/lib/errors";
import { requireProject } from "@/lib/projects/queries";

/** Makes an environment, last in order, with the default state of every flag of the project: one audit row. */
export async function createEnvironment(
  actor: Actor,
  projectKey: string,
  input: CreateEnvironment,
): Promise<{ key: string }> {
  const project = await requireProject(actor, projectKey);
  mayManage(actor, project.id);

  return commitChange(
    actor,
    async (tx) => {
      // A flag made meanwhile would miss its state here.
      await lockProject(tx, project.id);
      const last = await tx.environment.aggregate({
        where: { projectId: project.id },
        _max: { position: true },
      });
      const environment = await tx.environment.create({
        data: {
          projectId: project.id,
          key: input.key,
          name: input.name ?? input.key,
          protected: input.protected,
          position: (last._max.position ?? -1) + 1,
        },
      });
      await tx.$executeRaw`
        INSERT INTO "FlagState" ("projectId", "flagId", "environmentId", "offVariant", "fallthrough")
        SELECT "projectId", "id", ${environment.id}::uuid, "variants" -> -1 ->> 'key',
               jsonb_build_object('variant', "variants" -> 0 ->> 'key')
        FROM "FeatureFlag" WHERE "projectId" = ${project.id}::uuid`;
      return {
        result: { key: environment.key },
        audit: [
          {
            action: "environment.create",
            project: { id: project.id, key: project.key },
            environment: { id: environment.id, key: environment.key },
            after: environmentDocument.parse(environment),
          },
        ],
      };
    },
    [
      {
        model: "Environment",
        field: "key",
        refusal: new Refusal("conflict", "This key is taken. Choose another one.", {
          field: "key",
        }),
      },
    ],
  );
}

type UpdatedEnvironment = { before: EnvironmentDocument; version: number };

/**
 * `ifMatch`: the version the caller saw, or null to write over whatever is there. Returns what stood before, and the
 * version that stands now.
 */
export async function updateEnvironment(
  actor: Actor,
  projectKey: string,
  environmentKey: string,
  patch: UpdateEnvironment,
  ifMatch: number | null,
): Promise<UpdatedEnvironment> {
  const { id, key, project } = await requireEnvironment(actor, projectKey, environmentKey);
  mayManage(actor, project.id);

  return commitChange<UpdatedEnvironment>(actor, async (tx) => {
    await lockProject(tx, project.id);
    const before = environmentDocument.parse(
      await tx.environment.findUniqueOrThrow({ where: { id } }),
    );
    if (ifMatch !== null && ifMatch !== before.version) {
      throw changedMeanwhile("this environment");
    }
    const wanted = {
      name: patch.name ?? before.name,
      protected: patch.protected ?? before.protected,
    };
    if (wanted.name === before.name && wanted.protected === before.protected) {
      return { unchanged: { before, version: before.version } };
    }

    const after = await tx.environment.update({
      where: { id },
      data: { ...wanted, version: { increment: 1 }, updatedAt: new Date() },
    });
    return {
      result: { before, version: after.version },
      audit: [
        {
          action: "environment.update",
          project,
          environment: { id, key },
          before,
          after: environmentDocument.parse(after),
        },
      ],
    };
  });
}

function mayManage(actor: Actor, projectId: string): void {
  if (!canManageEnvironments(actor, projectId)) {
    throw new Refusal("forbidden", "Only administrators change environments. Ask one of them.");
  }
}
