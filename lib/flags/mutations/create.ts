import { randomBytes } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { commitChange, lockProject } from "@/lib/change";
import { Refusal } from "@/lib/errors";
import { assertFits } from "@/lib/flags/mutations/value-schema";
import { canCreateFlag } from "@/lib/flags/policy";
import { booleanVariants, type CreateFlag, flagDocument } from "@/lib/flags/schema";
import { Prisma } from "@/lib/generated/prisma/client";
import { requireProject } from "@/lib/projects/queries";

/** Makes a flag, disabled in every environment. A key that was ever used in the project is a `conflict`. */
export async function createFlag(
  actor: Actor,
  projectKey: string,
  input: CreateFlag,
): Promise<{ id: string; key: string }> {
  const project = await requireProject(actor, projectKey);
  const creatorId = actor.id;
  if (creatorId === null || !canCreateFlag(actor, project.id)) {
    throw new Refusal(
      "forbidden",
      "You may not create flags in this project. An administrator can give you the role editor.",
    );
  }
  const variants = input.variants ?? booleanVariants;
  assertFits(input.type, input.schema, variants);
  const state = defaultState(variants);

  return commitChange(
    actor,
    async (tx) => {
      // An environment made meanwhile would miss its state.
      await lockProject(tx, project.id);
      const reserved = { projectId: project.id, key: input.key };
      await tx.flagKey.create({ data: reserved });
      const now = new Date();
      const flag = await tx.featureFlag.create({
        data: {
          ...input,
          ...reserved,
          name: input.name ?? input.key,
          variants,
          schema: input.schema ?? Prisma.DbNull,
          clientSide: input.clientSide ?? input.visibility === "public",
          salt: input.salt ?? randomBytes(16).toString("hex"),
          creatorId,
          createdAt: now,
          updatedAt: now,
        },
      });
      const environments = await tx.environment.findMany({
        where: { projectId: project.id },
        select: { id: true },
      });
      await tx.flagState.createMany({
        data: environments.map(({ id: environmentId }) => ({
          projectId: project.id,
          flagId: flag.id,
          environmentId,
          ...state,
          updatedAt: now,
        })),
      });
      const { id, key } = flag;
      return {
        result: { id, key },
        audit: [
          {
            action: "flag.create",
            project: { id: project.id, key: project.key },
            flag: { id, key },
            after: { ...flagDocument.parse(flag), state },
          },
        ],
      };
    },
    [
      {
        model: "FlagKey",
        field: "key",
        refusal: new Refusal(
          "conflict",
          "This key is taken: a key is never given out twice. Choose another one.",
          {
            field: "key",
          },
        ),
      },
    ],
  );
}

/** Falls through to the first variant, is off with the last. `createEnvironment` says the same in SQL. */
function defaultState(variants: readonly { key: string }[]) {
  const first = variants[0]?.key ?? "";
  return { offVariant: variants.at(-1)?.key ?? first, fallthrough: { variant: first } };
}
