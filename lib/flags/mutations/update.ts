import { isDeepStrictEqual } from "node:util";
import type { Actor } from "@/lib/auth/actor";
import { commitChange, type Tx } from "@/lib/change";
import { Refusal } from "@/lib/errors";
import { assertFresh, lockFlag } from "@/lib/flags/mutations/lock";
import { assertUnused } from "@/lib/flags/mutations/unused";
import { assertFits } from "@/lib/flags/mutations/value-schema";
import { canSeeFlag, changeRefusal } from "@/lib/flags/policy";
import { publishRefusal, requirements, restrictInUse } from "@/lib/flags/queries/requirements";
import { readFlag } from "@/lib/flags/queries/stored";
import { type FlagDocument, misfit, type UpdateFlag } from "@/lib/flags/schema";
import { Prisma } from "@/lib/generated/prisma/client";
import { requireProject } from "@/lib/projects/queries";

type UpdatedFlag = { before: FlagDocument; version: number };

/**
 * Merges the patch into the flag. `in_use` when a variant that something still names would vanish, or a public flag would
 * require a restricted one. Returns what stood before, and the version that stands now.
 */
export async function updateFlag(
  actor: Actor,
  projectKey: string,
  key: string,
  patch: UpdateFlag,
  ifMatch: number | null,
): Promise<UpdatedFlag> {
  const project = await requireProject(actor, projectKey);

  return commitChange<UpdatedFlag>(actor, async (tx) => {
    const flag = await lockFlag(tx, actor, project.id, key);
    const refusal = changeRefusal(actor, flag);
    if (refusal) throw refusal;
    const before = readFlag(flag);
    const wanted = {
      name: patch.name ?? before.name,
      description: patch.description ?? before.description,
      variants: patch.variants ?? before.variants,
      schema: patch.schema === undefined ? before.schema : patch.schema,
      tags: patch.tags ?? before.tags,
      visibility: patch.visibility ?? before.visibility,
      clientSide: patch.clientSide ?? before.clientSide,
      selfService: patch.selfService ?? before.selfService,
    };
    if (!canSeeFlag(actor, { ...flag, visibility: wanted.visibility })) {
      throw new Refusal(
        "forbidden",
        "Only its creator or an administrator may restrict a flag. Ask one of them.",
      );
    }
    assertFresh(ifMatch, flag.version);
    if (isDeepStrictEqual({ ...before, ...wanted }, before))
      return { unchanged: { before, version: flag.version } };

    const message = misfit(before.type, wanted.variants);
    if (message) throw new Refusal("invalid", message, { field: "variants" });
    assertFits(before.type, wanted.schema, wanted.variants);
    if (wanted.visibility !== before.visibility)
      await assertVisible(tx, actor, before, wanted.visibility);
    const kept = new Set(wanted.variants.map((variant) => variant.key));
    const gone = before.variants.map((variant) => variant.key).filter((key) => !kept.has(key));
    await assertUnused(tx, actor, before, gone);

    const after = await tx.featureFlag.update({
      where: { id: flag.id },
      data: {
        ...wanted,
        schema: wanted.schema ?? Prisma.DbNull,
        version: { increment: 1 },
        updatedAt: new Date(),
      },
    });
    return {
      result: { before, version: after.version },
      audit: [
        {
          action: "flag.update",
          project: { id: project.id, key: project.key },
          flag: { id: flag.id, key },
          before,
          after: readFlag(after),
        },
      ],
    };
  });
}

/** No public flag requires a restricted one. */
async function assertVisible(
  tx: Tx,
  actor: Actor,
  { projectId, key }: FlagDocument,
  wanted: FlagDocument["visibility"],
): Promise<void> {
  const all = await requirements(tx, projectId);
  const obstacle =
    wanted === "restricted" ? restrictInUse(actor, all, key) : publishRefusal(all, key);
  if (obstacle) throw obstacle;
}
