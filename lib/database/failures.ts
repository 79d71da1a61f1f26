import { DatabaseError } from "pg";
import { Prisma } from "@/lib/generated/prisma/client";

const connectionCodes = new Set([
  "P1000",
  "P1001",
  "P1002",
  "P1008",
  "P1011",
  "P1017",
  "P2024",
  "P2028",
  "P2037",
]);
/** What the driver adapter calls a lost or refused connection. */
const connectionKinds = new Set([
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TlsConnectionError",
  "TooManyConnections",
]);
const connectionErrors =
  /ECONNREFUSED|ECONNRESET|ENOENT|ENOTFOUND|EPIPE|ETIMEDOUT|Connection terminated|terminating connection|is not queryable|timeout exceeded when trying to connect|the database system is|Code: `53\d{3}`|too many clients|could not write to log file|could not access status of transaction|No space left on device|File too large/i;

/** The unique constraint that was hit: its model and fields, or null for any other error. */
export function uniqueViolation(error: unknown): { model: string; fields: string[] } | null {
  if (!isKnown(error) || error.code !== "P2002") return null;
  const { constraint, table } = driverCause(error) ?? {};
  const model = table ?? String(error.meta?.modelName ?? "");
  return { model, fields: constraint?.fields ?? fieldsOf(constraint?.index ?? "", model) };
}

/** Prisma names a unique index Model_field_field_key, and says nothing of the fields of a primary key. */
function fieldsOf(index: string, model: string): string[] {
  if (index === "FlagKey_pkey") return ["projectId", "key"];
  const named = index.startsWith(`${model}_`) && index.endsWith("_key");
  return named ? index.slice(model.length + 1, -"_key".length).split("_") : [];
}

/** A serialization failure or deadlock: the same change may succeed when tried again. */
export function isRetryable(error: unknown): boolean {
  if (isKnown(error) && error.code === "P2034") return true;
  const code = sqlState(error);
  return code === "40001" || code === "40P01";
}

function sqlState(error: unknown): string | undefined {
  return error instanceof DatabaseError ? error.code : driverCause(error)?.originalCode;
}

/**
 * The database did not answer, had no room (class 53) or a fault of its machine (58): nothing is known to be wrong with the
 * request.
 */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (isKnown(error) && connectionCodes.has(error.code)) return true;
  if (connectionKinds.has(driverCause(error)?.kind ?? "")) return true;
  if (/^(53|57P|58|08)/.test(sqlState(error) ?? "")) return true;
  return error instanceof Error && connectionErrors.test(error.message);
}

/** A table found no room to grow: the statement was refused and undone, by a database that goes on. */
export function isFull(error: unknown): boolean {
  return error instanceof Error && /could not extend file|Code: `53100`/.test(error.message);
}

function isKnown(error: unknown): error is Prisma.PrismaClientKnownRequestError {
  return error instanceof Prisma.PrismaClientKnownRequestError;
}

type Cause = {
  kind?: string;
  originalCode?: string;
  table?: string;
  constraint?: { index?: string; fields?: string[] };
};

/** What the driver said: inside Prisma's error, or bare when it was opening or ending a transaction. */
function driverCause(error: unknown): Cause | undefined {
  const adapter: unknown = isKnown(error) ? error.meta?.driverAdapterError : error;
  return adapter instanceof Error && adapter.name === "DriverAdapterError"
    ? (adapter.cause as Cause)
    : undefined;
}
