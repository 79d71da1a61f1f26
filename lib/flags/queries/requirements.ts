import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/database/client";
import { type FieldError, Refusal } from "@/lib/errors";
import type { Prerequisite } from "@/lib/evaluation/state";
import { canSeeFlag } from "@/lib/flags/policy";
import { stateDocument } from "@/lib/flags/schema/state";

const known = {
  id: true,
  projectId: true,
  key: true,
  visibility: true,
  creatorId: true,
  archivedAt: true,
} as const;

type Known = {
  key: string;
  projectId: string;
  visibility: "public" | "restricted";
  creatorId: string;
  archivedAt: Date | null;
};

/** One flag that requires another to serve one of these variants, in one environment. */
export type Requirement = { flag: Known; environment: string; needs: Known; variants: string[] };

/** Every prerequisite in the project, those of archived flags included, by flag and in the environments' order. */
export async function requirements(db: Tx, projectId: string): Promise<Requirement[]> {
  const states = await db.flagState.findMany({
    where: { projectId, NOT: { prerequisites: { equals: [] } } },
    include: { flag: { select: known }, environment: { select: { key: true } } },
    orderBy: [{ flag: { key: "asc" } }, { environment: { position: "asc" } }],
  });
  const found = states.flatMap((state) =>
    prerequisitesOf(state).map((one) => ({
      ...one,
      by: state.flag,
      environment: state.environment.key,
    })),
  );
  const needed = await db.featureFlag.findMany({
    where: { projectId, key: { in: [...new Set(found.map(({ flag }) => flag))] } },
    select: known,
  });
  const byKey = new Map(needed.map((flag) => [flag.key, flag]));
  return found.flatMap(({ by, environment, flag, variants }) => {
    const needs = byKey.get(flag);
    return needs ? [{ flag: by, environment, needs, variants }] : [];
  });
}

/** What a state requires; nothing where that was damaged by hand: one such flag does not hold up all others. */
export function prerequisitesOf({ prerequisites }: { prerequisites: unknown }): Prerequisite[] {
  return stateDocument.shape.prerequisites.safeParse(prerequisites).data ?? [];
}

/**
 * Why the flag may not be archived: others that are in use require it. They do not count when they are archived with it.
 * Null when nothing is in the way.
 */
export function archiveInUse(
  actor: Actor,
  all: readonly Requirement[],
  key: string,
  leaving: ReadonlySet<string> = new Set(),
): Refusal | null {
  const users = all.filter(
    ({ flag, needs }) => needs.key === key && flag.archivedAt === null && !leaving.has(flag.key),
  );
  return inUse(actor, users, "");
}

/** Why the flag may not be deleted: others require it, archived ones too, which could never be restored without it. */
export function deleteInUse(
  actor: Actor,
  all: readonly Requirement[],
  key: string,
): Refusal | null {
  const users = all.filter(({ needs }) => needs.key === key);
  return inUse(actor, users, "");
}

/** Why the flag may not become restricted: public flags require it. */
export function restrictInUse(
  actor: Actor,
  all: readonly Requirement[],
  key: string,
): Refusal | null {
  const users = all.filter(({ flag, needs }) => needs.key === key && flag.visibility === "public");
  return inUse(actor, users, " No public flag may need a restricted one.");
}

/** Who requires a variant that would vanish. */
export function variantInUse(
  actor: Actor,
  all: readonly Requirement[],
  key: string,
  variant: string,
): FieldError[] {
  const users = all.filter(
    ({ needs, variants }) => needs.key === key && variants.includes(variant),
  );
  const path = `variants.${variant}`;
  return usersOf(actor, users, variant).map(({ message }) => ({ path, message }));
}

/** Why an archived flag may not come back: what it requires is archived, and does not come back with it. */
export function restoreRefusal(
  all: readonly Requirement[],
  key: string,
  returning: ReadonlySet<string> = new Set(),
): Refusal | null {
  return unmet(
    all.filter(
      ({ flag, needs }) =>
        flag.key === key && needs.archivedAt !== null && !returning.has(needs.key),
    ),
    "is archived",
    "Restore it first.",
  );
}

/** Why the flag may not become public: what it requires is restricted. */
export function publishRefusal(all: readonly Requirement[], key: string): Refusal | null {
  return unmet(
    all.filter(({ flag, needs }) => flag.key === key && needs.visibility === "restricted"),
    "is restricted",
    "No public flag may need a restricted one.",
  );
}

function inUse(actor: Actor, users: Requirement[], why: string): Refusal | null {
  if (users.length === 0) return null;
  const errors = usersOf(actor, users, "it");
  const list = errors.map(({ message }) => message).join(" ");
  return new Refusal("in_use", `The flag is in use. ${list}${why}`, { errors });
}

/** Flags that the actor may not see are counted, not named. */
function usersOf(actor: Actor, users: Requirement[], what: string): FieldError[] {
  const errors = users
    .filter(({ flag }) => canSeeFlag(actor, flag))
    .map(({ flag, environment }) => ({
      path: `flags.${flag.key}.environments.${environment}.prerequisites`,
      message: `${flag.key} requires ${what} in ${environment}.`,
    }));
  const unseen = users.filter(({ flag }) => !canSeeFlag(actor, flag));
  const hidden = new Set(unseen.map(({ flag }) => flag.key)).size;
  if (hidden === 0) return errors;
  const flags =
    hidden === 1
      ? "1 flag that you do not see requires"
      : `${hidden} flags that you do not see require`;
  return [...errors, { path: "flags", message: `${flags} ${what}.` }];
}

/** What a flag requires, its readers see in its states: these are named. */
function unmet(found: Requirement[], is: string, next: string): Refusal | null {
  if (found.length === 0) return null;
  const errors = found.map(({ environment, needs }) => ({
    path: `environments.${environment}.prerequisites`,
    message: `It requires ${needs.key} in ${environment}, which ${is}.`,
  }));
  const list = errors.map(({ message }) => message).join(" ");
  return new Refusal("conflict", `${list} ${next}`, { errors });
}
