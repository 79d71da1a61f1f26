import type { Tx } from "@/lib/change";
import { segmentsIn } from "@/lib/flags/schema/condition";
import { segmentDocument } from "@/lib/segments/schema";

/** A rule of a flag that names a segment, in one environment. */
export type UseByFlag = { segment: string; flagId: string; environmentId: string };

/** Every naming of a segment by a rule in the project, archived flags included. */
export async function usesByFlags(tx: Tx, projectId: string): Promise<UseByFlag[]> {
  return tx.$queryRaw<UseByFlag[]>`
    SELECT DISTINCT named #>> '{}' AS "segment", "flagId", "environmentId"
    FROM "FlagState", jsonb_path_query("rules", '$[*].when.**.segment') AS named
    WHERE "projectId" = ${projectId}::uuid
    ORDER BY 1, 2, 3`;
}

/** The keys of the segments that each segment of the project names, by its key. */
export async function segmentGraph(tx: Tx, projectId: string): Promise<Map<string, string[]>> {
  const rows = await tx.segment.findMany({
    where: { projectId },
    select: { key: true, conditions: true },
    orderBy: { key: "asc" },
  });
  return new Map(
    rows.map(({ key, conditions }) => {
      // One that was damaged by hand names nothing that could be read, and does not hold up the others.
      const read = segmentDocument.shape.conditions.safeParse(conditions);
      return [key, read.success ? segmentsIn(read.data).map(({ segment }) => segment) : []];
    }),
  );
}

/** A segment and everything that names it, directly or through others. */
export function dependants(
  graph: ReadonlyMap<string, readonly string[]>,
  key: string,
): Set<string> {
  const found = new Set([key]);
  for (const dependant of found)
    for (const [name, named] of graph) if (named.includes(dependant)) found.add(name);
  return found;
}
