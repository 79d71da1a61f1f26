import { isDeepStrictEqual } from "node:util";
import type { Actor } from "@/lib/auth/actor";
import { commitChange, type Tx } from "@/lib/change";
import { Refusal } from "@/lib/errors";
import { assertFresh, lockFlag } from "@/lib/flags/mutations/lock";
import { canSeeFlag, changeRefusal } from "@/lib/flags/policy";
import { type FlagDocument, flagDocument, misfit, type UpdateFlag } from "@/lib/flags/schema";
import { requireProject } from "@/lib/projects/queries";

type UpdatedFlag = { before: FlagDocument; version: number };

/** Merges the patch into the flag. `in_use` when a variant that something still names would vanish. Returns what stood before, and the version that stands now. */
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
    const before = flagDocument.parse(flag);
    const wanted = {
      name: patch.name ?? before.name,
      description: patch.description ?? before.description,
      variants: patch.variants ?? before.variants,
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
    const kept = new Set(wanted.variants.map((variant) => variant.key));
    const gone = before.variants.map((variant) => variant.key).filter((key) => !kept.has(key));
    await assertUnused(tx, flag.id, gone);

    const after = await tx.featureFlag.update({
      where: { id: flag.id },
      data: { ...wanted, version: { increment: 1 }, updatedAt: new Date() },
    });
    return {
      result: { before, version: after.version },
      audit: [
        {
          action: "flag.update",
          project: { id: project.id, key: project.key },
          flag: { id: flag.id, key },
          before,
          after: flagDocument.parse(after),
        },
      ],
    };
  });
}

/** Ended toggles count as users: they can be restarted, and what they say must stay readable. */
async function assertUnused(tx: Tx, flagId: string, variants: string[]): Promise<void> {
  if (variants.length === 0) return;

  const states = await tx.flagState.findMany({
    where: { flagId },
    include: { environment: { select: { key: true } } },
    orderBy: { environment: { position: "asc" } },
  });
  const toggles = await tx.toggle.groupBy({
    by: ["environmentId", "variant"],
    where: { flagId, variant: { in: variants } },
    _count: true,
  });
  const errors = states.flatMap((state) =>
    variants.flatMap((variant) => {
      const toggled = toggles.find(
        (group) => group.environmentId === state.environmentId && group.variant === variant,
      );
      const uses = [
        state.offVariant === variant ? "off variant" : null,
        isDeepStrictEqual(state.fallthrough, { variant }) ? "fallthrough" : null,
        toggled ? `toggles, ended ones included: ${toggled._count}` : null,
      ];
      return uses
        .filter((use) => use !== null)
        .map((use) => ({
          path: `variants.${variant}`,
          message: `${variant} is in use in ${state.environment.key} (${use}).`,
        }));
    }),
  );
  if (errors.length > 0) {
    const detail = errors.map(({ message }) => message).join(" ");
    throw new Refusal("in_use", `${detail} Serve another variant there first.`, { errors });
  }
}
