import { isDeepStrictEqual } from "node:util";
import type { Tx } from "@/lib/change";
import { type FieldError, Refusal } from "@/lib/errors";
import type { Condition } from "@/lib/evaluation/state";
import { segmentsIn } from "@/lib/flags/schema/condition";
import type { Segment } from "@/lib/generated/prisma/client";
import { dependants, segmentGraph, usesByFlags } from "@/lib/segments/queries/uses";

/** How long a chain of segments that name segments may be. */
const longest = 8;

type Content = Pick<Segment, "included" | "excluded"> & { conditions: Condition };

/**
 * `invalid` unless every segment that the conditions name is there, none leads back to this one, and no chain of them gets
 * too long. Under the project's lock.
 */
export async function assertConditions(
  tx: Tx,
  projectId: string,
  key: string,
  conditions: Condition,
): Promise<void> {
  const named = segmentsIn(conditions, ["conditions"]);
  if (named.length === 0) return;
  const graph = await segmentGraph(tx, projectId);
  const above = dependants(graph, key);
  graph.set(
    key,
    named.map(({ segment }) => segment),
  );
  const errors: FieldError[] = named.flatMap(({ at, segment }) => {
    const wrong = (message: string) => ({ path: at.join("."), message });
    if (segment === key) return [wrong("A segment cannot contain itself.")];
    if (!graph.has(segment)) return [wrong(`There is no segment ${segment}.`)];
    return above.has(segment) ? [wrong(`${segment} contains this segment already.`)] : [];
  });
  const [first] = errors;
  if (first) {
    throw new Refusal("invalid", errors.map(({ message }) => message).join(" "), {
      ...(errors.length === 1 ? { field: first.path } : {}),
      errors,
    });
  }
  const depth = depths(graph);
  if (Math.max(...[...above].map(depth)) > longest) {
    throw new Refusal("invalid", `At most ${longest} segments may contain each other in a row.`, {
      field: "conditions",
    });
  }
}

/** How long the chain below a segment is, itself included. The graph has no circles. */
function depths(graph: ReadonlyMap<string, readonly string[]>): (key: string) => number {
  const known = new Map<string, number>();
  const depth = (key: string): number => {
    const found = known.get(key) ?? 1 + Math.max(0, ...(graph.get(key) ?? []).map(depth));
    known.set(key, found);
    return found;
  };
  return depth;
}

/** `approval_required` when who is in the segment changes and a protected environment targets by it. */
export async function assertUnprotected(tx: Tx, before: Segment, wanted: Content): Promise<void> {
  const { conditions, included, excluded } = before;
  const { conditions: newConditions, included: newIncluded, excluded: newExcluded } = wanted;
  const same = isDeepStrictEqual(
    [conditions, included, excluded],
    [newConditions, newIncluded, newExcluded],
  );
  if (same) return;
  const { projectId, key } = before;
  const environments = await tx.environment.findMany({ where: { projectId, protected: true } });
  if (environments.length === 0) return;
  const concerned = dependants(await segmentGraph(tx, projectId), key);
  const uses = await usesByFlags(tx, projectId);
  const here = environments.find(({ id }) =>
    uses.some(({ segment, environmentId }) => environmentId === id && concerned.has(segment)),
  );
  if (here) {
    throw new Refusal(
      "approval_required",
      `Flags in ${here.name} target by this segment, and ${here.name} is protected: it takes a change request.`,
    );
  }
}
