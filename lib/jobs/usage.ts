import pg from "pg";
import { type Delivered, Evaluations, type Line } from "./evaluations";
import { addCounts, foldCounts } from "./usage-counts";

/**
 * When keys and personal tokens were last used and people last seen, and how often which variant was delivered: collected in
 * memory, written now and then, read by nobody who decides.
 */
export type Usage = {
  /** Notes that it was used at this instant (epoch milliseconds). Costs a map's entry. */
  keyUsed(id: string, at: number): void;
  tokenUsed(id: string, at: number): void;
  personSeen(id: string, at: number): void;
  /** Notes that this answer was delivered, whole or as a 304. Costs an increment. */
  evaluated(delivered: Delivered, at: number): void;
  /** Writes what is still in memory, if the database answers within two seconds. */
  close(): Promise<void>;
};

/** How often something was done or failed, and when it was last done or there was nothing to do (epoch milliseconds). */
export type Tally = { done: number; failed: number; at: number };

type Log = { warn(details: object, message: string): void };
type Uses = Map<string, number>;

const flushEvery = 10_000;
const foldEvery = 600_000;
const linesAtOnce = 5_000;
const tables = {
  keys: { table: "ApiKey", column: "lastUsedAt", still: "true" },
  tokens: { table: "PersonalToken", column: "lastUsedAt", still: "true" },
  // Nothing comes back to somebody who was erased meanwhile.
  people: { table: "User", column: "lastSeenAt", still: `"t"."usernameKey" IS NOT NULL` },
} as const;
type Kind = keyof typeof tables;
const kinds = Object.keys(tables) as Kind[];

/**
 * Starts collecting. Each use is written once by the instance that saw it; a later use is never overwritten by an earlier
 * one, so several instances agree. Counts are added up. While the database is away, all of it waits in memory. A commit whose
 * answer got lost is the one case in which something is counted twice.
 */
export function recordUsage({ connectionString, log }: { connectionString: string; log: Log }) {
  let uses = unused();
  const evaluations = new Evaluations();
  let foldedAt = performance.now();
  const jobs = { usage: tally(), folding: tally() };
  let lamented = false;
  let flushing: Promise<void> = Promise.resolve();

  const flush = async () => {
    const lines = evaluations.take();
    if (lines.length === 0 && kinds.every((kind) => uses[kind].size === 0)) {
      jobs.usage.at = Date.now();
      return;
    }
    const taken = uses;
    uses = unused();
    try {
      await write(connectionString, taken, lines);
      done(jobs.usage);
      lamented = false;
    } catch (error) {
      jobs.usage.failed++;
      evaluations.putBack(lines);
      for (const kind of kinds) putBack(uses[kind], taken[kind]);
      if (!lamented)
        log.warn({ err: error }, "last uses and counts could not be written; trying again");
      lamented = true;
    }
  };
  const foldWhenDue = async () => {
    if (lamented || performance.now() - foldedAt < foldEvery) return;
    foldedAt = performance.now();
    try {
      await withClient(connectionString, 30_000, foldCounts);
      done(jobs.folding);
    } catch (error) {
      jobs.folding.failed++;
      log.warn({ err: error }, "old counts could not be folded; trying again later");
    }
  };
  const timer = setInterval(() => {
    flushing = flushing.then(flush).then(foldWhenDue);
  }, flushEvery);
  timer.unref();

  return {
    jobs,
    get evaluations(): number {
      return evaluations.total;
    },
    keyUsed: (id, at) => uses.keys.set(id, at),
    tokenUsed: (id, at) => uses.tokens.set(id, at),
    personSeen: (id, at) => uses.people.set(id, at),
    evaluated: (delivered, at) => evaluations.note(delivered, at),
    async close() {
      clearInterval(timer);
      await flushing;
      await flush();
    },
  } satisfies Usage & { jobs: Record<string, Tally>; evaluations: number };
}

function tally(): Tally {
  return { done: 0, failed: 0, at: Date.now() };
}

function done(tally: Tally): void {
  tally.done++;
  tally.at = Date.now();
}

function unused(): Record<Kind, Uses> {
  return { keys: new Map(), tokens: new Map(), people: new Map() };
}

/** The counts come last, for they cannot be written twice: what was written is taken off the lines. */
function write(connectionString: string, uses: Record<Kind, Uses>, lines: Line[]) {
  return withClient(connectionString, 2_000, async (client) => {
    for (const kind of kinds) {
      const used = uses[kind];
      if (used.size > 0)
        await client.query(statement(kind), [[...used.keys()], [...used.values()]]);
    }
    while (lines.length > 0) {
      await addCounts(client, lines.slice(0, linesAtOnce));
      lines.splice(0, linesAtOnce);
    }
  });
}

async function withClient(
  connectionString: string,
  milliseconds: number,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 2_000,
    query_timeout: milliseconds,
  });
  client.on("error", () => undefined); // The pending query fails with it.
  try {
    await client.connect();
    await work(client);
  } finally {
    client.end().catch(() => undefined);
  }
}

/** Rows in the order of their ids: two instances that write at once cannot wait for each other. */
function statement(kind: Kind): string {
  const { table, column, still } = tables[kind];
  return `WITH "used" AS (
      SELECT "id", to_timestamp("at" / 1000) AS "at" FROM unnest($1::uuid[], $2::float8[]) AS "u" ("id", "at")),
    "locked" AS (
      SELECT "id" FROM "${table}" WHERE "id" IN (SELECT "id" FROM "used") ORDER BY "id" FOR NO KEY UPDATE)
    UPDATE "${table}" AS "t" SET "${column}" = "used"."at" FROM "used", "locked"
    WHERE "t"."id" = "used"."id" AND "t"."id" = "locked"."id"
      AND ("t"."${column}" IS NULL OR "t"."${column}" < "used"."at") AND ${still}`;
}

function putBack(later: Uses, earlier: Uses): void {
  for (const [id, at] of earlier) if (!later.has(id)) later.set(id, at);
}
