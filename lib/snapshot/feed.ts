import type { ClientBase } from "pg";
import { runNamed } from "@/lib/database/named";
import { type AuditRow, parseRow } from "@/lib/history/row";
import { keyColumns, tokenColumns } from "./columns";
import type { Reread } from "./reducer";
import type { KeyRow, TokenRow } from "./state";

type StoredRow = Parameters<typeof parseRow>[0];

const columns = `"AuditLog"."sequence", "timestamp", "canonical", "hash", "previousHash", "document"
  FROM "AuditLog" LEFT JOIN "AuditPersonal" ON "auditId" = "AuditLog"."id"`;

const next = `SELECT ${columns} WHERE "AuditLog"."sequence" > $1 ORDER BY "AuditLog"."sequence" LIMIT $2`;

/** A row of the log that nobody can read any more. */
export class UnreadableRow extends Error {
  constructor(
    readonly sequence: string,
    cause: unknown,
  ) {
    super(`Row ${sequence} of the log cannot be read: ${cause}`, { cause });
    this.name = "UnreadableRow";
  }
}

/** Throws UnreadableRow. */
function parse(stored: StoredRow): AuditRow {
  try {
    const row = parseRow(stored);
    if (typeof row.action === "string") return row;
  } catch (error) {
    throw new UnreadableRow(String(stored.sequence), error);
  }
  throw new UnreadableRow(String(stored.sequence), "it has no action");
}

/**
 * The rows that a notice tells, those of one change set in order; none when it tells only a sequence, or what nobody can read:
 * then the log is to be asked. Of the form that the migration which defines `append_audit` says.
 */
export function rowsTold(said: string): AuditRow[] {
  try {
    const told: unknown = JSON.parse(said);
    return Array.isArray(told) ? told.map(rowTold) : [];
  } catch {
    return [];
  }
}

type Told = [number, string, string, string, string, string | null];

function rowTold([sequence, timestamp, previousHash, hash, canonical, document]: Told): AuditRow {
  const at = new Date(timestamp);
  return parse({
    sequence: BigInt(sequence),
    timestamp: at,
    previousHash,
    hash,
    canonical,
    document,
  });
}

function readable(stored: StoredRow): AuditRow[] {
  try {
    return [parse(stored)];
  } catch {
    return [];
  }
}

/**
 * The next rows of the log, whole change sets: about `limit`, none when there is nothing new. Throws UnreadableRow when one
 * of them cannot be read.
 */
export async function readFeed(
  client: ClientBase,
  after: bigint,
  limit = 1_000,
): Promise<AuditRow[]> {
  const rows = await runNamed<StoredRow>(client, next, [String(after), limit]);
  const parsed = rows.map(parse);
  if (parsed.length < limit) return parsed;

  // The limit may have cut the last change set: leave it for the next time, or read on when it is all there is.
  const cut = parsed.at(-1)?.changeSet;
  const complete = parsed.filter(({ changeSet }) => changeSet !== cut);
  return complete.length > 0 ? complete : readFeed(client, after, limit * 10);
}

/** What was changed in the last seconds, oldest first; at most the last 1,000 rows. What cannot be read is left out. */
export async function readRecent(
  client: ClientBase,
  until: bigint,
  seconds: number,
): Promise<AuditRow[]> {
  const { rows } = await client.query<StoredRow>(
    `SELECT ${columns} WHERE "AuditLog"."sequence" > $1 AND "AuditLog"."sequence" <= $2
       AND "timestamp" > clock_timestamp() - make_interval(secs => $3) ORDER BY "AuditLog"."sequence"`,
    [String(until - 1_000n), String(until), seconds],
  );
  return rows.flatMap(readable);
}

/** What the log holds of a flag and its states, latest first; at most so many rows. What cannot be read is left out. */
export function readHistory(
  client: ClientBase,
  flagId: string,
  limit: number,
): Promise<AuditRow[]> {
  return readLatest(client, `"flagId" = $2 AND "action" NOT LIKE 'toggle.%'`, [limit, flagId]);
}

/** The same of a segment. */
export async function readSegmentHistory(
  client: ClientBase,
  projectId: string,
  segmentId: string,
  limit: number,
): Promise<AuditRow[]> {
  const isNamed = `"projectId" = $2 AND "action" LIKE 'segment.%' AND strpos("canonical", $3) > 0`;
  const rows = await readLatest(client, isNamed, [limit, projectId, segmentId]);
  return rows.filter(({ after }) => after?.id === segmentId);
}

async function readLatest(client: ClientBase, which: string, values: [number, ...string[]]) {
  const { rows } = await client.query<StoredRow>(
    `SELECT ${columns} WHERE ${which} ORDER BY "AuditLog"."sequence" DESC LIMIT $1`,
    values,
  );
  return rows.flatMap(readable);
}

/** The hash of one row of the log; undefined when there is no such row. */
export async function readHash(client: ClientBase, sequence: bigint): Promise<string | undefined> {
  const { rows } = await client.query<{ hash: string }>(
    `SELECT "hash" FROM "AuditLog" WHERE "sequence" = $1`,
    [String(sequence)],
  );
  return rows[0]?.hash;
}

/** When a row of the log was written, epoch milliseconds; 0 when there is no such row. */
export async function readTime(client: ClientBase, sequence: bigint): Promise<number> {
  const { rows } = await client.query<{ timestamp: Date }>(
    `SELECT "timestamp" FROM "AuditLog" WHERE "sequence" = $1`,
    [String(sequence)],
  );
  return rows[0]?.timestamp.getTime() ?? 0;
}

/** The log holds no secrets: keys and tokens that it names are read again from their tables. */
export async function reread(client: ClientBase, rows: AuditRow[]): Promise<Reread> {
  const ids = (noun: string) =>
    rows
      .filter(({ action }) => action.startsWith(`${noun}.`))
      .map(({ before, after }) => String((after ?? before)?.id))
      .filter((id) => /^[\da-f-]{36}$/.test(id));
  const keyIds = ids("key");
  const tokenIds = ids("token");
  const keys = `SELECT ${keyColumns} FROM "ApiKey" WHERE "id" = ANY($1::uuid[])`;
  const tokens = `SELECT ${tokenColumns} FROM "PersonalToken" WHERE "id" = ANY($1::uuid[])`;
  return {
    keys: keyIds.length > 0 ? (await client.query<KeyRow>(keys, [keyIds])).rows : [],
    tokens: tokenIds.length > 0 ? (await client.query<TokenRow>(tokens, [tokenIds])).rows : [],
  };
}
