import { isDeepStrictEqual } from "node:util";
import type { Actor } from "@/lib/auth/actor";
import { commitChange } from "@/lib/change";
import { requireEnvironment } from "@/lib/environments/queries";
import { assertFresh, lockFlag } from "@/lib/flags/mutations/lock";
import { assertReferences } from "@/lib/flags/mutations/references";
import { withIds } from "@/lib/flags/mutations/rule-ids";
import { archivedRefusal, changeRefusal, protectedRefusal } from "@/lib/flags/policy";
import { readState } from "@/lib/flags/queries/stored";
import type { ChangeState, StateDocument } from "@/lib/flags/schema/state";

const settings = [
  "enabled",
  "killed",
  "offVariant",
  "prerequisites",
  "rules",
  "fallthrough",
] as const;
type Setting = (typeof settings)[number];

export type ChangedState = { before: StateDocument; version: number };

/**
 * Merges the patch into the flag's state in one environment. In a protected environment only killing is done at once:
 * anything else, un-killing included, answers `approval_required`. Returns what stood before, and the version that stands now.
 */
export async function changeState(
  actor: Actor,
  projectKey: string,
  key: string,
  environmentKey: string,
  patch: ChangeState,
  ifMatch: number | null,
): Promise<ChangedState> {
  const environment = await requireEnvironment(actor, projectKey, environmentKey);
  const { project } = environment;

  return commitChange<ChangedState>(actor, async (tx) => {
    const flag = await lockFlag(tx, actor, project.id, key);
    const refusal = changeRefusal(actor, flag);
    if (refusal) throw refusal;
    const where = { flagId: flag.id, environmentId: environment.id };
    const stored = await tx.flagState.findUniqueOrThrow({
      where: { flagId_environmentId: where },
      include: { environment: { select: { name: true, protected: true } } },
    });
    const before = readState(flag, stored);
    assertFresh(ifMatch, before.version);
    const archived = archivedRefusal(flag);
    if (archived) throw archived;

    const wanted = {
      enabled: patch.enabled ?? before.enabled,
      killed: patch.killed ?? before.killed,
      offVariant: patch.offVariant ?? before.offVariant,
      prerequisites: patch.prerequisites ?? before.prerequisites,
      rules: patch.rules ? withIds(patch.rules, before.rules) : before.rules,
      fallthrough: patch.fallthrough ?? before.fallthrough,
    };
    const changed = settings.filter((name) => !isDeepStrictEqual(wanted[name], before[name]));
    if (changed.length === 0) return { unchanged: { before, version: before.version } };

    await assertReferences(tx, actor, flag, before, wanted);
    const action = verb(changed, wanted);
    const approval = action === "flag.kill" ? null : protectedRefusal(stored.environment);
    if (approval) throw approval;

    const after = await tx.flagState.update({
      where: { flagId_environmentId: where },
      data: { ...wanted, version: { increment: 1 }, updatedAt: new Date() },
    });
    return {
      result: { before, version: after.version },
      audit: [
        {
          action,
          project,
          environment: { id: environment.id, key: environment.key },
          flag: { id: flag.id, key },
          before,
          after: readState(flag, after),
        },
      ],
    };
  });
}

/** The action's name: the plain switches have names of their own. */
function verb(changed: Setting[], wanted: { enabled: boolean; killed: boolean }): string {
  if (changed.length > 1) return "state.update";
  if (changed[0] === "enabled") return wanted.enabled ? "flag.enable" : "flag.disable";
  if (changed[0] === "killed") return wanted.killed ? "flag.kill" : "flag.unkill";
  return "state.update";
}
