import { randomBytes } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { assertSeen, type RunStatement, type Statement } from "@/lib/change";
import { Prisma, type Toggle } from "@/lib/generated/prisma/client";
import {
  type Glimpse,
  glimpse,
  type Place,
  type Put,
  toggleEntry,
} from "@/lib/toggles/mutations/lock";
import { creatorOf, says, wantedOf } from "@/lib/toggles/mutations/wanted";
import type { PutToggle } from "@/lib/toggles/schema";

/** `putToggle` as one statement, which is what nearly every toggle is; null when the user has to be made first. */
export async function putAtOnce(
  read: RunStatement,
  actor: Actor,
  place: Place,
  input: PutToggle,
  seen: string | undefined,
): Promise<Statement<Put> | null> {
  const found = await glimpse(read, actor, place);
  const wanted = wantedOf(actor, found, input);
  const { flag, environmentId, userId, toggle: before } = found;
  if (userId === null) return null;
  assertSeen(seen, before, "toggle");
  if (before && says(before, wanted))
    return { unchanged: { created: false, before, updatedAt: before.updatedAt } };

  const now = new Date();
  const after: Toggle = {
    ...(before ?? {
      ...{ id: idAt(now), flagId: flag.id, environmentId, userId },
      ...{ creatorId: creatorOf(actor), createdAt: now },
    }),
    ...wanted,
    updatedAt: now,
  };
  return {
    result: { created: before === null, before, updatedAt: now },
    audit: [toggleEntry(before ? "toggle.update" : "toggle.create", found, before, after)],
    write: before ? update(found, after) : insert(found, place, after),
  };
}

/** Somebody may have made one meanwhile, or changed the flag or the user: then nothing is inserted. */
function insert({ flagMark }: Glimpse, { targetingKey }: Place, toggle: Toggle): Prisma.Sql {
  const { flagId, environmentId, userId, creatorId } = toggle;
  return Prisma.sql`
    INSERT INTO "Toggle" ("id", "flagId", "environmentId", "userId", "variant", "reason", "expiresAt", "creatorId",
      "selfService", "createdAt", "updatedAt")
    SELECT ${toggle.id}::uuid, held."id", ${environmentId}::uuid, ${userId}::uuid, ${toggle.variant}, ${toggle.reason},
      ${instant(toggle.expiresAt)}, ${creatorId}::uuid, ${toggle.selfService}, ${instant(toggle.createdAt)},
      ${instant(toggle.updatedAt)}
    FROM (
      SELECT f."id" FROM "FeatureFlag" f, "FlagState" s, "User" u, "User" c
      WHERE f."id" = ${flagId}::uuid AND f.xmin::text = ${flagMark}
        AND s."flagId" = f."id" AND s."environmentId" = ${environmentId}::uuid
        AND u."id" = ${userId}::uuid AND u."targetingKey" = ${targetingKey} AND c."id" = ${creatorId}::uuid
      FOR SHARE OF f FOR KEY SHARE OF s, u, c) held
    ON CONFLICT ("flagId", "environmentId", "userId") DO NOTHING
    RETURNING 1`;
}

/** Somebody may have changed or deleted it meanwhile, or changed the flag: then nothing is updated. */
function update({ flagMark, toggleMark }: Glimpse, toggle: Toggle): Prisma.Sql {
  return Prisma.sql`
    UPDATE "Toggle" t
    SET "variant" = ${toggle.variant}, "reason" = ${toggle.reason}, "expiresAt" = ${instant(toggle.expiresAt)},
      "selfService" = ${toggle.selfService}, "updatedAt" = ${instant(toggle.updatedAt)}
    FROM (
      SELECT f."id" FROM "FeatureFlag" f
      WHERE f."id" = ${toggle.flagId}::uuid AND f.xmin::text = ${flagMark} FOR SHARE) held
    WHERE t."id" = ${toggle.id}::uuid AND t.xmin::text = ${toggleMark} AND t."flagId" = held."id"
    RETURNING 1`;
}

function instant(date: Date | null): Prisma.Sql {
  return Prisma.sql`${date?.toISOString() ?? null}::timestamptz`;
}

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
