import { canonicalText } from "@/lib/history/chain";
import type { Document } from "@/lib/history/entry";
import type { AuditRow } from "@/lib/history/row";
import type { Environment, Flag, State } from "./state";

/** What a change set, or the passing of an instant, may have changed for client apps. */
export type Changed = {
  sequence: bigint;
  /** The epoch milliseconds of the instant, for changes by time alone. */
  boundary: number | null;
  /** When it happened, epoch milliseconds. */
  at: number;
  /** By environment id: flag keys, and whether client keys have that flag, or had it before. */
  environments: Map<string, Map<string, boolean>>;
  /** Somebody's configuration, which every environment delivers. */
  configuration: boolean;
  /** Everything was loaded anew: nobody knows what changed. */
  reloaded: boolean;
};

export function nothingChanged(sequence: bigint, at: number): Changed {
  const boundary = null;
  return { sequence, boundary, at, environments: new Map(), configuration: false, reloaded: false };
}

/** Notes what one row of the log may have changed. Ask after the row was applied. */
export function note(changed: Changed, state: State, row: AuditRow): void {
  const [noun] = row.action.split(".");
  if (noun === "configuration") changed.configuration = true;
  else if (noun === "user" && row.user !== null) noteUser(changed, state, row.user);
  else if (noun === "segment") noteSegment(changed, state, row);
  else if (row.flag) noteFlagRow(changed, state, row, row.flag);
}

/** A flag, and those that have it as a prerequisite: their answers may be others too. */
export function noteFlag(
  changed: Changed,
  environment: Environment,
  key: string,
  clientSide: boolean,
): void {
  const flags = changed.environments.get(environment.id) ?? new Map<string, boolean>();
  flags.set(key, clientSide || flags.get(key) === true);
  changed.environments.set(environment.id, flags);
  for (const other of environment.compiled.values())
    if (!flags.has(other.key) && other.prerequisites.some(({ flag }) => flag === key))
      noteFlag(changed, environment, other.key, other.clientSide);
}

/** Every flag with a rule that leads to the segment, also through other segments. */
function noteSegment(changed: Changed, state: State, row: AuditRow): void {
  if (
    row.before &&
    row.after &&
    told(row, row.before) === told(row, row.after) &&
    !namesOthers(row)
  )
    return;
  const project = state.projects.get(row.project?.id ?? "");
  if (!project) return;
  const concerned = new Set([String((row.after ?? row.before)?.key)]);
  for (const key of concerned)
    for (const segment of project.compiledSegments.values())
      if (segment.segments.has(key)) concerned.add(segment.key);
  for (const environment of project.environments)
    for (const flag of environment.compiled.values())
      if ([...flag.segments].some((key) => concerned.has(key)))
        noteFlag(changed, environment, flag.key, flag.clientSide);
}

/** Whether others are named in a segment than before. Once one of them is erased nobody knows. */
function namesOthers({ personal }: AuditRow): boolean {
  if (personal === null) return true;
  return canonicalText(personal.before ?? {}) !== canonicalText(personal.after ?? {});
}

function noteFlagRow(
  changed: Changed,
  state: State,
  row: AuditRow,
  { id, key }: { id: string; key: string },
) {
  if (row.before && row.after && told(row, row.before) === told(row, row.after)) return;
  const known = state.projects.get(row.project?.id ?? "")?.flags.get(id);
  const clientSide =
    known?.document.clientSide === true ||
    row.before?.clientSide === true ||
    row.after?.clientSide === true;
  for (const environment of environmentsOf(state, row))
    noteFlag(changed, environment, key, clientSide);
}

/** What of a flag, a state or a toggle no poll ever tells: who changes only these lets every client keep its answer. */
const untold = new Set(["name", "description", "tags", "visibility", "version", "updatedAt"]);

function told({ action }: AuditRow, document: Document): string {
  // Of a toggle it decides whether an unconfirmed user's counts; of a flag, only who may toggle it.
  const isFlag = action.startsWith("flag.") && "variants" in document;
  const entries = Object.entries(document).filter(
    ([name]) => !untold.has(name) && !(isFlag && name === "selfService"),
  );
  return canonicalText(Object.fromEntries(entries));
}

function environmentsOf(state: State, row: AuditRow): Environment[] {
  if (!row.environment) return state.projects.get(row.project?.id ?? "")?.environments ?? [];
  const environment = state.environments.get(row.environment.id);
  return environment ? [environment] : [];
}

/** Confirming, renaming or erasing somebody decides whether their toggles and configuration are delivered. */
function noteUser(changed: Changed, state: State, id: string): void {
  const user = state.people.numberOf(id);
  if (user === undefined) return;
  if (state.configurations.has(user)) changed.configuration = true;
  for (const environment of state.environments.values())
    for (const { flag } of environment.toggles.of(user))
      noteFlag(changed, environment, flag.key, isClientSide(flag));
}

function isClientSide(flag: Flag): boolean {
  return flag.document.clientSide;
}
