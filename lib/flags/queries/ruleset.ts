import { database } from "@/lib/database/client";
import { CannotCompile } from "@/lib/evaluation/failure";
import type { Ruleset } from "@/lib/evaluation/ruleset";
import { type CompiledSegment, compileSegment } from "@/lib/evaluation/segment";
import { storedCondition } from "@/lib/flags/schema/condition";
import type { FeatureFlag, Segment } from "@/lib/generated/prisma/client";
import { compiled } from "./count";

/**
 * All that answers in an environment may rest on, whoever may see it: flags have others as prerequisites. For the evaluator
 * alone, never to be shown; so are the rows of all flags, by key, until the asker's own are picked.
 */
export async function rulesetOf(environment: {
  id: string;
  project: { id: string };
}): Promise<Ruleset & { rows: Map<string, FeatureFlag> }> {
  const projectId = environment.project.id;
  const [flags, segments] = await Promise.all([
    database().featureFlag.findMany({
      where: { projectId },
      include: { states: { where: { environmentId: environment.id } } },
      orderBy: { key: "asc" },
    }),
    database().segment.findMany({ where: { projectId } }),
  ]);
  return {
    flags: new Map(
      flags.flatMap(({ states, ...flag }) =>
        states.map((state) => [flag.key, compiled(flag, state)] as const),
      ),
    ),
    segments: new Map(segments.flatMap(compiledByKey)),
    rows: new Map(flags.map((flag) => [flag.key, flag])),
  };
}

/** One that cannot be compiled is as good as missing: a flag that needs it has no answer. */
function compiledByKey(segment: Segment): [string, CompiledSegment][] {
  const read = storedCondition.safeParse(segment.conditions);
  if (!read.success) return [];
  try {
    return [[segment.key, compileSegment({ ...segment, conditions: read.data })]];
  } catch (error) {
    if (error instanceof CannotCompile) return [];
    throw error;
  }
}
