import { z } from "zod";
import type { Condition } from "@/lib/evaluation/state";
import { time } from "@/lib/flags/schema";
import { condition, segmentKey, storedCondition } from "@/lib/flags/schema/condition";
import { targetingKey } from "@/lib/users/schema";

const name = z.string().trim().min(1, "Give it a name.").max(200, "At most 200 characters.");

/** Targeting keys, each once. */
const people = z
  .array(targetingKey)
  .max(10_000, "At most 10,000 users; say what they have in common instead.")
  .transform((list) => [...new Set(list)])
  .default([]);

/** Nobody by conditions: a segment of those alone who are named. */
export const nobody: Condition = { any: [] };

const content = z.strictObject({
  name: name.optional(),
  conditions: condition.default(nobody),
  included: people,
  excluded: people,
});

type People = { included: string[]; excluded: string[] };
function notBoth({ included, excluded }: People, context: z.RefinementCtx<People>): void {
  const known = new Set(included);
  excluded.forEach((key, index) => {
    if (known.has(key))
      context.addIssue({
        code: "custom",
        path: ["excluded", index],
        message: `${key} is included, too.`,
      });
  });
}

export const createSegmentSchema = content.extend({ key: segmentKey }).superRefine(notBoth);
export type CreateSegment = z.output<typeof createSegmentSchema>;

/** Replaces the whole segment. The key may be sent along, unchanged. */
export const putSegmentSchema = content
  .extend({ key: segmentKey.optional(), name })
  .superRefine(notBoth);
export type PutSegment = z.output<typeof putSegmentSchema>;

/**
 * A segment as the audit log holds it (`segment.*`), made by parsing the row. Who is included and excluded belongs to
 * those persons and stands apart.
 */
export const segmentDocument = z.object({
  id: z.string(),
  projectId: z.string(),
  key: z.string(),
  name: z.string(),
  conditions: storedCondition,
  version: z.number(),
  createdAt: time,
  updatedAt: time,
});

/** The personal part of those documents. */
export const segmentPeople = z.object({
  included: z.array(z.string()),
  excluded: z.array(z.string()),
});

/** What names a segment in its conditions: a flag's rules in an environment, or another segment. */
const segmentUse = z.union([
  z.object({ flag: z.string(), environment: z.string() }),
  z.object({ segment: z.string() }),
]);
export type SegmentUse = z.output<typeof segmentUse>;

/** A segment on the wire. */
export const segmentView = segmentDocument
  .omit({ id: true, projectId: true })
  .extend({ ...segmentPeople.shape, usedBy: z.array(segmentUse) })
  .extend({
    /**
     * Only in lists, and only when somebody changed the segment in the database by hand: what cannot be read of it. Its
     * conditions are then given as nobody's.
     */
    unreadable: z.array(z.string()).optional(),
  });
export type SegmentView = z.output<typeof segmentView>;
