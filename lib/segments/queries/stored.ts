import type { z } from "zod";
import { Refusal } from "@/lib/errors";
import type { Segment } from "@/lib/generated/prisma/client";
import { segmentDocument } from "@/lib/segments/schema";

/** The segment of a row. Throws `unavailable` when somebody changed it in the database by hand. */
export function readSegment(row: Segment): z.output<typeof segmentDocument> {
  const read = segmentDocument.safeParse(row);
  if (read.success) return read.data;
  throw unreadableSegment(row.key);
}

/** What is said of a segment that cannot be read: of its columns only the conditions take anything else. */
export function unreadableSegment(key: string): Refusal {
  return new Refusal(
    "unavailable",
    `The segment ${key} cannot be read: somebody changed its conditions in the database by hand. Write back there what the audit log says, or restore a backup.`,
    { errors: [{ path: "conditions", message: "This cannot be read." }] },
  );
}
