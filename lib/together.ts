import type { Actor } from "@/lib/auth/actor";
import { entriesOf, expected, mayBeMade, notMade, refuseReaders } from "@/lib/change";
import { isRetryable, isUnavailable } from "@/lib/database/failures";
import { gather } from "@/lib/database/gather";
import { Recent } from "@/lib/database/recent";
import { type RunStatement, runStatement, sql } from "@/lib/database/statement";
import { Refusal } from "@/lib/errors";
import type { Sql } from "@/lib/generated/prisma/internal/prismaNamespace";
import type { AuditEntry, Document } from "@/lib/history/entry";

export type { RunStatement } from "@/lib/database/statement";

/**
 * What one of them comes to: a row to be written and its audit entries; nothing; or null, when it is for `commitChange`. `next`:
 * what the next change of the same will find, given the mark (`xmin`) of what is written; left out when that is not known.
 */
export type Decision<T, Found> =
  | {
      result: T;
      audit: [AuditEntry, ...AuditEntry[]];
      row: Document;
      next?: ((mark: string) => Found) | undefined;
    }
  | { unchanged: T }
  | null;

/** A kind of change that many make at the same time, each of them a change of its own. */
export type Kind<Ask extends { actor: Actor }, Found, T> = {
  /** Of what it changes: two changes of the same are never made by one statement. */
  keyOf(ask: Ask): string;
  /** What each of them rests on, in order, by one query that locks nothing. */
  read(run: RunStatement, asks: Ask[]): Promise<Found[]>;
  /** Throws `Refusal`. */
  decide(ask: Ask, found: Found): Decision<T, Found>;
  /**
   * Named queries that write these rows, each with a number `n`; the last, `written`, gives the `n` of each that was: not
   * of those that rest on what is another by now, however long ago it was found. They take the locks of what they name, in an
   * order that is the same for all.
   */
  write(rows: Document[]): Sql;
};

/** As long as anything waits for a connection. */
const patience = 10_000;
/** When nobody waits for it any more: while the database hangs, turns last long. */
type Late = { lateAt: number };

type Made<T, Found> = Extract<Decision<T, Found>, { row: Document }> & {
  actor: Actor;
  key: string;
};
type Running<Ask extends { actor: Actor }, Found, T> = Kind<Ask, Found, T> & {
  recent: Recent<Found>;
};
type Closed = { sequence: string | null; written: number[] | null; mark: string };
type Outcome<T> = { result: T } | { error: unknown; sentence: string } | "again" | null;

/** Of how many it is remembered what they became: these are not read the next time. */
const remembered = 2_000;

/**
 * Changes that are read first and then made, with their audit rows, by one statement for all that were asked for meanwhile:
 * each is made or refused by itself, has its own change set, and its actor is told its own sequence. Past Prisma, and nothing is
 * locked between reading and writing. Null when others were faster every time, or when `decide` gives null: then it is for
 * `commitChange`. Throws `Refusal`; `unavailable` when the database does not answer.
 */
export function commitTogether<Ask extends { actor: Actor }, Found, T>(kind: Kind<Ask, Found, T>) {
  const { keyOf } = kind;
  const running = { ...kind, recent: new Recent<Found>(remembered) };
  const ask = gather<Ask & Late, Outcome<T>>({ keyOf, answer: (asks) => answer(running, asks) });
  return async (given: Ask): Promise<{ result: T } | null> => {
    refuseReaders(given.actor);
    const one = { ...given, lateAt: performance.now() + patience };
    for (let attempt = 1; attempt <= 3; attempt++) {
      const outcome = await ask(one);
      if (outcome === "again") continue;
      if (outcome && "error" in outcome)
        throw expected(outcome.error, one.actor, [], outcome.sentence);
      return outcome;
    }
    return null;
  };
}

