import type { Actor } from "@/lib/auth/actor";
import { database, type Tx } from "@/lib/database/client";
import { Refusal } from "@/lib/errors";
import {
  archivedRefusal,
  archiveRefusal,
  canReadFlags,
  changeRefusal,
  protectedRefusal,
  visibleFlag,
} from "@/lib/flags/policy";
import { countToggles, staysOn, sum } from "@/lib/flags/queries/count";
import { archiveInUse, requirements, restoreRefusal } from "@/lib/flags/queries/requirements";
import { unreadableRefusal } from "@/lib/flags/queries/stored";
import { mostTags } from "@/lib/flags/schema";
import type { Bulk, BulkVerdict } from "@/lib/flags/schema/bulk";
import type { Environment, FeatureFlag, FlagState } from "@/lib/generated/prisma/client";
import { requireProject } from "@/lib/projects/queries";

/** What a bulk change means for one flag. The version is that of the document it changes. */
export type Plan = { key: string } & (
  | { refusal: Refusal; version: number | null }
  | { changes: boolean; message: string; version: number; flag: FeatureFlag; state?: FlagState }
);

/** What the change would do to each flag, in the order in which they are named. Changes nothing. */
export async function previewBulk(
  actor: Actor,
  projectKey: string,
  bulk: Bulk,
): Promise<{ data: BulkVerdict[] }> {
  const project = await requireProject(actor, projectKey);
  if (!canReadFlags(actor, project.id)) {
    throw new Refusal("forbidden", "Members see names and descriptions of flags only.");
  }
  const { plans } = await planBulk(database(), actor, project.id, bulk);
  const staying = bulk.action === "disable" ? await stayingOn(plans) : new Map<string, number>();
  return {
    data: plans.map((plan) => {
      const { key, version } = plan;
      if ("refusal" in plan) {
        const { code, message } = plan.refusal;
        return { key, version, outcome: "refused", code, message };
      }
      const people = plan.changes ? (staying.get(plan.flag.id) ?? 0) : 0;
      const message = people === 0 ? plan.message : `${plan.message}. ${stayWords(people)}`;
      return { key, version, outcome: plan.changes ? "change" : "same", code: null, message };
    }),
  };
}

/** Decides flag by flag, with few statements however many there are. Within a change, `db` is its transaction. */
export async function planBulk(
  db: Tx,
  actor: Actor,
  projectId: string,
  bulk: Bulk,
): Promise<{ plans: Plan[]; environment: Environment | null }> {
  const environment = "environment" in bulk ? await environmentOf(db, projectId, bulk) : null;
  const keys = bulk.flags.map(({ key }) => key);
  const found = await db.featureFlag.findMany({
    where: { AND: [visibleFlag(actor, projectId), { key: { in: keys } }] },
  });
  const states = environment
    ? await db.flagState.findMany({
        where: { environmentId: environment.id, flagId: { in: found.map(({ id }) => id) } },
      })
    : [];
  const flagOf = new Map(found.map((flag) => [flag.key, flag]));
  const stateOf = new Map(states.map((state) => [state.flagId, state]));
  const plans = bulk.flags.map(({ key, version: seen }): Plan => {
    const flag = flagOf.get(key);
    if (!flag) {
      const refusal = new Refusal("not_found", "There is no flag with this key.");
      return { key, refusal, version: null };
    }
    const state = stateOf.get(flag.id);
    const version = state?.version ?? flag.version;
    const decided = decide(actor, bulk, flag, environment, state);
    const verdict =
      decided instanceof Refusal ? decided : (unreadableRefusal(flag, state) ?? decided);
    if (verdict instanceof Refusal) return { key, refusal: verdict, version };
    if (seen !== undefined && seen !== version) {
      const refusal = new Refusal(
        "conflict",
        `Somebody was faster: this is version ${version} now.`,
      );
      return { key, refusal, version };
    }
    return { key, version, flag, ...verdict, ...(state ? { state } : {}) };
  });
  return { plans: await withoutVanishing(db, actor, projectId, bulk, plans), environment };
}

/**
 * As the single changes refuse to archive what is required, and to restore what requires something archived. What comes
 * or goes in the same change does not count, so far as it does.
 */
