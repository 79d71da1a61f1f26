import type { Actor } from "@/lib/auth/actor";
import { assertSeen, commitChange } from "@/lib/change";
import { Refusal } from "@/lib/errors";
import {
  assertInUse,
  type Former,
  lockTarget,
  lockToggle,
  toggleEntry,
} from "@/lib/toggles/mutations/lock";
import { canDeleteToggle, canReadTogglesOf } from "@/lib/toggles/policy";

/** Removes a toggle; only its creator may, everybody else ends it. Returns what it was. */
export async function deleteToggle(
  actor: Actor,
  projectKey: string,
  key: string,
  environmentKey: string,
  targetingKey: string,
  seen?: string,
): Promise<{ before: Former }> {
  const place = { project: projectKey, flag: key, environment: environmentKey, targetingKey };

  return commitChange(actor, async (tx) => {
    const target = await lockTarget(tx, actor, place);
    // A member learns nothing of who else has a toggle: the same answer whether there is one or not.
    if (target.userId !== actor.id && !canReadTogglesOf(actor, target.flag.projectId, "")) {
      throw new Refusal(
        "forbidden",
        "Only the creator of a toggle may delete it. An editor can end it instead.",
      );
    }
    const before = await lockToggle(tx, target);
    if (!before)
      throw new Refusal(
        "not_found",
        "This user has no toggle here. Check the user, the flag and the environment.",
      );
    if (!canDeleteToggle(actor, target.flag, before)) {
      throw new Refusal(
        "forbidden",
        "Only the creator of a toggle may delete it. An editor can end it instead.",
      );
    }
    assertSeen(seen, before, "toggle");
    assertInUse(target.flag);

    await tx.toggle.delete({ where: { id: before.id } });
    return {
      result: { before },
      audit: [toggleEntry("toggle.delete", target, before, null)],
    };
  });
}
