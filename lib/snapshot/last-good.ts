import type { ClientBase } from "pg";
import { type CompiledFlag, compile } from "@/lib/evaluation/compile";
import { compileSegment } from "@/lib/evaluation/segment";
import type { FlagDocument, SegmentDocument, StateDocument } from "@/lib/evaluation/state";
import { documentVersion } from "@/lib/history/entry";
import type { AuditRow } from "@/lib/history/row";
import { readHistory, readSegmentHistory } from "./feed";
import { type FlagRowDocument, flagDocumentOf } from "./reduce-flags";
import { nameOf, nameOfSegment, stateDocumentOf } from "./rows";
import { type Environment, type Flag, type Project, type State, touchFlags } from "./state";

const mostRows = 50;

/**
 * Flags and segments whose rows were damaged in their tables answer as the log says that they last did: it holds every
 * document they ever had. They stay named in `degraded`. For a state that was just read from the tables.
 */
export async function mendFromLog(client: ClientBase, state: State): Promise<void> {
  for (const project of state.projects.values()) {
    await mendSegments(client, state, project);
    await mendFlags(client, state, project);
  }
}

async function mendSegments(client: ClientBase, state: State, project: Project): Promise<void> {
  for (const [id, document] of project.segments) {
    const name = nameOfSegment(project, document);
    if (!state.degraded.has(name)) continue;
    const history = await readSegmentHistory(client, project.id, id, mostRows);
    const found = lastGoodSegment(document, history);
    if (!found) continue;
    project.segments.set(id, found.document);
    project.compiledSegments.set(document.key, found.compiled);
    tellMended(state, name);
  }
}

/** Who is named in it is not of the log: these columns take nothing else, and there somebody may have been erased since. */
function lastGoodSegment(document: SegmentDocument, history: AuditRow[]) {
  for (const { version, after } of history) {
    if (version > documentVersion) continue;
    const { conditions } = after as Pick<SegmentDocument, "conditions">;
    const before = { ...document, conditions };
    const compiled = unlessItFails(() => compileSegment(before));
    if (compiled) return { document: before, compiled };
  }
  return undefined;
}

async function mendFlags(client: ClientBase, state: State, project: Project): Promise<void> {
  const { flags, environments } = project;
  for (const flag of flags.values()) {
    const broken = environments.filter((one) => state.degraded.has(nameOf(one, flag)));
    if (broken.length === 0) continue;
    const history = await readHistory(client, flag.id, mostRows);
    for (const environment of broken) mend(state, environment, flag, history);
  }
}

function tellMended(state: State, name: string): void {
  state.degraded.set(name, `${state.degraded.get(name)} (it answers as it did before)`);
}

function mend(state: State, environment: Environment, flag: Flag, history: AuditRow[]): void {
  const here = environment.states.get(flag.id);
  const found = here && lastGood(flag.document, here, historyHere(environment, history));
  if (!found) return;
  const { clientSide, archived } = flag.document;
  flag.document = { ...found.flag, clientSide, archived };
  environment.states.set(flag.id, found.state);
  environment.compiled.set(flag.key, { ...found.compiled, clientSide, archived });
  tellMended(state, nameOf(environment, flag));
  touchFlags(environment);
}

type History = { flags: FlagDocument[]; states: StateDocument[] };
type Found = { flag: FlagDocument; state: StateDocument; compiled: CompiledFlag };

/** The latest documents that go together, of the tables where these can be read. */
function lastGood(flag: FlagDocument, state: StateDocument, before: History): Found | undefined {
  for (const oneFlag of [flag, ...before.flags])
    for (const oneState of [state, ...before.states]) {
      const compiled = unlessItFails(() => compile(oneFlag, oneState));
      if (compiled) return { flag: oneFlag, state: oneState, compiled };
    }
  return undefined;
}

function unlessItFails<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

function historyHere(environment: Environment, history: AuditRow[]): History {
  const found: History = { flags: [], states: [] };
  for (const row of history) {
    if (row.version > documentVersion || row.after === null) continue;
    const { after } = row as { after: unknown };
    if (row.environment === null) found.flags.push(flagDocumentOf(after as FlagRowDocument));
    else if (row.environment.id === environment.id)
      found.states.push(stateDocumentOf(after as StateDocument));
    // The state in which it was made.
    const first = (after as FlagRowDocument).state;
    if (first) found.states.push({ ...untouched, ...first });
  }
  return found;
}

const untouched = { enabled: false, killed: false, prerequisites: [], rules: [] };
