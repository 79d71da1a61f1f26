import type { Change } from "@/lib/audit/schema";
import { database } from "@/lib/database/client";

/** The last number of the log. */
export async function lastSequence(): Promise<bigint> {
  const { sequence } = await database().ledger.findUniqueOrThrow({ where: { id: 1 } });
  return sequence;
}

/**
 * What was changed after a sequence, oldest first, with what decides who may hear of it (`glimpse`). Nobody asks for
 * themselves here: it is read once for everybody who listens. A deleted flag is as hidden as it was at its end.
 */
export async function changesAfter(sequence: bigint, limit: number): Promise<Change[]> {
  const rows = await database().$queryRaw<Row[]>`
    SELECT a."sequence", a."action", a."projectId", a."flagId", a."userId", u."username" AS "actor",
      a."canonical"::jsonb #>> '{project,key}' AS "project",
      a."canonical"::jsonb #>> '{environment,key}' AS "environment",
      a."canonical"::jsonb #>> '{flag,key}' AS "flag",
      coalesce(f."visibility"::text, d."document" ->> 'visibility') AS "visibility",
      coalesce(f."creatorId"::text, d."document" ->> 'creatorId') AS "creatorId",
      f."id" IS NULL OR f."archivedAt" IS NOT NULL AS "archived"
    FROM "AuditLog" a
    LEFT JOIN "User" u ON u."id" = a."actorId"
    LEFT JOIN "FeatureFlag" f ON f."id" = a."flagId"
    LEFT JOIN LATERAL (
      SELECT e."canonical"::jsonb -> 'before' AS "document" FROM "AuditLog" e
      WHERE f."id" IS NULL AND e."flagId" = a."flagId" AND e."action" = 'flag.delete' LIMIT 1
    ) d ON TRUE
    WHERE a."sequence" > ${sequence} ORDER BY a."sequence" LIMIT ${limit}`;
  return rows.map(({ visibility, creatorId, archived, flagId, ...row }) => ({
    ...row,
    about: flagId === null ? null : { hidden: visibility !== "public", creatorId, archived },
  }));
}

type Row = Omit<Change, "about"> & {
  flagId: string | null;
  visibility: string | null;
  creatorId: string | null;
  archived: boolean;
};
