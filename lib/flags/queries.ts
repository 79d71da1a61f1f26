import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/database/client";
import { Refusal } from "@/lib/errors";
import { brokenFlag, CannotCompile, type CompiledFlag, compile } from "@/lib/evaluation/compile";
import { evaluateFlag, isFailed } from "@/lib/evaluation/evaluate";
import type { Prerequisite, Rule } from "@/lib/evaluation/state";
import {
  canArchiveFlag,
  canChangeFlag,
  canDeleteFlag,
  canReadFlags,
  visibleFlag,
} from "@/lib/flags/policy";
import {
  type FlagGlance,
  type FlagView,
  flagDocument,
  flagGlance,
  type flagSorts,
  flagView,
  type ListFlags,
  type StateView,
  stateDocument,
  stateView,
} from "@/lib/flags/schema";
import type { FeatureFlag, FlagState, Prisma } from "@/lib/generated/prisma/client";
import { requireProject } from "@/lib/projects/queries";
import { assertWellFormed } from "@/lib/wellformed";

const whole = {
  creator: { select: { username: true } },
  states: {
    include: { environment: { select: { key: true } } },
    orderBy: { environment: { position: "asc" } },
  },
} as const satisfies Prisma.FeatureFlagInclude;
type Whole = Prisma.FeatureFlagGetPayload<{ include: typeof whole }>;

/** One page of the flags that exist for the actor, and how many there are in all. The number of queries is fixed. */
export async function listFlags(
  actor: Actor,
  projectKey: string,
  query: ListFlags,
): Promise<{ data: (FlagView | FlagGlance)[]; nextCursor: string | null; total: number }> {
  const project = await requireProject(actor, projectKey);
  const reader = canReadFlags(actor, project.id);
  if (!reader && (query.tag || query.state || query.creator)) {
    throw new Refusal("forbidden", "Members find flags by key, name and description.");
  }
  const where = { AND: [visibleFlag(actor, project.id), filtered(query)] };
  const [total, found] = await Promise.all([
    database().featureFlag.count({ where }),
    database().featureFlag.findMany({
      where: { AND: [where, after(query)] },
      orderBy: order(query),
      take: query.limit + 1,
      include: whole,
    }),
  ]);
  const page = found.slice(0, query.limit);
  const last = found.length > page.length ? page.at(-1) : undefined;
  return {
    data: reader ? await views(page) : page.map((flag) => flagGlance.parse(flag)),
    nextCursor: last ? cursorOf(last, query) : null,
    total,
  };
}

/** One flag; members get a glance of it. */
export async function getFlag(
  actor: Actor,
  projectKey: string,
  key: string,
): Promise<FlagView | FlagGlance> {
  const project = await requireProject(actor, projectKey);
  const flag = await database().featureFlag.findFirst({
    where: { ...visibleFlag(actor, project.id), key },
    include: whole,
  });
  if (!flag) throw notFound();
  const [view] = canReadFlags(actor, project.id) ? await views([flag]) : [flagGlance.parse(flag)];
  if (!view) throw notFound();
  return view;
}

/** Which buttons make sense for the actor on this flag. The mutations ask again. */
export async function flagRights(actor: Actor, projectKey: string, key: string) {
  const flag = await requireFlag(actor, projectKey, key);
  return {
    change: canChangeFlag(actor, flag),
    archive: canArchiveFlag(actor, flag),
    delete: canDeleteFlag(actor, flag),
  };
}

/** The state document. */
export async function getState(
  actor: Actor,
  projectKey: string,
  key: string,
  environmentKey: string,
): Promise<StateView> {
  return stateView.parse((await requireState(actor, projectKey, key, environmentKey)).state);
}

/** The tags in use on flags that are, in alphabetical order; none exist for members. */
export async function listTags(actor: Actor, projectKey: string): Promise<string[]> {
  const project = await requireProject(actor, projectKey);
  if (!canReadFlags(actor, project.id)) return [];
  const flags = await database().featureFlag.findMany({
    where: { ...visibleFlag(actor, project.id), archivedAt: null },
    select: { tags: true },
  });
  return [...new Set(flags.flatMap(({ tags }) => tags))].sort((a, b) => a.localeCompare(b));
}

/** How many people stay on when the flag is switched off here. */
export async function stayOn(
  actor: Actor,
  projectKey: string,
  key: string,
  environmentKey: string,
): Promise<number> {
  const { flag, state } = await requireState(actor, projectKey, key, environmentKey);
  const counts = await countToggles([flag.id]);
  return sum(
    counts.filter(
      (count) => count.environmentId === state.environmentId && staysOn(flag, state, count),
    ),
  );
}

