import { randomUUID } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { database, type Tx } from "@/lib/database/client";
import { isFull, isRetryable, isUnavailable, uniqueViolation } from "@/lib/database/failures";
import { changedMeanwhile, Refusal } from "@/lib/errors";
import { type AuditEntry, auditRow } from "@/lib/history/entry";
import { log } from "@/lib/log";
import { traced } from "@/lib/tracing";

export type { Tx } from "@/lib/database/client";

/** What a write made, and at least one audit entry; or `unchanged`, which undoes whatever the callback wrote. */
export type Change<T> = { result: T; audit: [AuditEntry, ...AuditEntry[]] } | { unchanged: T };

/** A unique constraint that a change may hit, and the refusal it means. Any other one is an unknown error. */
export type Conflict = { model: string; field: string; refusal: Refusal };

class Unchanged<T> {
  constructor(readonly result: T) {}
}

/**
 * The only opener of a writing transaction: the callback's writes and their audit rows, or neither.
 * The callback may run again (serialization failure, deadlock), so it does nothing but write through `tx`;
 * it takes locks in the order validity lock (`lockProject`), rows by id; the ledger is locked last, here.
 * Throws `Refusal`; `unavailable` when the database does not answer.
 */
export async function commitChange<T>(
  actor: Actor,
  write: (tx: Tx) => Promise<Change<T>>,
  conflicts: Conflict[] = [],
): Promise<T> {
  refuseReaders(actor);
  for (let attempt = 1; ; attempt++) {
    const progress = { complete: false };
    try {
      const { result, sequence } = await traced(
        "commit change",
        actor.trace.parent,
        { "db.system.name": "postgresql", "hoist.attempt": attempt },
        () => transact(actor, write, progress),
      );
      actor.trace.sequence = sequence;
      return result;
    } catch (error) {
      if (error instanceof Unchanged) return error.result;
      if (isRetryable(error) && attempt < 5) continue;
      // Cut off while it commits, nobody here knows whether it did.
      throw expected(error, actor, conflicts, progress.complete ? mayBeMade : notMade);
    }
  }
}

async function transact<T>(
  actor: Actor,
  write: (tx: Tx) => Promise<Change<T>>,
  progress: { complete: boolean },
) {
  return database().$transaction(async (tx) => {
    const change = await write(tx);
    if ("unchanged" in change) throw new Unchanged(change.unchanged);

    const entries = entriesOf(actor, change.audit);
    const [closed] = await tx.$queryRaw<[{ sequence: bigint }]>`
      SELECT append_audit(${JSON.stringify(entries)}::jsonb) AS sequence`;
    progress.complete = true;
    return { result: change.result, sequence: closed.sequence };
  });
}

/** Throws `forbidden`. */
export function refuseReaders(actor: Actor): void {
  if (actor.readOnly)
    throw new Refusal("forbidden", "This token may only read. Use one that may write.");
}

/** What the closing call takes: the rows of one new change set. */
export function entriesOf({ kind, id, trace }: Actor, audit: AuditEntry[]) {
  const { id: requestId, comment } = trace;
  const origin = { changeSet: randomUUID(), actor: { kind, id }, requestId, comment };
  return audit.map((entry) => auditRow(entry, origin));
}

export const notMade = "The database does not answer. Nothing was changed; try again.";
const noRoom = "The database has no room left. Nothing was changed; try again when there is some.";
export const mayBeMade =
  "The database broke off. Look whether the change was made before you try again.";

/** What whoever asked is told of an error: the refusal that it means, or the error itself, which is unknown. */
export function expected(
  error: unknown,
  { trace }: Actor,
  conflicts: Conflict[],
  sentence: string,
): unknown {
  const violation = uniqueViolation(error);
  const conflict = conflicts.find(
    ({ model, field }) => violation?.model === model && violation.fields.includes(field),
  );
  if (conflict) return conflict.refusal;
  if (isUnavailable(error)) {
    log.warn({ requestId: trace.id, cause: lastLine(error) }, "a change was not made");
    return new Refusal("unavailable", isFull(error) ? noRoom : sentence, { retryAfter: 2 });
  }
  return error;
}

/** Where Prisma and the driver say what it was, such as a disk that is full. */
function lastLine(error: unknown): string | undefined {
  return error instanceof Error ? error.message.trim().split("\n").at(-1) : undefined;
}

type Dated = { updatedAt: Date } | null;

/** `seen`: the row's `updatedAt` that the caller knows, or "none"; absent when they do not care. Throws `stale`. */
export function assertSeen(seen: string | undefined, row: Dated, what: string): void {
  if (seen === undefined || seen === (row?.updatedAt.toISOString() ?? "none")) return;
  throw changedMeanwhile(`this ${what}`);
}

/** Serializes writes whose validity depends on other rows of the project; first thing in the callback. */
export async function lockProject(tx: Tx, projectId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`project:${projectId}`}, 0))`;
}

/** Serializes changes of roles, accounts and the first account. */
export async function lockAccounts(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('accounts', 0))`;
}
