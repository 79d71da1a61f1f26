import type { Actor } from "@/lib/auth/actor";
import { Prisma, type Toggle } from "@/lib/generated/prisma/client";
import type { RunStatement } from "@/lib/together";
import {
  atPlace,
  type FoundRow,
  type Place,
  type Target,
  targetOf,
} from "@/lib/toggles/mutations/lock";

/** A toggle as JSON has it. */
type Told = Omit<Toggle, Moments> & { [name in Moments]: string } & { expiresAt: string | null };
type Moments = "createdAt" | "updatedAt" | "expiresAt";

/** Whose names a toggle is shown with. */
type Names = { username: string | null; confirmed: boolean; creatorName: string | null };
type Marks = { flagMark: string; toggleMark: string | null };
type Seen = FoundRow & Marks & Names & { told: Told | null };

/** What was found without holding anything, and marks of the rows that are other ones once somebody has changed them. */
export type Glimpse = Target & Marks & Names & { toggle: Toggle | null };

/** What there is at each of these places, in order; undefined where there is no such flag or environment. */
export async function glimpse(read: RunStatement, places: Place[]): Promise<(Seen | undefined)[]> {
  const all = (name: keyof Place) => places.map((place) => place[name]);
  const rows = await read<Seen & { n: number }>(Prisma.sql`
    SELECT place."n"::int, f.*, p."key" AS "projectKey", e."id" AS "environmentId", u."id" AS "userId", t."id" AS "toggleId",
      to_jsonb(t) AS "told", f.xmin::text AS "flagMark", t.xmin::text AS "toggleMark", u."username", u."confirmed",
      (SELECT "username" FROM "User" WHERE "id" = t."creatorId") AS "creatorName"
    FROM unnest(${all("project")}::text[], ${all("flag")}::text[], ${all("environment")}::text[],
      ${all("targetingKey")}::text[]) WITH ORDINALITY AS place ("project", "flag", "environment", "targetingKey", "n")
    ${atPlace}`);
  const found = new Map(rows.map(({ n, ...row }) => [n, row]));
  return places.map((_, n) => found.get(n + 1));
}

/** Throws `not_found` when this actor may not know of it. */
export function glimpsed(actor: Actor, place: Place, seen: Seen | undefined): Glimpse {
  const { told = null, flagMark = "", toggleMark = null, ...found } = seen ?? ({} as Seen);
  const { username = null, confirmed = false, creatorName = null, ...row } = found;
  const target = targetOf(actor, place, seen && (row as FoundRow));
  const toggle = told && toggleOf(told);
  return { ...target, toggle, flagMark, toggleMark, username, confirmed, creatorName };
}

function toggleOf({ expiresAt, createdAt, updatedAt, ...toggle }: Told): Toggle {
  return {
    ...toggle,
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
    createdAt: new Date(createdAt),
    updatedAt: new Date(updatedAt),
  };
}
