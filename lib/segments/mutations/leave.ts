import { lockProject, type Tx } from "@/lib/change";
import type { User } from "@/lib/generated/prisma/client";
import type { AuditEntry } from "@/lib/history/entry";
import { segmentEntry } from "@/lib/segments/mutations/lock";

// What the erasure of a person does to segments: those that name them, and rows of the log that did.

/** Nobody changes a segment until the transaction ends. Before any row is locked, as every validity lock. */
export async function lockSegments(tx: Tx): Promise<void> {
  const projects = await tx.segment.findMany({
    distinct: "projectId",
    select: { projectId: true },
    orderBy: { projectId: "asc" },
  });
  for (const { projectId } of projects) await lockProject(tx, projectId);
}

/**
 * Takes a person out of every segment that names them, and tells anew who is in those that they changed themselves: what
 * the log says of that goes with them. Before and after are told without the person.
 */
export async function leaveSegments(
  tx: Tx,
  { id, targetingKey }: Pick<User, "id" | "targetingKey">,
): Promise<AuditEntry[]> {
  const changed = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT "canonical"::jsonb #>> '{after,id}' AS "id" FROM "AuditLog"
    WHERE "actorId" = ${id}::uuid AND "action" IN ('segment.create', 'segment.update')`;
  const named = targetingKey === null ? [] : [targetingKey].map((key) => ({ has: key }));
  const rows = await tx.segment.findMany({
    where: {
      OR: [
        { id: { in: changed.map(({ id }) => id) } },
        ...named.flatMap((key) => [{ included: key }, { excluded: key }]),
      ],
    },
    include: { project: { select: { id: true, key: true } } },
    orderBy: { id: "asc" },
  });
  const entries: AuditEntry[] = [];
  for (const { project, ...row } of rows) {
    const others = {
      included: row.included.filter((key) => key !== targetingKey),
      excluded: row.excluded.filter((key) => key !== targetingKey),
    };
    const after = await tx.segment.update({
      where: { id: row.id },
      data: { ...others, version: { increment: 1 }, updatedAt: new Date() },
    });
    entries.push(segmentEntry("segment.update", project, { before: { ...row, ...others }, after }));
  }
  return entries;
}

/** Deletes who was in a segment, wherever the log has this key among them. */
export async function forgetInSegments(tx: Tx, targetingKey: string): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "AuditPersonal" p USING "AuditLog" a
    WHERE a."id" = p."auditId" AND a."action" LIKE 'segment.%'
      AND (jsonb_path_query_array(p."document"::jsonb, '$.*.included[*]') ? ${targetingKey}
        OR jsonb_path_query_array(p."document"::jsonb, '$.*.excluded[*]') ? ${targetingKey})`;
}