async function withoutVanishing(
  db: Tx,
  actor: Actor,
  projectId: string,
  { action }: Bulk,
  plans: Plan[],
): Promise<Plan[]> {
  if (action !== "archive" && action !== "restore") return plans;

  const all = await requirements(db, projectId);
  const held = new Map<string, Refusal>();
  for (;;) {
    const moving = plans.flatMap((plan) =>
      "changes" in plan && plan.changes && !held.has(plan.key) ? [plan.key] : [],
    );
    const together = new Set(moving);
    const refused = moving.flatMap((key) => {
      const refusal =
        action === "archive"
          ? archiveInUse(actor, all, key, together)
          : restoreRefusal(all, key, together);
      return refusal ? [[key, refusal] as const] : [];
    });
    for (const [key, refusal] of refused) held.set(key, refusal);
    if (refused.length === 0) break;
  }
  return plans.map((plan) => {
    const refusal = held.get(plan.key);
    return refusal ? { key: plan.key, version: plan.version, refusal } : plan;
  });
}

async function environmentOf(
  db: Tx,
  projectId: string,
  { environment: key }: { environment: string },
) {
  const where = { projectId_key: { projectId, key } };
  const environment = await db.environment.findUnique({ where });
  if (!environment) throw new Refusal("not_found", "There is no environment with this key.");
  return environment;
}

type Verdict = Refusal | { changes: boolean; message: string };
const changes = (message: string) => ({ changes: true, message });
const stays = (message: string) => ({ changes: false, message });

/** As the single changes decide, in their order: what one may not, what is in the way, what is so already. */
function decide(
  actor: Actor,
  bulk: Bulk,
  flag: FeatureFlag,
  environment: Environment | null,
  state: FlagState | undefined,
): Verdict {
  switch (bulk.action) {
    case "enable":
    case "disable":
      if (!environment || !state) throw new Error(`${flag.key} has no state to switch.`);
      return decideSwitch(actor, flag, environment, state, bulk.action === "enable");
    case "tag":
    case "untag":
      return changeRefusal(actor, flag) ?? decideTag(flag, bulk.tag, bulk.action === "tag");
    case "archive":
      if (flag.archivedAt !== null)
        return archiveRefusal(actor, flag, "archive") ?? stays("is archived already");
      return archiveRefusal(actor, flag, "archive") ?? changes("client apps no longer get it");
    case "restore":
      if (flag.archivedAt === null)
        return archiveRefusal(actor, flag, "restore") ?? stays("is in use already");
      return archiveRefusal(actor, flag, "restore") ?? changes("client apps get it again");
  }
}

function decideSwitch(
  actor: Actor,
  flag: FeatureFlag,
  environment: Environment,
  state: FlagState,
  enabled: boolean,
): Verdict {
  const refusal = changeRefusal(actor, flag) ?? archivedRefusal(flag);
  if (refusal) return refusal;
  const { name } = environment;
  if (state.enabled === enabled) return stays(`is ${enabled ? "on" : "off"} in ${name} already`);
  const words = enabled ? `off → on in ${name}` : `on → off in ${name}`;
  const killed = state.killed
    ? ". It is killed there: off for everybody until that is taken back"
    : "";
  return protectedRefusal(environment) ?? changes(words + killed);
}

function decideTag(flag: FeatureFlag, tag: string, wanted: boolean): Verdict {
  const has = flag.tags.includes(tag);
  if (has === wanted) return stays(wanted ? "has this tag already" : "does not have this tag");
  if (!wanted) return changes(`loses the tag ${tag}`);
  if (flag.tags.length < mostTags) return changes(`gets the tag ${tag}`);
  return new Refusal("invalid", `It has ${mostTags} tags already. Remove one first.`);
}

/** How many people stay on, by flag, when it is switched off. */
async function stayingOn(plans: Plan[]): Promise<Map<string, number>> {
  const counts = await countToggles(plans.flatMap((plan) => ("flag" in plan ? plan.flag.id : [])));
  const staying = plans.flatMap((plan) => {
    if (!("flag" in plan) || !plan.state) return [];
    const { flag, state } = plan;
    const here = counts.filter(
      (count) => count.flagId === flag.id && count.environmentId === state.environmentId,
    );
    return [[flag.id, sum(here.filter((count) => staysOn(flag, state, count)))] as const];
  });
  return new Map(staying);
}

function stayWords(people: number): string {
  return people === 1
    ? "1 person stays on by a per-user toggle"
    : `${people.toLocaleString("en")} people stay on by per-user toggles`;
}
