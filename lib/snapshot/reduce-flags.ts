import type { StateDocument, Variant } from "@/lib/evaluation/state";
import type { AuditRow } from "@/lib/history/row";
import { environmentOf, flagOf, putFlag, putState, recompile } from "./rows";
import { type State, touchFlags } from "./state";

type FlagRowDocument = {
  id: string;
  projectId: string;
  key: string;
  variants: Variant[];
  salt: string;
  clientSide: boolean;
  archivedAt: string | null;
  /** Only where the flag is made: the state that it has in every environment. */
  state?: Pick<StateDocument, "offVariant" | "fallthrough">;
};

/** A flag as it is from now on; its states stay, and are there from the start when it is new. */
export function applyFlag(state: State, row: AuditRow): void {
  const after = documentOf<FlagRowDocument>(row.after);
  const flag = putFlag(state, { ...after, archived: after.archivedAt !== null });
  for (const environment of flag.project.environments) {
    if (after.state && !environment.states.has(flag.id))
      putState(state, {
        flagId: flag.id,
        environmentId: environment.id,
        enabled: false,
        killed: false,
        prerequisites: [],
        rules: [],
        ...after.state,
      });
    recompile(state, environment, flag);
  }
}

/** Its states and toggles are gone with it. */
export function deleteFlag(state: State, row: AuditRow): void {
  const { id, projectId } = documentOf<FlagRowDocument>(row.before);
  const project = state.projects.get(projectId);
  const flag = project?.flags.get(id);
  if (!project || !flag) return;
  for (const environment of project.environments) {
    environment.toggles.removeFlag(flag);
    environment.states.delete(id);
    environment.compiled.delete(flag.key);
    state.degraded.delete(`flag ${project.key}/${environment.key}/${flag.key}`);
    touchFlags(environment);
  }
  project.flags.delete(id);
}

export function applyState(state: State, row: AuditRow): void {
  const after = documentOf<StateDocument & { flagId: string; environmentId: string }>(row.after);
  const environment = environmentOf(state, after.environmentId);
  const flag = flagOf(environment, after.flagId);
  putState(state, after);
  recompile(state, environment, flag);
}

/** The row's document; which shape it has is what the row's action says. */
export function documentOf<T>(document: AuditRow["after"]): T {
  if (document === null) throw new Error("it has no document");
  return document as unknown as T;
}
