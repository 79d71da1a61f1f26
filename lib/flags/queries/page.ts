import { z } from "zod";
import { Refusal } from "@/lib/errors";
import type { flagSorts, ListFlags } from "@/lib/flags/schema";
import type { FeatureFlag, Prisma } from "@/lib/generated/prisma/client";
import { assertWellFormed } from "@/lib/wellformed";

/** What the query asks for, beside what the actor may see. */
export function filtered(query: ListFlags): Prisma.FeatureFlagWhereInput {
  const { q, tag, state, env, creator, archived } = query;
  // Prisma leaves LIKE's wildcards in what it searches for.
  const contains = q && { contains: q.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" as const };
  return {
    ...(contains ? { OR: [{ key: contains }, { name: contains }, { description: contains }] } : {}),
    ...(tag ? { tags: { has: tag } } : {}),
    ...(creator ? { creator: { usernameKey: creator.toLowerCase() } } : {}),
    ...(archived === "all" ? {} : { archivedAt: archived === "true" ? { not: null } : null }),
    ...(state
      ? {
          states: {
            some: {
              environment: { key: env },
              killed: state === "killed",
              ...(state === "killed" ? {} : { enabled: state === "enabled" }),
            },
          },
        }
      : {}),
  };
}

function sortOf({ sort }: Pick<ListFlags, "sort">) {
  const descending = sort.startsWith("-");
  const field = (descending ? sort.slice(1) : sort) as (typeof flagSorts)[number];
  return { field, descending };
}

/** Ties are broken by id, so that every order is total. */
export function order(query: ListFlags): Prisma.FeatureFlagOrderByWithRelationInput[] {
  const { field, descending } = sortOf(query);
  const direction = descending ? "desc" : "asc";
  return [{ [field]: direction }, { id: direction }];
}

/** Names the last row of a page by its place in the order, so that pages neither repeat nor skip when rows come and go. */
export function cursorOf(flag: FeatureFlag, query: ListFlags): string {
  return Buffer.from(JSON.stringify([query.sort, flag[sortOf(query).field], flag.id])).toString(
    "base64url",
  );
}

/** Sort, the last row's value in it, the last row's id. */
const cursorSchema = z.tuple([z.string(), z.string(), z.uuid()]);

/** The rows beyond the query's cursor. */
export function after(query: ListFlags): Prisma.FeatureFlagWhereInput {
  if (!query.cursor) return {};
  const { field, descending } = sortOf(query);
  const { sort, value, id } = readCursor(query.cursor);
  if (sort !== query.sort) throw wrongCursor();
  const beyond = (what: string) => (descending ? { lt: what } : { gt: what });
  return {
    OR: [{ [field]: beyond(value) }, { [field]: value, id: beyond(id) }],
  };
}

function readCursor(cursor: string) {
  try {
    const [sort, value, id] = cursorSchema.parse(
      JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")),
    );
    assertWellFormed(value);
    return { sort, id, value: sort.endsWith("At") ? new Date(value).toISOString() : value };
  } catch {
    throw wrongCursor();
  }
}

function wrongCursor(): Refusal {
  return new Refusal(
    "invalid",
    "This cursor belongs to another list. Send the cursor of the page before.",
    { field: "cursor" },
  );
}
