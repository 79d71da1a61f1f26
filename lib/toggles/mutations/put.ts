import type { Actor } from "@/lib/auth/actor";
import { assertSeen, type Change, commitChange, type Tx } from "@/lib/change";
import { Refusal } from "@/lib/errors";
import { flagDocument } from "@/lib/flags/schema";
import type { FeatureFlag, Toggle } from "@/lib/generated/prisma/client";
import type { AuditEntry } from "@/lib/history/entry";
import { enlist } from "@/lib/toggles/mutations/enlist";
import {
  assertInUse,
  type Former,
  lockTarget,
  lockToggle,
  type Target,
  toggleEntry,
} from "@/lib/toggles/mutations/lock";
import { canToggle, canToggleAnybody } from "@/lib/toggles/policy";
import type { PutToggle } from "@/lib/toggles/schema";

type Wanted = Pick<Toggle, "variant" | "reason" | "expiresAt">;

export type Put = { created: boolean; before: Former; updatedAt: Date };

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

  return commitChange(actor, async (tx) => {
    const target = await lockTarget(tx, actor, place);
    if (!canToggle(actor, target.flag, target.userId)) {
      throw new Refusal(
        "forbidden",
        "You may not toggle this flag for this user. An administrator can give you the role editor.",
      );
    }
    assertInUse(target.flag);
    const wanted = {
      variant: chosen(target.flag, input),
      reason: input.reason || null,
      expiresAt: future(input.expiresAt ?? null),
    };
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
  const selfService = !canToggleAnybody(actor, flag);
  // Another writer may make or delete the toggle at any moment until it is locked: then the other way is tried.
  for (let { toggled } = target; ; toggled = !toggled) {
    const now = new Date();
    const before = toggled ? await lockToggle(tx, target) : null;
    if (before || !toggled) assertSeen(seen, before, "toggle");
    if (!before) {
      if (toggled) continue;
      const [created] = await tx.toggle.createManyAndReturn({
        data: [
          {
            ...{ flagId: flag.id, environmentId, userId, ...wanted, selfService },
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

    const same = isSame(before, wanted);
    // A user who repeats what an editor set takes nothing over; an editor who repeats what a user set vouches for it.
    if (same && (before.selfService === selfService || selfService)) {
      return { unchanged: { created: false, before, updatedAt: before.updatedAt } };
    }
    const after = await tx.toggle.update({
      where: { id: before.id },
      data: { ...wanted, selfService, updatedAt: now },
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

function isSame(toggle: Toggle, wanted: Wanted): boolean {
  return (
    toggle.variant === wanted.variant &&
    toggle.reason === wanted.reason &&
    toggle.expiresAt?.getTime() === wanted.expiresAt?.getTime()
  );
}

function chosen(flag: FeatureFlag, { enabled, variant }: PutToggle): string {
  const { type, variants } = flagDocument.parse(flag);
  if (enabled !== undefined && type !== "boolean") {
    throw new Refusal("invalid", "This flag is not boolean: name a variant.", { field: "enabled" });
  }
  const found = variants.find(({ key, value }) =>
    enabled === undefined ? key === variant : value === enabled,
  );
  if (found) return found.key;
  throw new Refusal("invalid", `This flag has no variant ${variant}. Name one that it has.`, {
    field: "variant",
  });
}

/** A toggle that has ended comes from ending one, never from a PUT: most likely the time is a mistake. */
function future(expiresAt: string | null): Date | null {
  if (expiresAt === null) return null;
  const at = new Date(expiresAt);
  if (at.getUTCFullYear() > 9999) {
    throw new Refusal("invalid", "This time is too far away. Choose an earlier one, or none.", {
      field: "expiresAt",
    });
  }
  if (at.getTime() > Date.now()) return at;
  throw new Refusal("invalid", "This time has passed. End the toggle instead.", {
    field: "expiresAt",
  });
}

function creatorOf(actor: Actor): string {
  if (actor.id === null)
    throw new Refusal(
      "forbidden",
      "Only a person creates toggles. Sign in, or send a personal token.",
    );
  return actor.id;
}
