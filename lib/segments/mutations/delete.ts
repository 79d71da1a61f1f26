import type { Actor } from "@/lib/auth/actor";
import { commitChange, type Tx } from "@/lib/change";
import { changedMeanwhile, type FieldError, Refusal } from "@/lib/errors";
import { visibleFlag } from "@/lib/flags/policy";
import type { Segment } from "@/lib/generated/prisma/client";
import { requireProject } from "@/lib/projects/queries";
import { assertMayChange, lockSegment, segmentEntry } from "@/lib/segments/mutations/lock";
import { segmentGraph, usesByFlags } from "@/lib/segments/queries/uses";

/** Deletes a segment that nothing uses: `in_use` with the list otherwise. Returns what it was. */
export async function deleteSegment(
  actor: Actor,
  projectKey: string,
  key: string,
  ifMatch: number | null = null,
): Promise<Segment> {
  const project = await requireProject(actor, projectKey);
  assertMayChange(actor, project.id);

  return commitChange(actor, async (tx) => {
    const before = await lockSegment(tx, project.id, key);
    if (ifMatch !== null && ifMatch !== before.version) {
      throw changedMeanwhile("this segment");
    }
    await assertUnused(tx, actor, before);
    await tx.segment.delete({ where: { id: before.id } });
    return { result: before, audit: [segmentEntry("segment.delete", project, { before })] };
  });
}

/** Flags that the actor may not see are counted, not named. */
async function assertUnused(tx: Tx, actor: Actor, { projectId, key }: Segment): Promise<void> {
  const uses = (await usesByFlags(tx, projectId)).filter(({ segment }) => segment === key);
  const states = await tx.flagState.findMany({
    where: {
      OR: uses.map(({ flagId, environmentId }) => ({ flagId, environmentId })),
      flag: visibleFlag(actor, projectId),
    },
    select: { flag: { select: { id: true, key: true } }, environment: { select: { key: true } } },
    orderBy: [{ flag: { key: "asc" } }, { environment: { position: "asc" } }],
  });
  const errors: FieldError[] = states.map(({ flag, environment }) => ({
    path: `flags.${flag.key}.environments.${environment.key}.rules`,
    message: `${flag.key} targets by it in ${environment.key}.`,
  }));
  const seen = new Set(states.map(({ flag }) => flag.id));
  const hidden = new Set(uses.map(({ flagId }) => flagId).filter((id) => !seen.has(id))).size;
  if (hidden > 0) {
    const flags =
      hidden === 1
        ? "1 flag that you do not see targets"
        : `${hidden} flags that you do not see target`;
    errors.push({ path: "flags", message: `${flags} by it.` });
  }
  for (const [segment, named] of await segmentGraph(tx, projectId))
    if (named.includes(key))
      errors.push({ path: `segments.${segment}.conditions`, message: `${segment} contains it.` });
  if (errors.length > 0) {
    const list = errors.map(({ message }) => message).join(" ");
    throw new Refusal("in_use", `The segment is in use. ${list}`, { errors });
  }
}
