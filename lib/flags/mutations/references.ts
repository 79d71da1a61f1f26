import { isDeepStrictEqual } from "node:util";
import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/change";
import { type FieldError, Refusal } from "@/lib/errors";
import type { Prerequisite, Serve } from "@/lib/evaluation/state";
import { visibleFlag } from "@/lib/flags/policy";
import { prerequisitesOf } from "@/lib/flags/queries/requirements";
import { readFlag } from "@/lib/flags/queries/stored";
import { segmentsIn } from "@/lib/flags/schema/condition";
import type { StateDocument } from "@/lib/flags/schema/state";
import type { FeatureFlag } from "@/lib/generated/prisma/client";

type Targeting = Pick<StateDocument, "offVariant" | "prerequisites" | "rules" | "fallthrough">;

/** `invalid` unless everything that a state names is there for the actor. Under the project's lock. */
export async function assertReferences(
  tx: Tx,
  actor: Actor,
  flag: FeatureFlag,
  before: StateDocument,
  wanted: Targeting,
): Promise<void> {
  const errors = [
    ...missingVariants(flag, wanted),
    ...(await missingSegments(tx, flag.projectId, wanted)),
    ...(isDeepStrictEqual(before.prerequisites, wanted.prerequisites)
      ? []
      : await wrongPrerequisites(tx, actor, flag, before, wanted.prerequisites)),
  ];
  const [first] = errors;
  if (!first) return;
  throw new Refusal("invalid", errors.map(({ message }) => message).join(" "), {
    ...(errors.length === 1 ? { field: first.path } : {}),
    errors,
  });
}

/** Every variant that a state names, and where in it. */
export function variantsIn(state: Targeting): { path: string; variant: string }[] {
  return [
    { path: "offVariant", variant: state.offVariant },
    ...servedBy(state.fallthrough, "fallthrough"),
    ...state.rules.flatMap(({ serve }, index) => servedBy(serve, `rules.${index}.serve`)),
  ];
}

function servedBy(serve: Serve, path: string): { path: string; variant: string }[] {
  if ("variant" in serve) return [{ path: `${path}.variant`, variant: serve.variant }];
  return serve.split.map(({ variant }, index) => ({
    path: `${path}.split.${index}.variant`,
    variant,
  }));
}

function missingVariants(flag: FeatureFlag, wanted: Targeting): FieldError[] {
  const known = new Set(readFlag(flag).variants.map(({ key }) => key));
  return variantsIn(wanted)
    .filter(({ variant }) => !known.has(variant))
    .map(({ path, variant }) => ({ path, message: `This flag has no variant ${variant}.` }));
}

async function missingSegments(
  tx: Tx,
  projectId: string,
  { rules }: Targeting,
): Promise<FieldError[]> {
  const named = rules.flatMap(({ when }, index) => segmentsIn(when, ["rules", index, "when"]));
  if (named.length === 0) return [];
  const segments = await tx.segment.findMany({
    where: { projectId, key: { in: named.map(({ segment }) => segment) } },
    select: { key: true },
  });
  const known = new Set(segments.map(({ key }) => key));
  return named
    .filter(({ segment }) => !known.has(segment))
    .map(({ at, segment }) => ({
      path: at.join("."),
      message: `There is no segment ${segment}.`,
    }));
}

/** A flag that the actor may not see does not exist for them, unless it was a prerequisite before. */
async function wrongPrerequisites(
  tx: Tx,
  actor: Actor,
  flag: FeatureFlag,
  before: StateDocument,
  wanted: Prerequisite[],
): Promise<FieldError[]> {
  const kept = before.prerequisites.map((one) => one.flag);
  const found = await tx.featureFlag.findMany({
    where: {
      projectId: flag.projectId,
      key: { in: wanted.map((one) => one.flag) },
      OR: [visibleFlag(actor, flag.projectId), { key: { in: kept } }],
    },
  });
  const errors = wanted.flatMap((one, index) => {
    const at = `prerequisites.${index}`;
    const required = found.find(({ key }) => key === one.flag);
    if (!required) return [{ path: `${at}.flag`, message: `There is no flag ${one.flag}.` }];
    return [...wrongPrerequisite(flag, required, one, at)];
  });
  if (errors.length > 0) return errors;
  const loop = await cycle(tx, flag, before.environmentId, wanted);
  if (loop === null) return [];
  const path = `prerequisites.${wanted.findIndex((one) => one.flag === loop[1])}.flag`;
  return [
    {
      path,
      message: `This closes a circle: ${loop.join(" → ")}. Take one of these prerequisites away.`,
    },
  ];
}

function* wrongPrerequisite(
  flag: FeatureFlag,
  required: FeatureFlag,
  { variants }: Prerequisite,
  at: string,
): Generator<FieldError> {
  const { key } = required;
  if (required.archivedAt !== null)
    yield { path: `${at}.flag`, message: `${key} is archived. Restore it first.` };
  if (flag.visibility === "public" && required.visibility === "restricted")
    yield { path: `${at}.flag`, message: `${key} is restricted: no public flag may need it.` };
  const known = new Set(readFlag(required).variants.map((variant) => variant.key));
  for (const [index, variant] of variants.entries())
    if (!known.has(variant))
      yield { path: `${at}.variants.${index}`, message: `${key} has no variant ${variant}.` };
}

/** The keys along a circle of prerequisites through the flag, which stands at both ends; null when there is none. */
async function cycle(
  tx: Tx,
  flag: FeatureFlag,
  environmentId: string,
  wanted: Prerequisite[],
): Promise<string[] | null> {
  const states = await tx.flagState.findMany({
    where: { environmentId, NOT: { prerequisites: { equals: [] } } },
    include: { flag: { select: { key: true } } },
  });
  const needs = new Map(states.map((state) => [state.flag.key, prerequisitesOf(state)]));
  needs.set(flag.key, wanted);

  const seen = new Set<string>();
  const way = (from: string): string[] | null => {
    for (const { flag: next } of needs.get(from) ?? []) {
      if (next === flag.key) return [from, next];
      if (seen.has(next)) continue;
      seen.add(next);
      const rest = way(next);
      if (rest) return [from, ...rest];
    }
    return null;
  };
  return way(flag.key);
}
