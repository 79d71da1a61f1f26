import type { Actor } from "@/lib/auth/actor";
import { commitChange } from "@/lib/change";
import { lockFlag } from "@/lib/flags/mutations/lock";
import { archiveRefusal } from "@/lib/flags/policy";
import { archiveInUse, requirements, restoreRefusal } from "@/lib/flags/queries/requirements";
import { readFlag } from "@/lib/flags/queries/stored";
import { requireProject } from "@/lib/projects/queries";

/** Takes the flag out of use: for client apps it does not exist until it is restored. `in_use` while another requires it. */
export async function archiveFlag(actor: Actor, projectKey: string, key: string): Promise<void> {
  return setArchived(actor, projectKey, key, true);
}

/** Puts an archived flag back as it was, states and toggles included. `conflict` while what it requires is archived. */
export async function restoreFlag(actor: Actor, projectKey: string, key: string): Promise<void> {
  return setArchived(actor, projectKey, key, false);
}

async function setArchived(actor: Actor, projectKey: string, key: string, archived: boolean) {
  const project = await requireProject(actor, projectKey);
  const verb = archived ? "archive" : "restore";

  return commitChange(actor, async (tx) => {
    const flag = await lockFlag(tx, actor, project.id, key);
    const refusal = archiveRefusal(actor, flag, verb);
    if (refusal) throw refusal;
    if ((flag.archivedAt !== null) === archived) return { unchanged: undefined };
    const all = await requirements(tx, project.id);
    const obstacle = archived ? archiveInUse(actor, all, key) : restoreRefusal(all, key);
    if (obstacle) throw obstacle;

    const now = new Date();
    const after = await tx.featureFlag.update({
      where: { id: flag.id },
      data: { archivedAt: archived ? now : null, version: { increment: 1 }, updatedAt: now },
    });
    return {
      result: undefined,
      audit: [
        {
          action: `flag.${verb}`,
          project: { id: project.id, key: project.key },
          flag: { id: flag.id, key },
          before: readFlag(flag),
          after: readFlag(after),
        },
      ],
    };
  });
}
