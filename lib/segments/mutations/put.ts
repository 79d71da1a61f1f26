import { isDeepStrictEqual } from "node:util";
import type { Actor } from "@/lib/auth/actor";
import { commitChange } from "@/lib/change";
import { changedMeanwhile, Refusal } from "@/lib/errors";
import type { Segment } from "@/lib/generated/prisma/client";
import { requireProject } from "@/lib/projects/queries";
import { assertConditions, assertUnprotected } from "@/lib/segments/mutations/check";
import { assertMayChange, lockSegment, segmentEntry } from "@/lib/segments/mutations/lock";
import type { PutSegment } from "@/lib/segments/schema";

export type ChangedSegment = { before: Segment; version: number };

/**
 * Replaces the segment. `approval_required` when that changes who is in it and a protected environment targets by it.
 * Returns what stood before, and the version that stands now.
 */
export async function putSegment(
  actor: Actor,
  projectKey: string,
  key: string,
  { key: named = key, ...wanted }: PutSegment,
  ifMatch: number | null,
): Promise<ChangedSegment> {
  const project = await requireProject(actor, projectKey);
  assertMayChange(actor, project.id);

  return commitChange<ChangedSegment>(actor, async (tx) => {
    const before = await lockSegment(tx, project.id, key);
    if (ifMatch !== null && ifMatch !== before.version) {
      throw changedMeanwhile("this segment");
    }
    if (named !== key) {
      throw new Refusal("invalid", "A segment keeps its key for ever.", { field: "key" });
    }
    if (isDeepStrictEqual({ ...before, ...wanted }, before)) {
      return { unchanged: { before, version: before.version } };
    }
    await assertConditions(tx, project.id, key, wanted.conditions);
    await assertUnprotected(tx, before, wanted);

    const after = await tx.segment.update({
      where: { id: before.id },
      data: { ...wanted, version: { increment: 1 }, updatedAt: new Date() },
    });
    return {
      result: { before, version: after.version },
      audit: [segmentEntry("segment.update", project, { before, after })],
    };
  });
}
