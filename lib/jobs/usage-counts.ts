import type pg from "pg";
import type { Line } from "./evaluations";

/** Minutes are kept for three hours, then hours for a week, then days for 400. */
const foldings = [
  { from: 1, to: 60, after: "3 hours" },
  { from: 60, to: 1_440, after: "7 days" },
];
const keptFor = "400 days";
/** Of two instances that fold at once, one has nothing to do. Any number that nothing else locks. */
const foldingLock = 7_262_310;

/**
 * Adds to what is there, whoever counted it, in one statement: all of it or nothing. Rows in the order of their key: two
 * instances that write at once cannot wait for each other. What was deleted meanwhile has no row to join.
 */
export async function addCounts(client: pg.Client, lines: readonly Line[]): Promise<void> {
  if (lines.length === 0) return;
  await client.query(
    `WITH "told" AS (
       SELECT "f"."id" AS "flagId", "e"."id" AS "environmentId", to_timestamp("u"."minute" * 60.0) AS "startsAt",
              "u"."variant", "u"."count", to_timestamp("u"."at" / 1000) AS "at"
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::int8[], $6::float8[])
         AS "u" ("environmentId", "key", "variant", "minute", "count", "at")
       JOIN "Environment" "e" ON "e"."id" = "u"."environmentId"
       JOIN "FeatureFlag" "f" ON "f"."projectId" = "e"."projectId" AND "f"."key" = "u"."key"),
     "last" AS (
       INSERT INTO "FlagUsage" AS "t" ("flagId", "environmentId", "lastEvaluatedAt")
       SELECT "flagId", "environmentId", max("at") FROM "told" GROUP BY 1, 2 ORDER BY 1, 2
       ON CONFLICT ("flagId", "environmentId") DO UPDATE
         SET "lastEvaluatedAt" = greatest("t"."lastEvaluatedAt", excluded."lastEvaluatedAt"))
     INSERT INTO "FlagUsageCount" AS "t" ("flagId", "environmentId", "startsAt", "minutes", "variant", "count")
     SELECT "flagId", "environmentId", "startsAt", 1, "variant", "count" FROM "told" ORDER BY 1, 2, 3, 5
     ON CONFLICT ("flagId", "environmentId", "startsAt", "minutes", "variant") DO UPDATE
       SET "count" = "t"."count" + excluded."count"`,
    [
      lines.map(({ environmentId }) => environmentId),
      lines.map(({ key }) => key),
      lines.map(({ variant }) => variant),
      lines.map(({ minute }) => minute),
      lines.map(({ count }) => count),
      lines.map(({ at }) => at),
    ],
  );
}

/** Makes hours of old minutes and days of old hours, and forgets what is older still or of deleted flags. */
export async function foldCounts(client: pg.Client): Promise<void> {
  for (const { from, to, after } of foldings)
    await client.query(
      `WITH "gone" AS (
         DELETE FROM "FlagUsageCount" WHERE "minutes" = $1 AND (SELECT pg_try_advisory_xact_lock(${foldingLock}))
           AND "startsAt" < to_timestamp(floor(extract(epoch FROM now() - $3::interval) / ($2 * 60)) * $2 * 60)
         RETURNING *)
       INSERT INTO "FlagUsageCount" AS "t" ("flagId", "environmentId", "startsAt", "minutes", "variant", "count")
       SELECT "flagId", "environmentId", to_timestamp(floor(extract(epoch FROM "startsAt") / ($2 * 60)) * $2 * 60),
              $2, "variant", sum("count")
       FROM "gone" WHERE EXISTS (SELECT 1 FROM "FeatureFlag" WHERE "id" = "gone"."flagId")
       GROUP BY 1, 2, 3, 5 ORDER BY 1, 2, 3, 5
       ON CONFLICT ("flagId", "environmentId", "startsAt", "minutes", "variant") DO UPDATE
         SET "count" = "t"."count" + excluded."count"`,
      [from, to, after],
    );
  await client.query(
    `DELETE FROM "FlagUsageCount" WHERE "minutes" = 1440 AND "startsAt" < now() - $1::interval`,
    [keptFor],
  );
  await client.query(
    `DELETE FROM "FlagUsage" AS "u"
     WHERE NOT EXISTS (SELECT 1 FROM "FeatureFlag" WHERE "id" = "u"."flagId")`,
  );
}
