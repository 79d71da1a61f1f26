import type { Actor } from "@/lib/auth/actor";
import { lockProject, type Tx } from "@/lib/change";
import { Refusal } from "@/lib/errors";
import type { Segment } from "@/lib/generated/prisma/client";
import type { AuditEntry } from "@/lib/history/entry";
import { canChangeSegments, canReadSegments } from "@/lib/segments/policy";
import { readSegment } from "@/lib/segments/queries/stored";
import { segmentPeople } from "@/lib/segments/schema";

/** Said before it is looked whether the segment is there: who may not read segments hears nothing of them. */
export function assertMayChange(actor: Actor, projectId: string): void {
  if (!canChangeSegments(actor, projectId)) {
    throw new Refusal(
      "forbidden",
      canReadSegments(actor, projectId)
        ? "Only editors and above change segments."
        : "Members do not see segments. Ask for the role editor.",
    );
  }
}

/** The segment, kept from every other change until the transaction ends. */
export async function lockSegment(tx: Tx, projectId: string, key: string): Promise<Segment> {
  await lockProject(tx, projectId);
  const segment = await tx.segment.findUnique({ where: { projectId_key: { projectId, key } } });
  if (!segment) throw new Refusal("not_found", "There is no segment with this key.");
  return segment;
}

type Stands = { before?: Segment; after?: Segment };

/** What the log says of a change: who is named in a segment stands apart, as theirs. */
export function segmentEntry(
  action: "segment.create" | "segment.update" | "segment.delete",
  project: { id: string; key: string },
  { before, after }: Stands,
): AuditEntry {
  return {
    action,
    project: { id: project.id, key: project.key },
    ...(before ? { before: readSegment(before) } : {}),
    ...(after ? { after: readSegment(after) } : {}),
    personal: {
      ...(before ? { before: segmentPeople.parse(before) } : {}),
      ...(after ? { after: segmentPeople.parse(after) } : {}),
    },
  };
}
