import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/change";
import { Refusal } from "@/lib/errors";
import { canSeeFlag } from "@/lib/flags/policy";
import { type FeatureFlag, Prisma, type Toggle } from "@/lib/generated/prisma/client";
import type { AuditEntry, Document } from "@/lib/history/entry";
import { type ToggleView, toggleDocument } from "@/lib/toggles/schema";

/** Where a toggle stands: keys of the address. */
export type Place = {
  project: string;
  flag: string;
  environment: string;
  targetingKey: string;
};

/** A flag with what else there is at a place. */
export type FoundRow = FeatureFlag & {
  projectKey: string;
  environmentId: string;
  userId: string | null;
  toggleId: string | null;
};

export type Target = {
  flag: FeatureFlag;
  /** Null when nobody has this targeting key yet. */
  userId: string | null;
  environmentId: string;
  /** Whether there was a toggle a moment ago; only `lockToggle` knows. */
  toggled: boolean;
  /** What every audit row of this place says. */
  names: Required<Pick<AuditEntry, "project" | "environment" | "flag">>;
};

/**
 * Finds the flag, the environment and the user in one round trip and holds the flag shared, so that many may toggle it
 * at once while its variants and its archiving wait. `not_found` for a flag that does not exist for this actor.
 */
export async function lockTarget(tx: Tx, actor: Actor, place: Place): Promise<Target> {
  const [row] = await tx.$queryRaw<FoundRow[]>`
    SELECT f.*, p."key" AS "projectKey", e."id" AS "environmentId", u."id" AS "userId", t."id" AS "toggleId"
    FROM (SELECT ${place.project} AS "project", ${place.flag} AS "flag", ${place.environment} AS "environment",
      ${place.targetingKey} AS "targetingKey") AS place
    ${atPlace} FOR SHARE OF f`;
  return targetOf(actor, place, row);
}

/** To what `place` names: the project `p`, the flag `f`, the environment `e`, and where there are such the user `u` and the toggle `t`. */
export const atPlace = Prisma.sql`
  JOIN "Project" p ON p."key" = place."project"
  JOIN "FeatureFlag" f ON f."projectId" = p."id" AND f."key" = place."flag"
  JOIN "Environment" e ON e."projectId" = p."id" AND e."key" = place."environment"
  LEFT JOIN "User" u ON u."targetingKey" = place."targetingKey"
  LEFT JOIN "Toggle" t ON t."flagId" = f."id" AND t."environmentId" = e."id" AND t."userId" = u."id"`;

/** Throws `not_found` when this actor may not know of it. */
export function targetOf(actor: Actor, place: Place, row: FoundRow | undefined): Target {
  if (!row || !canSeeFlag(actor, row)) {
    throw new Refusal(
      "not_found",
      "There is no such flag or no such environment. Check how their keys are spelled.",
    );
  }
  const { projectKey, environmentId, userId, toggleId, ...flag } = row;
  return {
    flag,
    userId,
    environmentId,
    toggled: toggleId !== null,
    names: {
      project: { id: flag.projectId, key: projectKey },
      environment: { id: environmentId, key: place.environment },
      flag: { id: flag.id, key: flag.key },
    },
  };
}

/** The stored toggle of this place, locked until the transaction ends; null when there is none. */
export async function lockToggle(tx: Tx, { flag, environmentId, userId }: Target) {
  if (userId === null) return null;
  const [toggle] = await tx.$queryRaw<Toggle[]>`
    SELECT * FROM "Toggle"
    WHERE "flagId" = ${flag.id}::uuid AND "environmentId" = ${environmentId}::uuid AND "userId" = ${userId}::uuid
    FOR UPDATE`;
  return toggle ?? null;
}

/** Now, or a millisecond after it was last changed: who says which one they have `seen` never means another. */
export function changedNow(before: Toggle | null): Date {
  return new Date(Math.max(Date.now(), before ? before.updatedAt.getTime() + 1 : 0));
}

/** What a toggle was like, for whoever wants to take a change back. */
export type Former = Pick<Toggle, "variant" | "reason" | "expiresAt"> | null;

/** What putting a toggle came to. `toggle`: as it goes out now, where that is known without asking. */
export type Put = { created: boolean; before: Former; updatedAt: Date; toggle?: ToggleView };

export function assertInUse(flag: FeatureFlag): void {
  if (flag.archivedAt === null) return;
  throw new Refusal("conflict", "The flag is archived. Restore it to change its toggles.");
}

/** The audit row of one toggle's change. The reason may name people, so it stands apart. */
export function toggleEntry(
  action: "toggle.create" | "toggle.update" | "toggle.end" | "toggle.delete",
  { names }: Target,
  before: Toggle | null,
  after: Toggle | null,
): AuditEntry {
  const userId = after?.userId ?? before?.userId;
  const reasons = (toggle: Toggle | null): Document | undefined =>
    toggle ? { reason: toggle.reason } : undefined;
  return {
    action,
    ...names,
    userId,
    before: before ? toggleDocument.parse(before) : undefined,
    after: after ? toggleDocument.parse(after) : undefined,
    personal: { before: reasons(before), after: reasons(after) },
  };
}
