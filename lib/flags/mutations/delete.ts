import type { Actor } from "@/lib/auth/actor";
import { commitChange } from "@/lib/change";
import { Refusal } from "@/lib/errors";
import { lockFlag } from "@/lib/flags/mutations/lock";
import { canDeleteFlag } from "@/lib/flags/policy";
import { deleteInUse, requirements } from "@/lib/flags/queries/requirements";
import { readFlag } from "@/lib/flags/queries/stored";
import { requireProject } from "@/lib/projects/queries";

/** Deletes an archived flag with its states and toggles: one audit row. Its key stays reserved. `in_use` while another requires it. */
export async function deleteFlag(actor: Actor, projectKey: string, key: string): Promise<void> {
  const project = await requireProject(actor, projectKey);

  return commitChange(actor, async (tx) => {
    const flag = await lockFlag(tx, actor, project.id, key);
    if (!canDeleteFlag(actor, flag)) {
      throw new Refusal(
        "forbidden",
        "Only the creator of a flag may delete it. Ask them, or archive it instead.",
      );
    }
    if (flag.archivedAt === null) {
      throw new Refusal("conflict", "Archive the flag before you delete it.");
    }
    const users = deleteInUse(actor, await requirements(tx, project.id), key);
    if (users) throw users;
    await tx.toggle.deleteMany({ where: { flagId: flag.id } });
    await tx.flagState.deleteMany({ where: { flagId: flag.id } });
    await tx.featureFlag.delete({ where: { id: flag.id } });
    return {
      result: undefined,
      audit: [
        {
          action: "flag.delete",
          project: { id: project.id, key: project.key },
          flag: { id: flag.id, key },
          before: readFlag(flag),
        },
      ],
    };
  });
}
