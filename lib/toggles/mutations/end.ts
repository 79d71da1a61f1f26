import type { Actor } from "@/lib/auth/actor";
import { commitChange } from "@/lib/change";
import { Refusal } from "@/lib/errors";
import { assertInUse, lockTarget, lockToggle, toggleEntry } from "@/lib/toggles/mutations/lock";
import { canEndToggle } from "@/lib/toggles/policy";

/** Ends anybody's toggle now. The row stays, so that it can be read and restarted. */
export async function endToggle(
  actor: Actor,
  projectKey: string,
  key: string,
  environmentKey: string,
  targetingKey: string,
): Promise<void> {
  const place = { project: projectKey, flag: key, environment: environmentKey, targetingKey };

  return commitChange(actor, async (tx) => {
    const target = await lockTarget(tx, actor, place);
    if (!canEndToggle(actor, target.flag)) {
      throw new Refusal("forbidden", "You may not end toggles of this flag.");
    }
    const before = await lockToggle(tx, target);
    if (!before) throw new Refusal("not_found", "This user has no toggle here.");
    assertInUse(target.flag);
    const now = new Date();
    if (before.expiresAt !== null && before.expiresAt <= now) return { unchanged: undefined };

    const after = await tx.toggle.update({
      where: { id: before.id },
      data: { expiresAt: now, updatedAt: now },
    });
    return {
      result: undefined,
      audit: [toggleEntry("toggle.end", target, before, after)],
    };
  });
}
