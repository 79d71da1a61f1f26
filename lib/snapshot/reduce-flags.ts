import type { FlagDocument, StateDocument, Variant } from "@/lib/evaluation/state";
import type { AuditRow } from "@/lib/history/row";
import { environmentOf, flagOf, nameOf, putFlag, putState, recompile, variantsOf } from "./rows";
import { type State, touchFlags } from "./state";

export type FlagRowDocument = {
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

/** What of a flag's document decides. */
export function flagDocumentOf(document: FlagRowDocument): FlagDocument {
  const { key, salt, clientSide, archivedAt } = document;
  return {
    key,
    variants: variantsOf(document.variants),
    salt,
    clientSide,
    archived: archivedAt !== null,
  };
}

/**
 * A flag as it is from now on; its states stay, and are there from the start when it is new. A document that can be compiled
 * nowhere is not kept but for who may see it, for the export and the snapshot on disk are made of documents.
 */
export function applyFlag(state: State, row: AuditRow): void {
  const after = documentOf<FlagRowDocument>(row.after);
  const last = state.projects.get(after.projectId)?.flags.get(after.id)?.document;
  const { id, projectId } = after;
  const flag = putFlag(state, { id, projectId, ...flagDocumentOf(after) });
  const causes: (string | null)[] = [];
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
    causes.push(recompile(state, environment, flag));
  }
  const [cause] = causes;
  if (!cause || causes.includes(null)) return;
  const { clientSide, archived } = flag.document;
  if (last) flag.document = { ...last, clientSide, archived };
  throw new Error(cause);
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
    state.degraded.delete(nameOf(environment, flag));
    touchFlags(environment);
  }
  project.flags.delete(id);
}

export function applyState(state: State, row: AuditRow): void {
  const after = documentOf<StateDocument & { flagId: string; environmentId: string }>(row.after);
  const environment = environmentOf(state, after.environmentId);
  const flag = flagOf(environment, after.flagId);
  const last = environment.states.get(flag.id);
  putState(state, after);
  const cause = recompile(state, environment, flag);
  if (cause === null) return;
  if (last) environment.states.set(flag.id, last);
  throw new Error(cause);
}

/** The row's document; which shape it has is what the row's action says. */
export function documentOf<T>(document: AuditRow["after"]): T {
  if (document === null) throw new Error("it has no document");
  return document as unknown as T;
}
