import type { Actor } from "@/lib/auth/actor";
import { commitChange, lockProject } from "@/lib/change";
import { Refusal } from "@/lib/errors";
import { requireProject } from "@/lib/projects/queries";
import { assertConditions } from "@/lib/segments/mutations/check";
import { assertMayChange, segmentEntry } from "@/lib/segments/mutations/lock";
import type { CreateSegment } from "@/lib/segments/schema";

/** Makes a segment. A key that is taken is a `conflict`; a deleted segment's key may be used again. */
export async function createSegment(
  actor: Actor,
  projectKey: string,
  input: CreateSegment,
): Promise<void> {
  const project = await requireProject(actor, projectKey);
  assertMayChange(actor, project.id);

  return commitChange(
    actor,
    async (tx) => {
      await lockProject(tx, project.id);
      await assertConditions(tx, project.id, input.key, input.conditions);
      const now = new Date();
      const after = await tx.segment.create({
        data: {
          ...input,
          name: input.name ?? input.key,
          projectId: project.id,
          createdAt: now,
          updatedAt: now,
        },
      });
      return { result: undefined, audit: [segmentEntry("segment.create", project, { after })] };
    },
    [
      {
        model: "Segment",
        field: "key",
        refusal: new Refusal("conflict", "This key is taken.", { field: "key" }),
      },
    ],
  );
}