/** The flag's row, for readers of more than a glance: `not_found`, then `forbidden`. */
export async function requireFlag(actor: Actor, projectKey: string, key: string) {
  const project = await requireProject(actor, projectKey);
  const flag = await database().featureFlag.findFirst({
    where: { ...visibleFlag(actor, project.id), key },
  });
  if (!flag) throw notFound();
  if (!canReadFlags(actor, project.id)) {
    throw new Refusal("forbidden", "Members see names and descriptions of flags only.");
  }
  return flag;
}

/** The flag's row and its state in one environment. */
export async function requireState(
  actor: Actor,
  projectKey: string,
  key: string,
  environmentKey: string,
) {
  const flag = await requireFlag(actor, projectKey, key);
  const state = await database().flagState.findFirst({
    where: { flagId: flag.id, environment: { key: environmentKey } },
  });
  if (!state) throw new Refusal("not_found", "There is no environment with this key.");
  return { flag, state };
}

/** A stored flag and state, ready for the evaluator; what it cannot evaluate has no answer instead. */
export function compiled(flag: FeatureFlag, state: FlagState): CompiledFlag {
  const document = { ...flagDocument.parse(flag), archived: flag.archivedAt !== null };
  try {
    return compile(document, {
      ...stateDocument.parse(state),
      prerequisites: state.prerequisites as Prerequisite[],
      rules: state.rules as Rule[],
    });
  } catch (error) {
    if (error instanceof CannotCompile) return brokenFlag(document, error.message);
    throw error;
  }
}

async function views(page: Whole[]): Promise<FlagView[]> {
  const counts = await countToggles(page.map(({ id }) => id));
  return page.map((flag) => {
    const environments = flag.states.map((state) => {
      const here = counts.filter(
        ({ flagId, environmentId }) => flagId === flag.id && environmentId === state.environmentId,
      );
      const on = here.filter((count) => staysOn(flag, state, count));
      return [state.environment.key, { ...state, toggles: sum(here), on: sum(on) }];
    });
    return flagView.parse({ ...flag, environments: Object.fromEntries(environments) });
  });
}

type Count = {
  flagId: string;
  environmentId: string;
  variant: string;
  /** Made by unconfirmed users for themselves: these reach nobody yet. */
  pending: boolean;
  count: number;
};

/** Unexpired toggles of these flags, in one query. */
async function countToggles(flagIds: string[]): Promise<Count[]> {
  return database().$queryRaw<Count[]>`
    SELECT t."flagId", t."environmentId", t."variant",
           (t."selfService" AND NOT u."confirmed") AS "pending", count(*)::int AS "count"
    FROM "Toggle" t JOIN "User" u ON u."id" = t."userId"
    WHERE t."flagId" = ANY(${flagIds}::uuid[])
      AND (t."expiresAt" IS NULL OR t."expiresAt" > ${new Date()})
    GROUP BY 1, 2, 3, 4`;
}

/** Whether people toggled to this variant would be on if the flag were off. */
function staysOn(flag: FeatureFlag, state: FlagState, { variant, pending }: Count): boolean {
  if (pending) return false;
  const toggles = new Map([[flag.key, { variant, expiresAt: null }]]);
  const off = compiled(flag, { ...state, enabled: false });
  const answer = evaluateFlag(off, { targetingKey: null, attributes: {}, toggles }, 0);
  return !isFailed(answer) && answer.enabled;
}

function sum(counts: Count[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}

function filtered(query: ListFlags): Prisma.FeatureFlagWhereInput {
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

function order(query: ListFlags): Prisma.FeatureFlagOrderByWithRelationInput[] {
  const { field, descending } = sortOf(query);
  const direction = descending ? "desc" : "asc";
  return [{ [field]: direction }, { id: direction }];
}

/** Names the last row of a page by its place in the order, so that pages neither repeat nor skip when rows come and go. */
function cursorOf(flag: FeatureFlag, query: ListFlags): string {
  return Buffer.from(JSON.stringify([query.sort, flag[sortOf(query).field], flag.id])).toString(
    "base64url",
  );
}

/** Sort, the last row's value in it, the last row's id. */
const cursorSchema = z.tuple([z.string(), z.string(), z.uuid()]);

function after(query: ListFlags): Prisma.FeatureFlagWhereInput {
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
  return new Refusal("invalid", "This cursor belongs to another list.", { field: "cursor" });
}

function notFound(): Refusal {
  return new Refusal("not_found", "There is no flag with this key.");
}
