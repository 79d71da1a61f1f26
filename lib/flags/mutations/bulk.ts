import type { Actor } from "@/lib/auth/actor";
import { commitChange, lockProject, type Tx } from "@/lib/change";
import { Refusal, type RefusalCode } from "@/lib/errors";
import { type Plan, planBulk } from "@/lib/flags/queries/bulk";
import { flagDocument } from "@/lib/flags/schema";
import type { Bulk, BulkDone } from "@/lib/flags/schema/bulk";
import { stateDocument } from "@/lib/flags/schema/state";
import type { Environment } from "@/lib/generated/prisma/client";
import type { AuditEntry } from "@/lib/history/entry";
import { requireProject } from "@/lib/projects/queries";

type Project = { id: string; key: string };
type Changing = Extract<Plan, { changes: boolean }>;

/**
 * Makes one change of many flags: all of it, as one change set with a row for each flag that changes, or nothing. One flag
 * that may not be changed, or is not the version that was seen, refuses the whole; flags that are so already stay.
 */
export async function changeFlags(actor: Actor, projectKey: string, bulk: Bulk): Promise<BulkDone> {
  const project = await requireProject(actor, projectKey);

  return commitChange<BulkDone>(actor, async (tx) => {
    await lockFlags(tx, project.id, bulk);
    const { plans, environment } = await planBulk(tx, actor, project.id, bulk);
    const changing = allowed(plans).filter(({ changes }) => changes);
    const same = plans.filter((plan) => "changes" in plan && !plan.changes).map(({ key }) => key);
    if (changing.length === 0) return { unchanged: { changed: [], same } };

    const entries = environment
      ? await writeStates(tx, project, bulk, environment, changing)
      : await writeFlags(tx, project, bulk, changing);
    const [first, ...rest] = entries;
    if (!first || entries.length !== changing.length) throw new Error("A flag went missing.");
    const changed = entries.map(({ flag, after }) => ({
      key: flag.key,
      version: after.version,
    }));
    return { result: { changed, same }, audit: [first, ...rest] };
  });
}

/** As `lockFlag`, for many: in the order of ids, so that two of these never wait for each other. */
async function lockFlags(tx: Tx, projectId: string, { flags }: Bulk): Promise<void> {
  await lockProject(tx, projectId);
  const keys = flags.map(({ key }) => key);
  await tx.$queryRaw`
    SELECT 1 FROM "FeatureFlag" WHERE "projectId" = ${projectId}::uuid AND "key" = ANY(${keys})
    ORDER BY "id" FOR UPDATE`;
}

/** What is said first when several flags are refused: what one may not before what is in the way. */
const precedence: RefusalCode[] = ["not_found", "forbidden"];

function allowed(plans: Plan[]): Changing[] {
  const refused = plans.flatMap((plan) => ("refusal" in plan ? [plan] : []));
  const rank = ({ refusal }: { refusal: Refusal }) =>
    precedence.includes(refusal.code) ? precedence.indexOf(refusal.code) : precedence.length;
  const [first] = [...refused].sort((a, b) => rank(a) - rank(b));
  if (!first) return plans.filter((plan) => "changes" in plan);

  const others = refused.length - 1;
  const more = others === 0 ? "" : ` ${others} more ${others === 1 ? "flag" : "flags"} too.`;
  throw new Refusal(
    first.refusal.code,
    `Nothing was changed, because of ${first.key}: ${first.refusal.message}${more}`,
    {
      errors: refused.map(({ key, refusal }) => ({
        path: `flags.${key}`,
        message: refusal.message,
      })),
    },
  );
}

type Entry<D> = AuditEntry & { flag: Project; after: D };

async function writeStates(
  tx: Tx,
  project: Project,
  { action }: Bulk,
  environment: Environment,
  changing: Changing[],
) {
  const where = {
    environmentId: environment.id,
    flagId: { in: changing.map(({ flag }) => flag.id) },
  };
  const enabled = action === "enable";
  await tx.flagState.updateMany({
    where,
    data: { enabled, version: { increment: 1 }, updatedAt: new Date() },
  });
  const written = new Map((await tx.flagState.findMany({ where })).map((row) => [row.flagId, row]));
  const place = { id: environment.id, key: environment.key };
  return changing.map(
    ({ flag, state }): Entry<ReturnType<typeof stateDocument.parse>> => ({
      action: `flag.${action}`,
      project,
      environment: place,
      flag: { id: flag.id, key: flag.key },
      before: stateDocument.parse(state),
      after: stateDocument.parse(written.get(flag.id)),
    }),
  );
}

async function writeFlags(tx: Tx, project: Project, bulk: Bulk, changing: Changing[]) {
  const ids = changing.map(({ flag }) => flag.id);
  const now = new Date();
  if (bulk.action === "tag") {
    await tx.featureFlag.updateMany({
      where: { id: { in: ids } },
      data: { tags: { push: bulk.tag }, version: { increment: 1 }, updatedAt: now },
    });
  } else if (bulk.action === "untag") {
    // Prisma can push to a list, but take nothing out of it.
    await tx.$executeRaw`
      UPDATE "FeatureFlag" SET "tags" = array_remove("tags", ${bulk.tag}),
        "version" = "version" + 1, "updatedAt" = ${now}
      WHERE "id" = ANY(${ids}::uuid[])`;
  } else {
    await tx.featureFlag.updateMany({
      where: { id: { in: ids } },
      data: {
        archivedAt: bulk.action === "archive" ? now : null,
        version: { increment: 1 },
        updatedAt: now,
      },
    });
  }
  const rows = await tx.featureFlag.findMany({ where: { id: { in: ids } } });
  const written = new Map(rows.map((row) => [row.id, row]));
  const tags = bulk.action === "tag" || bulk.action === "untag";
  return changing.map(
    ({ flag }): Entry<ReturnType<typeof flagDocument.parse>> => ({
      action: tags ? "flag.update" : `flag.${bulk.action}`,
      project,
      flag: { id: flag.id, key: flag.key },
      before: flagDocument.parse(flag),
      after: flagDocument.parse(written.get(flag.id)),
    }),
  );
}
