import pg from "pg";
import { expect } from "vitest";
import { type AuditRow, parseRow } from "@/lib/history/row";
import { expectChain } from "@/lib/testing/chain";
import type { Attempt } from "./writers";

type Row = Record<string, string>;
type Contents = { log: AuditRow[]; flags: Row[]; toggles: Row[]; users: Row[] };

/**
 * Reads the whole database and holds it against what the writers saw: whatever was acknowledged is there, whatever
 * was refused is not, every row has its audit row and the other way round, the chain has no gap and verifies.
 */
export async function expectNothingLost(databaseUrl: string, attempts: Attempt[]): Promise<void> {
  const { log, flags, toggles, users } = await contents(databaseUrl);
  const actionsOf = new Map<string, string[]>();
  for (const { requestId, action } of log) {
    actionsOf.set(requestId, [...(actionsOf.get(requestId) ?? []), action]);
  }
  for (const { id, action, status, detail } of attempts) {
    if (status >= 200 && status < 300) expect(actionsOf.get(id), id).toContain(action);
    else if (status >= 400 && (status < 500 || detail.includes("Nothing was changed")))
      expect(actionsOf.get(id), `${id}: ${detail}`).toBeUndefined();
    if (status !== 0 && status !== 503) expect(status, `${id}: ${detail}`).toBeLessThan(300);
  }

  const made = (action: string) =>
    log.filter((row) => row.action === action).map(({ after }) => after?.id);
  const ids = (rows: Row[]) => rows.map(({ id }) => id);
  expect(ids(flags).sort()).toEqual(made("flag.create").sort());
  expect(ids(toggles).sort()).toEqual(made("toggle.create").sort());
  expect(ids(users).sort()).toEqual(made("user.create").sort());

  const lastOf = new Map(
    log
      .filter(({ action }) => action === "flag.create" || action === "flag.update")
      .map(({ after }) => [after?.id, after]),
  );
  for (const { id, description, version } of flags) {
    expect(lastOf.get(id), "the last document of a flag").toMatchObject({ description, version });
  }
}

/** Runs one statement on a connection of its own. */
export async function query(databaseUrl: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function contents(databaseUrl: string): Promise<Contents> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const rows = async (sql: string) => (await client.query(sql)).rows;
    // One moment for all: somebody may be writing.
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
    const audit = (await rows(`SELECT * FROM "AuditLog" ORDER BY sequence`)).map((row) => ({
      ...row,
      sequence: BigInt(row.sequence),
    }));
    const personal = await rows(`SELECT * FROM "AuditPersonal"`);
    const [{ sequence, head }] = await rows(`SELECT sequence, head FROM "Ledger"`);
    expectChain(audit, personal, { sequence: BigInt(sequence), head });

    const all = {
      log: audit.map((row) => parseRow({ ...row, document: null })),
      flags: await rows(`SELECT id, description, version FROM "FeatureFlag"`),
      toggles: await rows(`SELECT id FROM "Toggle"`),
      users: await rows(`SELECT id FROM "User"`),
    };
    await client.query("COMMIT");
    return all;
  } finally {
    await client.end();
  }
}
