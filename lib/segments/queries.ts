import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/database/client";
import { Refusal } from "@/lib/errors";
import { visibleFlag } from "@/lib/flags/policy";
import type { Segment } from "@/lib/generated/prisma/client";
import { requireProject } from "@/lib/projects/queries";
import { canReadSegments } from "@/lib/segments/policy";
import { unreadableSegment } from "@/lib/segments/queries/stored";
import { segmentGraph, usesByFlags } from "@/lib/segments/queries/uses";
import {
  nobody,
  type SegmentUse,
  type SegmentView,
  segmentDocument,
  segmentView,
} from "@/lib/segments/schema";

/** The project's segments in the order of their keys. */
export async function listSegments(actor: Actor, projectKey: string): Promise<SegmentView[]> {
  const projectId = await readableProject(actor, projectKey);
  const rows = await database().segment.findMany({ where: { projectId }, orderBy: { key: "asc" } });
  return views(actor, projectId, rows);
}

/** `unavailable` when it cannot be read. */
export async function getSegment(
  actor: Actor,
  projectKey: string,
  key: string,
): Promise<SegmentView> {
  const segment = await findSegment(actor, projectKey, key);
  if (segment.unreadable) throw unreadableSegment(key);
  return segment;
}

/** The same for the console, with what can be read of one that somebody damaged by hand. */
export async function findSegment(
  actor: Actor,
  projectKey: string,
  key: string,
): Promise<SegmentView> {
  const projectId = await readableProject(actor, projectKey);
  const row = await database().segment.findUnique({ where: { projectId_key: { projectId, key } } });
  const [view] = row ? await views(actor, projectId, [row]) : [];
  if (!view) throw new Refusal("not_found", "There is no segment with this key.");
  return view;
}

async function readableProject(actor: Actor, projectKey: string): Promise<string> {
  const { id } = await requireProject(actor, projectKey);
  if (!canReadSegments(actor, id)) {
    throw new Refusal("forbidden", "Members do not see segments. Ask for the role viewer.");
  }
  return id;
}

async function views(actor: Actor, projectId: string, rows: Segment[]): Promise<SegmentView[]> {
  const uses = await visibleUses(actor, projectId);
  return rows.map((row) => {
    const view = { ...row, usedBy: uses.get(row.key) ?? [] };
    if (segmentDocument.safeParse(row).success) return segmentView.parse(view);
    return segmentView.parse({ ...view, conditions: nobody, unreadable: ["conditions"] });
  });
}

/** By segment: the flags that the actor may see, then segments. */
async function visibleUses(actor: Actor, projectId: string): Promise<Map<string, SegmentUse[]>> {
  const [byFlags, graph, flags, environments] = await Promise.all([
    usesByFlags(database(), projectId),
    segmentGraph(database(), projectId),
    database().featureFlag.findMany({
      where: visibleFlag(actor, projectId),
      select: { id: true, key: true },
      orderBy: { key: "asc" },
    }),
    database().environment.findMany({
      where: { projectId },
      select: { id: true, key: true },
      orderBy: [{ position: "asc" }, { id: "asc" }],
    }),
  ]);
  const found = new Map<string, SegmentUse[]>();
  const add = (segment: string, use: SegmentUse) =>
    found.set(segment, [...(found.get(segment) ?? []), use]);
  const flagAt = new Map(flags.map(({ id }, index) => [id, index]));
  const environmentAt = new Map(environments.map(({ id }, index) => [id, index]));
  const told = byFlags
    .map(({ segment, flagId, environmentId }) => ({
      segment,
      flag: flagAt.get(flagId) ?? -1,
      environment: environmentAt.get(environmentId) ?? -1,
    }))
    .sort((one, other) => one.flag - other.flag || one.environment - other.environment);
  for (const { segment, ...at } of told) {
    const [flag, environment] = [flags[at.flag], environments[at.environment]];
    if (flag && environment) add(segment, { flag: flag.key, environment: environment.key });
  }
  for (const [segment, named] of graph) for (const key of new Set(named)) add(key, { segment });
  return found;
}
