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

/** Of the rows that a change rests on: other ones once somebody has changed them. */
type Marks = {
  flagMark: string;
  userMark: string | null;
  toggleMark: string | null;
  /** Of whoever made the toggle. */
  creatorMark: string | null;
};
/** Whose names a toggle is shown with. */
type Names = { username: string | null; confirmed: boolean; creatorName: string | null };
type Row = FoundRow & Marks & Names & { n: number; told: Told | null };

/** What was found without holding anything. */
export type Seen = { row: FoundRow; marks: Marks; shown: Names; toggle: Toggle | null };

/** The same for whoever may know of it. */
export type Glimpse = Target & Seen;

/** What there is at each of these places, in order; undefined where there is no such flag or environment. */
export async function glimpse(read: RunStatement, places: Place[]): Promise<(Seen | undefined)[]> {
  const all = (name: keyof Place) => places.map((place) => place[name]);
  const rows = await read<Row>(Prisma.sql`
    SELECT place."n"::int, f.*, p."key" AS "projectKey", e."id" AS "environmentId", u."id" AS "userId", t."id" AS "toggleId",
      to_jsonb(t) AS "told", f.xmin::text AS "flagMark", u.xmin::text AS "userMark", t.xmin::text AS "toggleMark",
      c.xmin::text AS "creatorMark", u."username", u."confirmed", c."username" AS "creatorName"
    FROM unnest(${all("project")}::text[], ${all("flag")}::text[], ${all("environment")}::text[],
      ${all("targetingKey")}::text[]) WITH ORDINALITY AS place ("project", "flag", "environment", "targetingKey", "n")
    ${atPlace}
    LEFT JOIN "User" c ON c."id" = t."creatorId"`);
  const found = new Map(rows.map((row) => [row.n, seenOf(row)]));
  return places.map((_, n) => found.get(n + 1));
}

function seenOf({ n, told, ...found }: Row): Seen {
  const { flagMark, userMark, toggleMark, creatorMark, ...named } = found;
  const { username, confirmed, creatorName, ...row } = named;
  return {
    row,
    marks: { flagMark, userMark, toggleMark, creatorMark },
    shown: { username, confirmed, creatorName },
    toggle: told && toggleOf(told),
  };
}

/** Throws `not_found` when this actor may not know of it. */
export function glimpsed(actor: Actor, place: Place, seen: Seen | undefined): Glimpse {
  return { ...targetOf(actor, place, seen?.row), ...(seen as Seen) };
}

function toggleOf({ expiresAt, createdAt, updatedAt, ...toggle }: Told): Toggle {
  return {
    ...toggle,
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
    createdAt: new Date(createdAt),
    updatedAt: new Date(updatedAt),
  };
}
