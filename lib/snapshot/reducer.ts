import { documentVersion } from "@/lib/history/entry";
import type { AuditRow } from "@/lib/history/row";
import { applyFlag, applyState, deleteFlag, documentOf } from "./reduce-flags";
import { applySegment, deleteSegment } from "./reduce-segments";
import {
  environmentOf,
  flagOf,
  putConfiguration,
  putEnvironment,
  putProject,
  putToggle,
  recompile,
  userOf,
} from "./rows";
import { type KeyRow, type State, type TokenRow, touch } from "./state";

/** Rows that the log only names: read again from their tables before it is applied. */
export type Reread = { keys: KeyRow[]; tokens: TokenRow[] };

/**
 * Applies rows of the log in order, whole change sets. What cannot be understood (an unknown action, a document of a newer
 * version) keeps the last good state of its thing and is named in `degraded`. Rows may be applied twice: documents are
 * complete. The same reducer, started from nothing, rebuilds the past.
 */
export function apply(state: State, rows: readonly AuditRow[], reread: Reread): void {
  for (const key of reread.keys) state.keys.put(key);
  for (const token of reread.tokens) state.tokens.put(token);
  for (const row of rows) {
    applyRow(state, row);
    state.sequence = row.sequence;
    state.head = row.hash;
  }
}

function applyRow(state: State, row: AuditRow): void {
  const thing = thingOf(row);
  try {
    if (row.version > documentVersion) throw new Error(`its document has version ${row.version}`);
    const reduce = reducers[row.action];
    if (!reduce) throw new Error("the action is unknown");
    reduce(state, row);
    state.degraded.delete(thing);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    state.degraded.set(thing, `not applied (${row.action}, sequence ${row.sequence}): ${cause}`);
  }
}

/** What a row is of, in words: another change of the same, once it is understood, makes it well again. */
function thingOf({ action, project, environment, flag, user, before, after }: AuditRow): string {
  const [noun] = action.split(".");
  const { key } = after ?? before ?? {};
  const names = [project?.key, environment?.key, flag?.key ?? key];
  const place = names.filter((name) => typeof name === "string").join("/");
  const whose = noun === "toggle" || place === "" ? ` of ${user}` : "";
  return `change of ${noun === "state" ? "flag" : noun} ${place}${whose}`;
}

type Reducer = (state: State, row: AuditRow) => void;

const reducers: Partial<Record<string, Reducer>> = {
  "project.create": createProject,
  "project.update": nothing,
  "environment.create": (state, row) => createEnvironment(state, documentOf(row.after)),
  "environment.update": updateEnvironment,
  "flag.create": applyFlag,
  "flag.update": applyFlag,
  "flag.archive": applyFlag,
  "flag.restore": applyFlag,
  "flag.delete": deleteFlag,
  "segment.create": applySegment,
  "segment.update": applySegment,
  "segment.delete": deleteSegment,
  "flag.enable": applyState,
  "flag.disable": applyState,
  "flag.kill": applyState,
  "flag.unkill": applyState,
  "state.update": applyState,
  "toggle.create": applyToggle,
  "toggle.update": applyToggle,
  "toggle.end": applyToggle,
  "toggle.delete": deleteToggle,
  "user.create": applyUser,
  "user.update": applyUser,
  "user.password": applyUser,
  "user.erase": eraseUser,
  "configuration.put": applyConfiguration,
  "configuration.delete": deleteConfiguration,
  "membership.put": nothing,
  "membership.delete": nothing,
  "key.create": nothing,
  "key.revoke": nothing,
  "token.create": nothing,
  "token.revoke": nothing,
};

/** Nothing of it is kept here, or its row was read again. */
function nothing(): void {}

function createProject(state: State, row: AuditRow): void {
  const after = documentOf<{
    id: string;
    key: string;
    environments?: { id: string; key: string }[];
  }>(row.after);
  const project = putProject(state, after);
  for (const environment of after.environments ?? [])
    createEnvironment(state, { ...environment, projectId: project.id });
}

type EnvironmentDocument = { id: string; projectId: string; key: string };

/** A new environment has the default state of every flag: implied by its one row. */
function createEnvironment(state: State, row: EnvironmentDocument): void {
  const environment = putEnvironment(state, row);
  for (const flag of environment.project.flags.values()) {
    if (environment.states.has(flag.id)) continue;
    const { variants } = flag.document;
    environment.states.set(flag.id, {
      enabled: false,
      killed: false,
      offVariant: variants.at(-1)?.key ?? "",
      prerequisites: [],
      rules: [],
      fallthrough: { variant: variants[0]?.key ?? "" },
    });
    recompile(state, environment, flag);
  }
}

function updateEnvironment(state: State, row: AuditRow): void {
  const after = documentOf<EnvironmentDocument>(row.after);
  if (environmentOf(state, after.id).key !== after.key) putEnvironment(state, after);
}

type ToggleDocument = {
  flagId: string;
  environmentId: string;
  userId: string;
  variant: string;
  expiresAt: string | null;
  selfService: boolean;
};

function applyToggle(state: State, row: AuditRow): void {
  const after = documentOf<ToggleDocument>(row.after);
  const expiresAt = after.expiresAt === null ? null : Date.parse(after.expiresAt);
  putToggle(state, { ...after, expiresAt }, row.timestamp.getTime());
}

function deleteToggle(state: State, row: AuditRow): void {
  const before = documentOf<ToggleDocument>(row.before);
  const environment = environmentOf(state, before.environmentId);
  environment.toggles.remove(userOf(state, before.userId), flagOf(environment, before.flagId));
  touch(environment);
}

type UserDocument = { id: string; active: boolean; confirmed: boolean; epoch: number };

/** Once a person is erased, rows about them have no personal part and tell no targeting key: replayed, they stay nameless. */
function applyUser(state: State, row: AuditRow): void {
  const { id, active, confirmed, epoch } = documentOf<UserDocument>(row.after);
  const said = row.personal?.after?.targetingKey;
  const number = state.people.numberOf(id);
  const known = number === undefined ? null : state.people.targetingKey(number);
  const targetingKey = typeof said === "string" ? said : known;
  state.people.put({ id, targetingKey, active, confirmed, epoch });
  touchAll(state);
}

/** Their toggles and configuration ended by rows of their own, before this one. */
function eraseUser(state: State, row: AuditRow): void {
  const { id, active, confirmed, epoch } = documentOf<UserDocument>(row.after);
  state.people.put({ id, targetingKey: null, active, confirmed, epoch });
  touchAll(state);
}

function applyConfiguration(state: State, row: AuditRow): void {
  const { id, userId } = documentOf<{ id: string; userId: string }>(row.after);
  const said = row.personal?.after;
  if (!said) return; // Erased since: its deletion follows in the log.
  const value = JSON.stringify(said.value ?? null);
  putConfiguration(state, { id, userId, key: String(said.key), value });
  touchAll(state);
}

function deleteConfiguration(state: State, row: AuditRow): void {
  const { id, userId } = documentOf<{ id: string; userId: string }>(row.before);
  const user = userOf(state, userId);
  const known = state.configurations.get(user);
  known?.delete(id);
  if (known?.size === 0) state.configurations.delete(user);
  touchAll(state);
}

/** People are the same in every environment. */
function touchAll(state: State): void {
  for (const environment of state.environments.values()) touch(environment);
}
