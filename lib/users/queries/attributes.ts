import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/database/client";
import { Refusal } from "@/lib/errors";
import { Prisma } from "@/lib/generated/prisma/client";
import type { SeenAttribute } from "@/lib/traffic/attributes";
import { canListUsers } from "@/lib/users/policy";

/** The newest users that are looked at: enough to know what an app sends. */
const sample = 5_000;
const most = 200;

/** A dot that belongs to a name is written as conditions write it. */
const step = Prisma.raw(String.raw`regexp_replace(one."key", '([\\.])', '\\\1', 'g')`);

/**
 * The names of attributes that users have, nested ones joined by dots, and the JSON types of their values, most frequent
 * first. Never a value.
 */
export async function listAttributes(actor: Actor): Promise<SeenAttribute[]> {
  if (!canListUsers(actor)) throw new Refusal("forbidden", "You may not see other people.");
  return database().$queryRaw<SeenAttribute[]>`
    WITH RECURSIVE fact("name", "value", "depth") AS (
      SELECT ${step}, one."value", 1
      FROM (SELECT "attributes" FROM "User" ORDER BY "id" DESC LIMIT ${sample}) AS known,
           jsonb_each(known."attributes") AS one
      UNION ALL
      SELECT fact."name" || '.' || ${step}, one."value", fact."depth" + 1
      FROM fact, jsonb_each(
        CASE WHEN jsonb_typeof(fact."value") = 'object' THEN fact."value" ELSE '{}'::jsonb END
      ) AS one
      WHERE fact."depth" < 8
    )
    SELECT "name", array_agg(DISTINCT jsonb_typeof("value") ORDER BY jsonb_typeof("value")) AS "types"
    FROM fact
    WHERE jsonb_typeof("value") NOT IN ('object', 'null')
    GROUP BY "name"
    ORDER BY count(*) DESC, "name" COLLATE "C"
    LIMIT ${most}`;
}
