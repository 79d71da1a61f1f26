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
import { canEndToggle } from "@/lib/toggles/policy";

type EndedToggle = { before: Former; updatedAt: Date };

/** Ends anybody's toggle now. The row stays, so that it can be read and restarted. Returns what it was. */
export async function endToggle(
  actor: Actor,
  projectKey: string,
  key: string,
  environmentKey: string,
  targetingKey: string,
  seen?: string,
): Promise<EndedToggle> {
  const place = { project: projectKey, flag: key, environment: environmentKey, targetingKey };

  return commitChange<EndedToggle>(actor, async (tx) => {
    const target = await lockTarget(tx, actor, place);
    if (!canEndToggle(actor, target.flag)) {
      throw new Refusal(
        "forbidden",
        "You may not end toggles of this flag. An administrator can give you the role editor.",
      );
    }
    const before = await lockToggle(tx, target);
    if (!before)
      throw new Refusal(
        "not_found",
        "This user has no toggle here. Check the user, the flag and the environment.",
      );
    assertSeen(seen, before, "toggle");
    assertInUse(target.flag);
    const now = new Date();
    if (before.expiresAt !== null && before.expiresAt <= now)
      return { unchanged: { before, updatedAt: before.updatedAt } };

    const after = await tx.toggle.update({
      where: { id: before.id },
      data: { expiresAt: now, updatedAt: now },
    });
    return {
      result: { before, updatedAt: now },
      audit: [toggleEntry("toggle.end", target, before, after)],
    };
  });
}