async function answer<Ask extends { actor: Actor }, Found, T>(
  kind: Running<Ask, Found, T>,
  asks: (Ask & Late)[],
): Promise<Outcome<T>[]> {
  try {
    const known = asks.map((ask) => kind.recent.take(kind.keyOf(ask)));
    const unknown = asks.filter((_, n) => known[n] === undefined);
    const found = unknown.length > 0 ? (await kind.read(runStatement, unknown)).values() : null;
    const decided = asks.map((ask, n) => {
      const last = known[n];
      if (last === undefined) return decide(kind, ask, found?.next().value as Found);
      const made = decide(kind, ask, last);
      // Only a write finds out whether that still stands: everything else is decided by what is read.
      return isMade(made) ? made : "again";
    });
    const outcomes = await write(kind, decided.filter(isMade));
    return decided.map((one) => (isMade(one) ? (outcomes.shift() ?? null) : one));
  } catch (error) {
    return asks.map(() => (isRetryable(error) ? "again" : { error, sentence: notMade }));
  }
}

function isMade<T, Found>(decided: Made<T, Found> | Outcome<T>): decided is Made<T, Found> {
  return typeof decided === "object" && decided !== null && "row" in decided;
}

function decide<Ask extends { actor: Actor }, Found, T>(
  kind: Kind<Ask, Found, T>,
  ask: Ask & Late,
  found: Found,
): Made<T, Found> | Outcome<T> {
  try {
    if (performance.now() > ask.lateAt)
      throw new Refusal("unavailable", notMade, { retryAfter: 2 });
    const decision = kind.decide(ask, found);
    if (decision === null) return null;
    if ("unchanged" in decision) return { result: decision.unchanged };
    return { ...decision, actor: ask.actor, key: kind.keyOf(ask) };
  } catch (error) {
    return { error, sentence: notMade };
  }
}

async function write<Ask extends { actor: Actor }, Found, T>(
  kind: Running<Ask, Found, T>,
  made: Made<T, Found>[],
): Promise<Outcome<T>[]> {
  if (made.length === 0) return [];
  try {
    return await writeAtOnce(kind, made);
  } catch (error) {
    if (isRetryable(error)) return made.map(() => "again");
    if (made.length === 1 || isUnavailable(error))
      return made.map(() => ({ error, sentence: mayBeMade }));
    // Whose error it is nobody can tell: none was made, and alone it harms nobody else.
    const outcomes: Outcome<T>[] = [];
    for (const one of made) outcomes.push(...(await write(kind, [one])));
    return outcomes;
  }
}

async function writeAtOnce<Ask extends { actor: Actor }, Found, T>(
  kind: Running<Ask, Found, T>,
  made: Made<T, Found>[],
): Promise<Outcome<T>[]> {
  const rows = made.map(({ row }, n) => ({ ...row, n }));
  const entries = made.flatMap(({ actor, audit }, n) =>
    entriesOf(actor, audit).map((entry) => ({ ...entry, n })),
  );
  const [closed] = await runStatement<Closed>(sql`
    WITH ${kind.write(rows)}
    SELECT append_audit(jsonb_agg("entry" ORDER BY "place")) AS "sequence", (SELECT array_agg("n") FROM written) AS "written",
      pg_current_xact_id()::xid::text AS "mark"
    FROM jsonb_array_elements(${JSON.stringify(entries)}::jsonb) WITH ORDINALITY AS "told" ("entry", "place")
    WHERE ("entry" ->> 'n')::int IN (SELECT "n" FROM written)`);

  const written = new Set(closed?.written);
  let sequence = BigInt(closed?.sequence ?? 0);
  const outcomes = made.map(({ result }, n): Outcome<T> => (written.has(n) ? { result } : "again"));
  // The last sequence is that of the last one written; those before it have theirs before.
  for (const [n, { actor, audit, key, next }] of [...made.entries()].reverse()) {
    if (!written.has(n)) continue;
    if (closed && next) kind.recent.put(key, next(closed.mark));
    actor.trace.sequence = sequence;
    sequence -= BigInt(audit.length);
  }
  return outcomes;
}
