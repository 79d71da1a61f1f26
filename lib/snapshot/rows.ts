import { brokenFlag, compile } from "@/lib/evaluation/compile";
import { compileSegment } from "@/lib/evaluation/segment";
import type {
  FlagDocument,
  Json,
  SegmentDocument,
  StateDocument,
  Variant,
} from "@/lib/evaluation/state";
import { canonicalText } from "@/lib/history/chain";
import type { UserRow } from "./people";
import {
  type Environment,
  type Flag,
  type KeyRow,
  type Project,
  type Setting,
  type State,
  type TokenRow,
  touch,
  touchFlags,
} from "./state";
import { Toggles } from "./toggles";

// The one way into the state, for rows of the tables, of the disk and of the log. Each of these may be said twice.

/** Columns that the snapshot keeps, by table. `expiresAt` in epoch milliseconds, configuration values as JSON texts. */
export type Rows = {
  project: { id: string; key: string };
  environment: { id: string; projectId: string; key: string };
  flag: { id: string; projectId: string } & FlagDocument;
  segment: { id: string; projectId: string } & SegmentDocument;
  state: { flagId: string; environmentId: string } & StateDocument;
  user: UserRow;
  toggle: ToggleRow;
  configuration: { id: string; userId: string; key: string; value: string };
  key: KeyRow;
  token: TokenRow;
};

export type ToggleRow = {
  flagId: string;
  environmentId: string;
  userId: string;
  variant: string;
  expiresAt: number | null;
  selfService: boolean;
};

export function putProject(state: State, { id, key }: Rows["project"]): Project {
  const known = state.projects.get(id);
  if (known) return known;
  const segments = { segments: new Map(), compiledSegments: new Map() };
  const project: Project = { id, key, flags: new Map(), ...segments, environments: [] };
  state.projects.set(id, project);
  return project;
}

export function putEnvironment(state: State, { id, projectId, key }: Rows["environment"]) {
  const known = state.environments.get(id);
  if (known) {
    known.key = key;
    touch(known);
    return known;
  }
  const project = found(state.projects.get(projectId), "project", projectId);
  const compiled = new Map();
  const ruleset = { flags: compiled, segments: project.compiledSegments };
  const maps = { states: new Map(), compiled, ruleset, toggles: new Toggles() };
  const environment: Environment = { id, key, project, ...maps, revision: 0, flagsRevision: 0 };
  touch(environment);
  state.environments.set(id, environment);
  project.environments.push(environment);
  return environment;
}

export function nameOfSegment(project: { key: string }, segment: { key: string }): string {
  return `segment ${project.key}/${segment.key}`;
}

/** A segment that cannot be compiled keeps its last good state, and is named. Flags find it by its key. */
export function putSegment(state: State, row: Rows["segment"]): void {
  const { id, projectId, key, conditions, included, excluded } = row;
  const project = found(state.projects.get(projectId), "project", projectId);
  const document = { key, conditions, included, excluded };
  project.segments.set(id, document);
  const name = nameOfSegment(project, document);
  try {
    project.compiledSegments.set(key, compileSegment(document));
    state.degraded.delete(name);
  } catch (error) {
    state.degraded.set(name, `cannot be compiled: ${causeOf(error)}`);
  }
  for (const environment of project.environments) touch(environment);
}

/** Compiles nothing yet: see `recompile`. */
export function putFlag(state: State, row: Rows["flag"]): Flag {
  const { id, projectId, key, salt, archived, clientSide } = row;
  const document = { key, variants: variantsOf(row.variants), salt, archived, clientSide };
  const project = found(state.projects.get(projectId), "project", projectId);
  const known = project.flags.get(id);
  if (known) {
    known.document = document;
    return known;
  }
  const flag: Flag = { id, key, project, document };
  project.flags.set(id, flag);
  return flag;
}

/** None when somebody has damaged the row: then it cannot be compiled, and is named. */
export function variantsOf(variants: unknown): Variant[] {
  if (!Array.isArray(variants) || variants.some((one) => typeof one !== "object" || !one))
    return [];
  return variants.map(({ key, value }: Variant) => ({ key, value: inOneOrder(value) }));
}

/** Compiles nothing yet: see `recompile`. */
export function putState(state: State, row: Rows["state"]): void {
  environmentOf(state, row.environmentId).states.set(row.flagId, stateDocumentOf(row));
}

/** Nothing else that a row may hold. */
export function stateDocumentOf(row: StateDocument): StateDocument {
  const { enabled, killed, offVariant, prerequisites, rules, fallthrough } = row;
  return { enabled, killed, offVariant, prerequisites, rules, fallthrough };
}

export function nameOf({ project, key }: Environment, flag: { key: string }): string {
  return `flag ${project.key}/${key}/${flag.key}`;
}

/** Null, or why not: a flag that cannot be compiled keeps its last good state, and is named. */
export function recompile(state: State, environment: Environment, flag: Flag): string | null {
  const document = environment.states.get(flag.id);
  if (!document) return null;
  const name = nameOf(environment, flag);
  let cause: string | null = null;
  try {
    environment.compiled.set(flag.key, compile(flag.document, document));
    state.degraded.delete(name);
  } catch (error) {
    cause = causeOf(error);
    state.degraded.set(name, `cannot be compiled: ${cause}`);
    const lastGood = environment.compiled.get(flag.key) ?? brokenFlag(flag.document, cause);
    const { clientSide, archived } = flag.document;
    environment.compiled.set(flag.key, { ...lastGood, clientSide, archived });
  }
  touchFlags(environment);
  return cause;
}

/** Everything that was put. */
export function recompileAll(state: State): void {
  for (const environment of state.environments.values())
    for (const flag of environment.project.flags.values()) recompile(state, environment, flag);
}

export function putToggle(state: State, row: ToggleRow, now: number): void {
  const environment = environmentOf(state, row.environmentId);
  const flag = flagOf(environment, row.flagId);
  // The flag's own copy of the name: a million rows must not keep a million of them.
  const variant = flag.document.variants.find(({ key }) => key === row.variant)?.key;
  environment.toggles.put(
    {
      user: userOf(state, row.userId),
      flag,
      variant: variant ?? row.variant,
      expiresAt: row.expiresAt,
      selfService: row.selfService,
    },
    now,
  );
  touch(environment);
}

export function putConfiguration(state: State, row: Rows["configuration"]): void {
  const user = userOf(state, row.userId);
  const known = state.configurations.get(user) ?? new Map<string, Setting>();
  known.set(row.id, { key: row.key, value: canonicalText(JSON.parse(row.value)) });
  state.configurations.set(user, known);
}

/** Tables and log order an object's members differently; an answer and its ETag must not tell which one was read. */
function inOneOrder(value: Json): Json {
  return typeof value === "object" && value !== null ? JSON.parse(canonicalText(value)) : value;
}

function causeOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function environmentOf(state: State, id: string): Environment {
  return found(state.environments.get(id), "environment", id);
}

export function flagOf(environment: Environment, id: string): Flag {
  return found(environment.project.flags.get(id), "flag", id);
}

export function userOf(state: State, id: string): number {
  return found(state.people.numberOf(id), "user", id);
}

function found<T>(thing: T | undefined, kind: string, id: string): T {
  if (thing === undefined) throw new Error(`There is no ${kind} ${id}.`);
  return thing;
}
