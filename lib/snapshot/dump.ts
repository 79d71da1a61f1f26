import {
  putConfiguration,
  putEnvironment,
  putFlag,
  putProject,
  putSegment,
  putState,
  putToggle,
  type Rows,
  recompileAll,
} from "./rows";
import { emptyState, type State } from "./state";

/** Raised when a line changes its shape: a dump of another format is ignored. */
const format = 1;

type Head = { format: number; installation: string; sequence: string; head: string };
type Ill = { thing: string; cause: string };
type RowLine = { [Table in keyof Rows]: [Table, Rows[Table]] }[keyof Rows];
type Line = RowLine | ["degraded", Ill];

/**
 * The state as lines of JSON text. A reader that pauses between lines may be told of changes after the sequence in the first
 * line; as the log is applied again from there on, and rows may be applied twice, that mends itself.
 */
export function* dump(state: State): Generator<string> {
  const { installation, sequence, head } = state;
  yield JSON.stringify({ format, installation, sequence: String(sequence), head } satisfies Head);
  for (const line of lines(state)) yield JSON.stringify(line);
}

function* lines(state: State): Generator<Line> {
  for (const { id, key } of state.projects.values()) yield ["project", { id, key }];
  for (const { id, key, project } of state.environments.values())
    yield ["environment", { id, key, projectId: project.id }];
  for (const project of state.projects.values())
    for (const { id, document } of project.flags.values())
      yield ["flag", { id, projectId: project.id, ...document }];
  for (const project of state.projects.values())
    for (const [id, document] of project.segments)
      yield ["segment", { id, projectId: project.id, ...document }];
  for (const environment of state.environments.values())
    for (const [flagId, document] of environment.states)
      yield ["state", { flagId, environmentId: environment.id, ...document }];
  for (const key of state.keys.byId.values()) yield ["key", key];
  for (const token of state.tokens.byId.values()) yield ["token", token];
  yield* linesOfPeople(state);
  for (const [thing, cause] of state.degraded) yield ["degraded", { thing, cause }];
}

function* linesOfPeople({ people, environments, configurations }: State): Generator<Line> {
  const ids: string[] = [];
  for (const [id, number] of people.ids()) {
    ids[number] = id;
    const confirmed = people.isConfirmed(number);
    const active = people.isActive(number);
    const targetingKey = people.targetingKey(number);
    yield ["user", { id, targetingKey, confirmed, active, epoch: people.epoch(number) }];
  }
  const userId = (number: number) => ids[number] ?? "";
  for (const { id: environmentId, toggles } of environments.values())
    for (const { user, flag, variant, expiresAt, selfService } of toggles.all()) {
      const toggle = { flagId: flag.id, environmentId, userId: userId(user), variant };
      yield ["toggle", { ...toggle, expiresAt, selfService }];
    }
  for (const [user, settings] of configurations)
    for (const [id, setting] of settings)
      yield ["configuration", { id, userId: userId(user), ...setting }];
}

/** The state that was dumped, or null when the format is another. Throws when the text is damaged. */
export function restore(text: Iterable<string>, now: number): State | null {
  let state: State | null = null;
  const degraded: [string, string][] = [];
  for (const line of text) {
    if (line === "") continue;
    if (state) {
      const parsed: Line = JSON.parse(line);
      if (parsed[0] === "degraded") degraded.push([parsed[1].thing, parsed[1].cause]);
      else putLine(state, parsed, now);
      continue;
    }
    const head: Head = JSON.parse(line);
    if (head.format !== format) return null;
    state = emptyState(head.installation);
    state.sequence = BigInt(head.sequence);
    state.head = head.head;
  }
  if (!state) return null;
  recompileAll(state);
  for (const [thing, cause] of degraded) state.degraded.set(thing, cause);
  return state;
}

function putLine(state: State, [table, row]: RowLine, now: number): void {
  if (table === "project") putProject(state, row);
  else if (table === "environment") putEnvironment(state, row);
  else if (table === "flag") putFlag(state, row);
  else if (table === "segment") putSegment(state, row);
  else if (table === "state") putState(state, row);
  else if (table === "key") state.keys.put(row);
  else if (table === "token") state.tokens.put(row);
  else if (table === "user") state.people.put(row);
  else if (table === "toggle") putToggle(state, row, now);
  else putConfiguration(state, row);
}
