import { database } from "@/lib/database/client";
import type { CompiledFlag } from "@/lib/evaluation/compile";
import { type CompiledSegment, compileSegment } from "@/lib/evaluation/segment";
import type { Prerequisite } from "@/lib/evaluation/state";
import { compiled } from "@/lib/flags/queries/count";
import { storedCondition } from "@/lib/flags/schema/condition";
import { stateDocument } from "@/lib/flags/schema/state";

type Needing = { prerequisites: Prerequisite[] };

/** The flags that these states need, and those that they need in turn, ready for the evaluator, by key. */
export async function withPrerequisites(
  projectId: string,
  environmentId: string,
  states: Needing[],
): Promise<Map<string, CompiledFlag>> {
  const found = new Map<string, CompiledFlag>();
  let wanted = needed(states);
  while (wanted.length > 0) {
    const rows = await database().flagState.findMany({
      where: { environmentId, flag: { projectId, key: { in: wanted } } },
      include: { flag: true },
    });
    for (const { flag, ...state } of rows) found.set(flag.key, compiled(flag, state));
    wanted = needed(rows.map((row) => stateDocument.parse(row))).filter((key) => !found.has(key));
  }
  return found;
}

function needed(states: Needing[]): string[] {
  return [...new Set(states.flatMap(({ prerequisites }) => prerequisites.map(({ flag }) => flag)))];
}

/** The segments of a project, ready for the evaluator, by key. */
export async function segmentsOf(projectId: string): Promise<Map<string, CompiledSegment>> {
  const segments = await database().segment.findMany({ where: { projectId } });
  return new Map(
    segments.map(({ key, included, excluded, conditions }) => [
      key,
      compileSegment({ key, included, excluded, conditions: storedCondition.parse(conditions) }),
    ]),
  );
}
