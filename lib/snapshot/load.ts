import type { ClientBase } from "pg";
import { inPieces, whole } from "./columns";
import { mendFromLog } from "./last-good";
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

const piece = 10_000;
const beforeAllIds = "00000000-0000-0000-0000-000000000000";

/** The whole state as of one sequence, read in one transaction that sees one instant of the database. */
export async function loadState(client: ClientBase): Promise<State> {
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    const state = await readAll(client);
    await client.query("COMMIT");
    return state;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined); // The connection may be what failed.
    throw error;
  }
}

async function readAll(client: ClientBase): Promise<State> {
  const now = Date.now();
  const ledger = await readLedger(client);
  const state = emptyState(ledger.installation);
  state.sequence = ledger.sequence;
  state.head = ledger.head;

  for (const row of await read(client, "project")) putProject(state, row);
  for (const row of await read(client, "environment")) putEnvironment(state, row);
  for (const row of await read(client, "flag")) putFlag(state, row);
  for (const row of await read(client, "segment")) putSegment(state, row);
  for (const row of await read(client, "state")) putState(state, row);
  recompileAll(state);
  await mendFromLog(client, state);
  for (const row of await read(client, "key")) state.keys.put(row);
  for (const row of await read(client, "token")) state.tokens.put(row);

  await readPieces(client, "user", (row) => state.people.put(row));
  await readPieces(client, "toggle", (row) => putToggle(state, row, now));
  await readPieces(client, "configuration", (row) => putConfiguration(state, row));
  return state;
}

export type Ledger = { installation: string; sequence: bigint; head: string };

export async function readLedger(client: ClientBase): Promise<Ledger> {
  const { rows } = await client.query<{ installation: string; sequence: string; head: string }>(
    `SELECT "installation", "sequence", "head" FROM "Ledger" WHERE "id" = 1`,
  );
  const [ledger] = rows;
  if (!ledger) throw new Error("The database has no ledger.");
  return { ...ledger, sequence: BigInt(ledger.sequence) };
}

async function read<T extends keyof typeof whole>(client: ClientBase, table: T) {
  return (await client.query<Rows[T]>(whole[table])).rows;
}

async function readPieces<T extends keyof typeof inPieces>(
  client: ClientBase,
  table: T,
  put: (row: Rows[T]) => void,
): Promise<void> {
  for (let after = beforeAllIds; ; ) {
    const { rows } = await client.query<Rows[T] & { id: string }>(inPieces[table], [after, piece]);
    for (const row of rows) put(row);
    const last = rows.at(-1);
    if (!last || rows.length < piece) return;
    after = last.id;
  }
}
