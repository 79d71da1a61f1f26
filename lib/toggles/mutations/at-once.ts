import { randomBytes } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { assertSeen } from "@/lib/change";
import { Prisma, type Toggle } from "@/lib/generated/prisma/client";
import type { Document } from "@/lib/history/entry";
import { commitTogether, type Decision } from "@/lib/together";
import { type Glimpse, glimpse, glimpsed, type Seen } from "@/lib/toggles/mutations/glimpse";
import { changedNow, type Place, type Put, toggleEntry } from "@/lib/toggles/mutations/lock";
import { creatorOf, says, wantedOf } from "@/lib/toggles/mutations/wanted";
import { view } from "@/lib/toggles/queries/view";
import type { PutToggle } from "@/lib/toggles/schema";

type Asked = { actor: Actor; place: Place; input: PutToggle; seen: string | undefined };

/** `putToggle` as a part of one statement, which is what nearly every toggle is; null when the user has to be made first. */
export const putAtOnce = commitTogether({
  keyOf: ({ place }: Asked) =>
    JSON.stringify([place.project, place.flag, place.environment, place.targetingKey]),
  read: (run, asked) =>
    glimpse(
      run,
      asked.map(({ place }) => place),
    ),
  decide: (asked, found) => decide(asked, glimpsed(asked.actor, asked.place, found)),
  write,
});

function decide(
  { actor, place, input, seen }: Asked,
  found: Glimpse,
): Decision<Put, Seen | undefined> {
  const wanted = wantedOf(actor, found, input);
  const { flag, environmentId, userId, toggle: before, row, marks, shown } = found;
  if (userId === null) return null;
  assertSeen(seen, before, "toggle");
  const { username, confirmed, creatorName } = shown;
  const shownWith = {
    user: { username, confirmed, targetingKey: place.targetingKey },
    creator: { username: before ? creatorName : actor.username },
  };
  if (before && says(before, wanted)) {
    const toggle = view({ ...before, ...shownWith });
    return { unchanged: { created: false, before, updatedAt: before.updatedAt, toggle } };
  }

  const now = changedNow(before);
  const after: Toggle = {
    ...(before ?? {
      ...{ id: idAt(now), flagId: flag.id, environmentId, userId },
      ...{ creatorId: creatorOf(actor), createdAt: now },
    }),
    ...wanted,
    updatedAt: now,
  };
  return {
    result: {
      ...{ created: before === null, before, updatedAt: now },
      toggle: view({ ...after, ...shownWith }),
    },
    audit: [toggleEntry(before ? "toggle.update" : "toggle.create", found, before, after)],
    row: { ...rowOf(after), ...marks },
    // Not of a new one, whose creator's mark was not read, nor of a flag with values of any size.
    next:
      before && flag.type === "boolean"
        ? (mark) => ({ row, shown, toggle: after, marks: { ...marks, toggleMark: mark } })
        : undefined,
  };
}

/** As JSON has it. */
function rowOf({ expiresAt, createdAt, updatedAt, ...toggle }: Toggle) {
  return {
    ...toggle,
    expiresAt: expiresAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

/**
 * Somebody may have changed the flag, the user, the toggle or its creator meanwhile, or made or deleted one: then nothing is
 * written of it.
 * Locks flags, then toggles that exist, then what new ones refer to, each in the order of their ids.
 */
function write(rows: Document[]): Prisma.Sql {
  const given = rows.map((row) => JSON.stringify(row));
  const ways = [
    ...(rows.some(({ toggleMark }) => toggleMark !== null) ? [update] : []),
    ...(rows.some(({ toggleMark }) => toggleMark === null) ? [insert] : []),
  ];
  return Prisma.sql`
    g AS (
      SELECT r.* FROM unnest(${given}::jsonb[]) AS "one" CROSS JOIN LATERAL jsonb_to_record("one") AS r (
        "n" int, "id" uuid, "flagId" uuid, "environmentId" uuid, "userId" uuid, "variant" text,
        "reason" text, "expiresAt" timestamptz, "creatorId" uuid, "selfService" boolean, "createdAt" timestamptz,
        "updatedAt" timestamptz, "flagMark" text, "userMark" text, "toggleMark" text, "creatorMark" text)),
    held AS (
      SELECT f."id", f.xmin::text AS "mark" FROM "FeatureFlag" f WHERE f."id" IN (SELECT "flagId" FROM g)
      ORDER BY f."id" FOR SHARE),
    ${Prisma.join(ways.map(({ does }) => does))},
    written AS (${Prisma.join(
      ways.map(({ gives }) => gives),
      " UNION ALL ",
    )})`;
}

const update = {
  does: Prisma.sql`updated AS (
    UPDATE "Toggle" t
    SET "variant" = u."variant", "reason" = u."reason", "expiresAt" = u."expiresAt", "selfService" = u."selfService",
      "updatedAt" = u."updatedAt"
    FROM (
      SELECT g.* FROM g JOIN held ON held."id" = g."flagId" AND held."mark" = g."flagMark"
      JOIN "Toggle" o ON o."id" = g."id" AND o.xmin::text = g."toggleMark"
      JOIN "User" u ON u."id" = g."userId" AND u.xmin::text = g."userMark"
      JOIN "User" c ON c."id" = g."creatorId" AND c.xmin::text = g."creatorMark"
      ORDER BY o."id" FOR UPDATE OF o) u
    WHERE t."id" = u."id"
    RETURNING u."n")`,
  gives: Prisma.sql`SELECT "n" FROM updated`,
};

const insert = {
  does: Prisma.sql`inserted AS (
    INSERT INTO "Toggle" ("id", "flagId", "environmentId", "userId", "variant", "reason", "expiresAt", "creatorId",
      "selfService", "createdAt", "updatedAt")
    SELECT i."id", i."flagId", i."environmentId", i."userId", i."variant", i."reason", i."expiresAt", i."creatorId",
      i."selfService", i."createdAt", i."updatedAt"
    FROM (
      SELECT g.* FROM g JOIN held ON held."id" = g."flagId" AND held."mark" = g."flagMark"
      JOIN "FlagState" s ON s."flagId" = g."flagId" AND s."environmentId" = g."environmentId"
      JOIN "User" u ON u."id" = g."userId" AND u.xmin::text = g."userMark"
      JOIN "User" c ON c."id" = g."creatorId"
      WHERE g."toggleMark" IS NULL
      ORDER BY g."flagId", g."environmentId", g."userId" FOR KEY SHARE OF s, u, c) i
    ON CONFLICT ("flagId", "environmentId", "userId") DO NOTHING
    RETURNING "id")`,
  gives: Prisma.sql`SELECT "n" FROM g JOIN inserted USING ("id")`,
};

/** A UUID of version 7: in the order of time, as Prisma makes them, so that new rows lie together. */
function idAt(now: Date): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString("hex");
  return [[0, 8], [8, 12], [12, 16], [16, 20], [20]]
    .map(([from, to]) => hex.slice(from, to))
    .join("-");
}
