import { database } from "@/lib/database/client";
import { brokenFlag, type CompiledFlag, compile } from "@/lib/evaluation/compile";
import { evaluateFlag, isFailed } from "@/lib/evaluation/evaluate";
import { CannotCompile } from "@/lib/evaluation/failure";
import type { Prerequisite, Rule } from "@/lib/evaluation/state";
import { flagDocument } from "@/lib/flags/schema";
import { stateDocument } from "@/lib/flags/schema/state";
import type { FeatureFlag, FlagState } from "@/lib/generated/prisma/client";

const damaged =
  "It cannot be read: somebody changed it in the database by hand. Client apps keep its last good values.";

/** A stored flag and state, ready for the evaluator; what it cannot evaluate has no answer instead. */
export function compiled(flag: FeatureFlag, state: FlagState): CompiledFlag {
  const archived = flag.archivedAt !== null;
  const [own, here] = [flagDocument.safeParse(flag), stateDocument.safeParse(state)];
  if (!own.success || !here.success) {
    const { key, salt, clientSide } = flag;
    return brokenFlag({ key, salt, clientSide, archived, variants: [] }, damaged);
  }
  const document = { ...own.data, archived };
  try {
    return compile(document, {
      ...here.data,
      prerequisites: state.prerequisites as Prerequisite[],
      rules: state.rules as Rule[],
    });
  } catch (error) {
    if (error instanceof CannotCompile) return brokenFlag(document, error.message);
    throw error;
  }
}

export type Count = {
  flagId: string;
  environmentId: string;
  variant: string;
  /** Made by unconfirmed users for themselves: these reach nobody yet. */
  pending: boolean;
  count: number;
};

/** Unexpired toggles of these flags, in one query. */
export async function countToggles(flagIds: string[]): Promise<Count[]> {
  return database().$queryRaw<Count[]>`
    SELECT t."flagId", t."environmentId", t."variant",
           (t."selfService" AND NOT u."confirmed") AS "pending", count(*)::int AS "count"
    FROM "Toggle" t JOIN "User" u ON u."id" = t."userId"
    WHERE t."flagId" = ANY(${flagIds}::uuid[])
      AND (t."expiresAt" IS NULL OR t."expiresAt" > ${new Date()})
    GROUP BY 1, 2, 3, 4`;
}

/** When these flags were last evaluated for client apps, in one query. */
export async function lastEvaluations(flagIds: string[]) {
  const rows = await database().flagUsage.findMany({ where: { flagId: { in: flagIds } } });
  const name = (flagId: string, environmentId: string) => `${flagId} ${environmentId}`;
  const times = new Map(
    rows.map((row) => [name(row.flagId, row.environmentId), row.lastEvaluatedAt]),
  );
  return (flagId: string, environmentId: string) => times.get(name(flagId, environmentId)) ?? null;
}

/** Whether people toggled to this variant would be on if the flag were off. */
export function staysOn(flag: FeatureFlag, state: FlagState, { variant, pending }: Count): boolean {
  if (pending) return false;
  const toggles = new Map([[flag.key, { variant, expiresAt: null }]]);
  // Which prerequisites hold depends on each of them: whoever asks is warned of all.
  const off = compiled(flag, { ...state, enabled: false, prerequisites: [] });
  const ruleset = { flags: new Map([[flag.key, off]]), segments: new Map() };
  const { answer } = evaluateFlag(ruleset, off, { targetingKey: null, attributes: {}, toggles }, 0);
  return !isFailed(answer) && answer.enabled;
}

export function sum(counts: Count[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}
