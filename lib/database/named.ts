import { createHash } from "node:crypto";
import pg from "pg";

type Runner = {
  query<Row extends pg.QueryResultRow>(statement: pg.QueryConfig): Promise<pg.QueryResult<Row>>;
};

/**
 * Runs a statement under a name, so that PostgreSQL plans it once per session: that is half of the work of a short one. Where
 * sessions are shared, by a pooler or the embedded database, it says that the name is taken or unknown, and has done nothing:
 * from then on this process uses none. For few texts that are run often, and outside transactions, which an error ends. Throws
 * the driver's errors.
 */
export async function runNamed<Row extends object>(
  runner: Runner,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  if (named) {
    try {
      return (await runner.query<Row>({ name: nameOf(text), text, values })).rows;
    } catch (error) {
      if (!isAboutNames(error)) throw error;
      named = false;
    }
  }
  return (await runner.query<Row>({ text, values })).rows;
}

let named = true;
const names = new Map<string, string>();

/** Of its text, so that whatever another process has named like this is the same. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = `hoist_${createHash("sha256").update(text).digest("hex").slice(0, 32)}`;
  names.set(text, name);
  return name;
}

const unknownName = "26000";
const takenName = "42P05";
/** A table was altered since. */
const outdatedPlan = "0A000";

function isAboutNames(error: unknown): boolean {
  return (
    error instanceof pg.DatabaseError &&
    [unknownName, takenName, outdatedPlan].includes(error.code ?? "")
  );
}
