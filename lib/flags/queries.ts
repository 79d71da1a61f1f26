import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/database/client";
import { requireEnvironment } from "@/lib/environments/queries";
import { Refusal } from "@/lib/errors";
import {
  canArchiveFlag,
  canChangeFlag,
  canDeleteFlag,
  canReadFlags,
  visibleFlag,
} from "@/lib/flags/policy";
import { countToggles, lastEvaluations, staysOn, sum } from "@/lib/flags/queries/count";
import { after, cursorOf, filtered, order } from "@/lib/flags/queries/page";
import { readState, unreadableFlag, unreadableParts } from "@/lib/flags/queries/stored";
import {
  type FlagGlance,
  type FlagView,
  flagGlance,
  flagView,
  type ListFlags,
} from "@/lib/flags/schema";
import { type StateView, stateView } from "@/lib/flags/schema/state";
import type { Prisma } from "@/lib/generated/prisma/client";
import { requireProject } from "@/lib/projects/queries";

const whole = {
  creator: { select: { username: true } },
  states: {
    include: { environment: { select: { key: true } } },
    orderBy: { environment: { position: "asc" } },
  },
} as const satisfies Prisma.FeatureFlagInclude;
type Whole = Prisma.FeatureFlagGetPayload<{ include: typeof whole }>;

/**
 * One page of the flags that exist for the actor, and how many there are in all. The number of statements is fixed,
 * whatever there is: the count, the page, each relation, the toggles. A single one would be written by hand and say a
 * second time, in SQL, who may see what.
 */
export async function listFlags(
  actor: Actor,
  projectKey: string,
  query: ListFlags,
): Promise<{ data: (FlagView | FlagGlance)[]; nextCursor: string | null; total: number }> {
  const project = await requireProject(actor, projectKey);
  const reader = canReadFlags(actor, project.id);
  if (!reader && (query.tag || query.state || query.creator)) {
    throw new Refusal(
      "forbidden",
      "Members find flags by key, name and description. Leave the other filters out.",
    );
  }
  if (query.env !== undefined) await requireEnvironment(actor, projectKey, query.env);
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

/** One flag; members get a glance of it. `unavailable` when it cannot be read. */
export async function getFlag(
  actor: Actor,
  projectKey: string,
  key: string,
): Promise<FlagView | FlagGlance> {
  const flag = await findFlag(actor, projectKey, key);
  if ("unreadable" in flag && flag.unreadable) throw unreadableFlag(key, flag.unreadable);
  return flag;
}

/** The same for the console, with what can be read of one that somebody damaged by hand. */
export async function findFlag(
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
  const { flag, state } = await requireState(actor, projectKey, key, environmentKey);
  return stateView.parse(readState(flag, state));
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
    throw new Refusal(
      "forbidden",
      "Members see names and descriptions of flags only. An administrator can give you the role viewer.",
    );
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
  if (!state)
    throw new Refusal(
      "not_found",
      "There is no environment with this key. Check how it is spelled.",
    );
  return { flag, state };
}

async function views(page: Whole[]): Promise<FlagView[]> {
  const ids = page.map(({ id }) => id);
  const [counts, lastEvaluatedAt] = await Promise.all([countToggles(ids), lastEvaluations(ids)]);
  return page.map((flag) => {
    const environments = flag.states.map((state) => {
      const here = counts.filter(
        ({ flagId, environmentId }) => flagId === flag.id && environmentId === state.environmentId,
      );
      const on = here.filter((count) => staysOn(flag, state, count));
      return [
        state.environment.key,
        {
          ...state,
          toggles: sum(here),
          on: sum(on),
          lastEvaluatedAt: lastEvaluatedAt(flag.id, state.environmentId),
        },
      ];
    });
    const view = { ...flag, environments: Object.fromEntries(environments) };
    const unreadable = unreadableParts(flag);
    if (unreadable.length === 0) return flagView.parse(view);
    const variants = unreadable.includes("variants") ? [] : flag.variants;
    const schema = unreadable.includes("schema") ? null : flag.schema;
    return flagView.parse({ ...view, variants, schema, unreadable });
  });
}

function notFound(): Refusal {
  return new Refusal("not_found", "There is no flag with this key. Check how it is spelled.");
}
