import type { Actor } from "@/lib/auth/actor";
import { assertSeen, type Change, commitChange, type Tx } from "@/lib/change";
import type { AuditEntry } from "@/lib/history/entry";
import { putAtOnce } from "@/lib/toggles/mutations/at-once";
import { enlist } from "@/lib/toggles/mutations/enlist";
import {
  changedNow,
  lockTarget,
  lockToggle,
  type Put,
  type Target,
  toggleEntry,
} from "@/lib/toggles/mutations/lock";
import { creatorOf, says, type Wanted, wantedOf } from "@/lib/toggles/mutations/wanted";
import type { PutToggle } from "@/lib/toggles/schema";

/**
 * Gives one user a variant, whatever was there before; makes the user when nobody has the targeting key. Whoever made
 * the toggle first stays its creator. Any number of writers may put the same toggle at once: never a `conflict`,
 * unless they say which one they have `seen`.
 */
export async function putToggle(
  actor: Actor,
  projectKey: string,
  key: string,
  environmentKey: string,
  targetingKey: string,
  input: PutToggle,
  seen?: string,
): Promise<Put> {
  const place = { project: projectKey, flag: key, environment: environmentKey, targetingKey };

  const atOnce = await putAtOnce({ actor, place, input, seen });
  if (atOnce) return atOnce.result;

  return commitChange(actor, async (tx) => {
    const target = await lockTarget(tx, actor, place);
    const wanted = wantedOf(actor, target, input);
    if (target.userId !== null)
      return put(tx, actor, { ...target, userId: target.userId }, wanted, seen);

    const { userId, made } = await enlist(tx, targetingKey);
    return put(tx, actor, { ...target, userId }, wanted, seen, made);
  });
}

async function put(
  tx: Tx,
  actor: Actor,
  target: Target & { userId: string },
  wanted: Wanted,
  seen: string | undefined,
  made: AuditEntry[] = [],
): Promise<Change<Put>> {
  const { flag, environmentId, userId } = target;
  // Another writer may make or delete the toggle at any moment until it is locked: then the other way is tried.
  for (let { toggled } = target; ; toggled = !toggled) {
    const before = toggled ? await lockToggle(tx, target) : null;
    const now = changedNow(before);
    if (before || !toggled) assertSeen(seen, before, "toggle");
    if (!before) {
      if (toggled) continue;
      const [created] = await tx.toggle.createManyAndReturn({
        data: [
          {
            ...{ flagId: flag.id, environmentId, userId, ...wanted },
            creatorId: creatorOf(actor),
            createdAt: now,
            updatedAt: now,
          },
        ],
        skipDuplicates: true,
      });
      if (!created) continue;
      const result = { created: true, before: null, updatedAt: now };
      return audited(result, made, toggleEntry("toggle.create", target, null, created));
    }

    if (says(before, wanted))
      return { unchanged: { created: false, before, updatedAt: before.updatedAt } };
    const after = await tx.toggle.update({
      where: { id: before.id },
      data: { ...wanted, updatedAt: now },
    });
    const result = { created: false, before, updatedAt: now };
    return audited(result, made, toggleEntry("toggle.update", target, before, after));
  }
}

function audited<T>(result: T, made: AuditEntry[], entry: AuditEntry) {
  const [first = entry, ...rest] = [...made, entry];
  const audit: [AuditEntry, ...AuditEntry[]] = [first, ...rest];
  return { result, audit };
}
