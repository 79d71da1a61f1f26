import type { ClientBase } from "pg";
import { type CompiledFlag, compile } from "@/lib/evaluation/compile";
import type { FlagDocument, StateDocument } from "@/lib/evaluation/state";
import { documentVersion } from "@/lib/history/entry";
import type { AuditRow } from "@/lib/history/row";
import { readHistory } from "./feed";
import { type FlagRowDocument, flagDocumentOf } from "./reduce-flags";
import { nameOf, stateDocumentOf } from "./rows";
import { type Environment, type Flag, type State, touchFlags } from "./state";

const mostRows = 50;

/**
 * Flags whose rows were damaged in their tables answer as the log says that they last did: it holds every document they
 * ever had. They stay named in `degraded`. For a state that was just read from the tables.
 */
export async function mendFromLog(client: ClientBase, state: State): Promise<void> {
  for (const { flags, environments } of state.projects.values())
    for (const flag of flags.values()) {
      const broken = environments.filter((one) => state.degraded.has(nameOf(one, flag)));
      if (broken.length === 0) continue;
      const history = await readHistory(client, flag.id, mostRows);
      for (const environment of broken) mend(state, environment, flag, history);
    }
}

function mend(state: State, environment: Environment, flag: Flag, history: AuditRow[]): void {
  const here = environment.states.get(flag.id);
  const found = here && lastGood(flag.document, here, historyHere(environment, history));
  if (!found) return;
  const { clientSide, archived } = flag.document;
  flag.document = { ...found.flag, clientSide, archived };
  environment.states.set(flag.id, found.state);
  environment.compiled.set(flag.key, { ...found.compiled, clientSide, archived });
  const name = nameOf(environment, flag);
  state.degraded.set(name, `${state.degraded.get(name)} (it answers as it did before)`);
  touchFlags(environment);
}

type History = { flags: FlagDocument[]; states: StateDocument[] };
type Found = { flag: FlagDocument; state: StateDocument; compiled: CompiledFlag };

/** The latest documents that go together, of the tables where these can be read. */
function lastGood(flag: FlagDocument, state: StateDocument, before: History): Found | undefined {
  for (const oneFlag of [flag, ...before.flags])
    for (const oneState of [state, ...before.states]) {
      const compiled = compiledOf(oneFlag, oneState);
      if (compiled) return { flag: oneFlag, state: oneState, compiled };
    }
  return undefined;
}

function compiledOf(flag: FlagDocument, state: StateDocument): CompiledFlag | undefined {
  try {
    return compile(flag, state);
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
