import { expect } from "vitest";
import { database } from "@/lib/database/client";
import { type AuditRow, parseRow } from "@/lib/history/row";
import { expectChain } from "@/lib/testing/chain";

type Filter = {
  action?: string;
  actorId?: string | null;
  projectId?: string;
  flagId?: string;
  userId?: string;
};

/** Rows of the log that match, in order. */
export async function auditRows(filter: Filter = {}): Promise<AuditRow[]> {
  const rows = await database().auditLog.findMany({
    where: filter,
    orderBy: { sequence: "asc" },
  });
  const documents = await database().auditPersonal.findMany({
    where: { auditId: { in: rows.map(({ id }) => id) } },
  });
  const documentOf = new Map(documents.map(({ auditId, document }) => [auditId, document]));
  return rows.map((row) => parseRow({ ...row, document: documentOf.get(row.id) ?? null }));
}

/** The one row that matches the filter, holding what is expected of it. */
export async function expectAuditRow(
  filter: Filter & { action: string },
  expected: Partial<AuditRow> = {},
): Promise<AuditRow> {
  const rows = await auditRows(filter);
  expect(rows, `one ${filter.action} row`).toHaveLength(1);
  expect(rows[0]).toMatchObject(expected);
  return rows[0]!;
}

/** Runs something that must leave the log as it was; answers with what it threw, if it did. */
export async function expectNoTrace(run: () => Promise<unknown>): Promise<unknown> {
  const before = await ledger();
  const thrown = await run().then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(await ledger(), "the ledger").toEqual(before);
  return thrown;
}

/** Sequence, head and number of rows. */
export async function ledger() {
  const { sequence, head } = await database().ledger.findUniqueOrThrow({ where: { id: 1 } });
  return { sequence, head, rows: await database().auditLog.count() };
}

/** Recomputes every hash of the log from the first row on, and the hashes of personal documents. */
export async function verifyChain(): Promise<void> {
  const personal = await database().auditPersonal.findMany();
  const rows = await database().auditLog.findMany({ orderBy: { sequence: "asc" } });
  expectChain(rows, personal, await ledger());
}
