import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/database/client";
import { type Evaluation, evaluate, isFailed } from "@/lib/evaluation/evaluate";
import { withoutHidden } from "@/lib/evaluation/hide";
import type { Json, Subject } from "@/lib/evaluation/state";
import { Tracer } from "@/lib/evaluation/trace";
import { canSeeFlag } from "@/lib/flags/policy";
import { rulesetOf } from "@/lib/flags/queries/ruleset";
import type { Prisma } from "@/lib/generated/prisma/client";
import { isPending, people, unexpired, view } from "@/lib/toggles/queries/view";

const withFlag = {
  ...people,
  state: { select: { flag: { select: { key: true } } } },
} as const satisfies Prisma.ToggleInclude;
type RowWithFlag = Prisma.ToggleGetPayload<{ include: typeof withFlag }>;

type Place = { id: string; project: { id: string } };

/** `at`: the moment that is taken for now. `keys`: the flags asked for, else all. */
export type Asked = {
  targetingKey: string | null;
  attributes: { [name: string]: Json };
  at: Date;
  keys?: string[];
};

/** What a subject gets of every flag in use that the actor may see, with its toggle and every step that led there. */
export async function answersFor(
  actor: Actor,
  environment: Place,
  { targetingKey, attributes, at, keys }: Asked,
) {
  const [stored, ruleset] = await Promise.all([
    targetingKey === null ? [] : togglesOf(environment, targetingKey, at),
    rulesetOf(environment),
  ]);
  const { rows } = ruleset;
  const views = new Map(stored.map((toggle) => [toggle.state.flag.key, view(toggle)]));
  const subject = { targetingKey, attributes, toggles: delivered(stored) };
  const isHidden = (key: string) => {
    const flag = rows.get(key);
    return flag !== undefined && !canSeeFlag(actor, flag);
  };
  const wanted = keys && new Set(keys);
  return [...rows.values()]
    .filter((flag) => flag.archivedAt === null && canSeeFlag(actor, flag))
    .filter(({ key }) => !wanted || wanted.has(key))
    .map((flag) => {
      const tracer = new Tracer();
      const evaluation = evaluate(ruleset, flag.key, subject, at.getTime(), tracer);
      const trace = withoutHidden(tracer.trace, isHidden);
      return {
        flag,
        answer: explained(evaluation, isHidden),
        trace,
        toggle: views.get(flag.key) ?? null,
      };
    });
}

async function togglesOf(
  { id: environmentId }: Place,
  targetingKey: string,
  at: Date,
): Promise<RowWithFlag[]> {
  return database().toggle.findMany({
    where: { environmentId, user: { targetingKey }, ...unexpired(at) },
    include: withFlag,
  });
}

/** The toggles that reach client apps, by flag key. */
function delivered(stored: RowWithFlag[]): Subject["toggles"] {
  return new Map(
    stored
      .filter((toggle) => !isPending(toggle))
      .map(({ state, variant, expiresAt }) => [
        state.flag.key,
        { variant, expiresAt: expiresAt?.getTime() ?? null },
      ]),
  );
}

function explained({ answer, bucket }: Evaluation, isHidden: (flag: string) => boolean) {
  if (isFailed(answer)) {
    const { reason, errorCode, errorDetails } = answer;
    return { reason, errorCode, errorDetails, decidedBy: null };
  }
  const { enabled, value, variant, reason, decidedBy } = answer;
  if (decidedBy.kind === "prerequisite" && isHidden(decidedBy.flag))
    return { enabled, value, variant, reason, decidedBy: { kind: decidedBy.kind, bucket } };
  return { enabled, value, variant, reason, decidedBy: { ...decidedBy, bucket } };
}
