import type { Actor } from "@/lib/auth/actor";
import { lockProject, type Tx } from "@/lib/change";
import { Refusal } from "@/lib/errors";
import { visibleFlag } from "@/lib/flags/policy";
import type { FeatureFlag } from "@/lib/generated/prisma/client";

/**
 * The flag, kept from every other change until the transaction ends. The row lock keeps toggles out, which hold it
 * shared and do not take the project's lock. `not_found` when the actor may not know of it.
 */
export async function lockFlag(
  tx: Tx,
  actor: Actor,
  projectId: string,
  key: string,
): Promise<FeatureFlag> {
  await lockProject(tx, projectId);
  await tx.$queryRaw`
    SELECT 1 FROM "FeatureFlag" WHERE "projectId" = ${projectId}::uuid AND "key" = ${key} FOR UPDATE`;
  const flag = await tx.featureFlag.findFirst({ where: { ...visibleFlag(actor, projectId), key } });
  if (!flag)
    throw new Refusal("not_found", "There is no flag with this key. Check how it is spelled.");
  return flag;
}

/** 412 when the caller saw another version than the one there is; null: the caller does not care. */
export function assertFresh(ifMatch: number | null, version: number): void {
  if (ifMatch !== null && ifMatch !== version) {
    throw new Refusal(
      "stale",
      `Somebody changed this since you read it: it is version ${version} now. Look at it again, then repeat your change.`,
    );
  }
}
