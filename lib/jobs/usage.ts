import pg from "pg";

/** When keys and personal tokens were last used: collected in memory, written now and then, read by nobody who decides. */
export type Usage = {
  /** Notes that it was used at this instant (epoch milliseconds). Costs a map's entry. */
  keyUsed(id: string, at: number): void;
  tokenUsed(id: string, at: number): void;
  /** Writes what is still in memory, if the database answers within two seconds. */
  close(): Promise<void>;
};

type Log = { warn(details: object, message: string): void };
type Uses = Map<string, number>;

const flushEvery = 10_000;
const tables = { keys: "ApiKey", tokens: "PersonalToken" } as const;

/**
 * Starts collecting. Each use is written once by the instance that saw it; a later use is never overwritten by an earlier
 * one, so several instances agree. While the database is away the last use of each key waits in memory.
 */
export function recordUsage({ connectionString, log }: { connectionString: string; log: Log }) {
  const uses: Record<keyof typeof tables, Uses> = { keys: new Map(), tokens: new Map() };
  let lamented = false;
  let flushing: Promise<void> = Promise.resolve();

  const flush = async () => {
    if (uses.keys.size + uses.tokens.size === 0) return;
    const taken = { keys: uses.keys, tokens: uses.tokens };
    uses.keys = new Map();
    uses.tokens = new Map();
    try {
      await write(connectionString, taken);
      lamented = false;
    } catch (error) {
      putBack(uses.keys, taken.keys);
      putBack(uses.tokens, taken.tokens);
      if (!lamented) log.warn({ err: error }, "last uses could not be written; trying again");
      lamented = true;
    }
  };
  const timer = setInterval(() => {
    flushing = flushing.then(flush);
  }, flushEvery);
  timer.unref();

  return {
    keyUsed: (id, at) => uses.keys.set(id, at),
    tokenUsed: (id, at) => uses.tokens.set(id, at),
    async close() {
      clearInterval(timer);
      await flushing;
      await flush();
    },
  } satisfies Usage;
}

async function write(connectionString: string, uses: Record<keyof typeof tables, Uses>) {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 2_000,
    query_timeout: 2_000,
  });
  client.on("error", () => undefined); // The pending query fails with it.
  try {
    await client.connect();
    for (const [kind, table] of Object.entries(tables) as [keyof typeof tables, string][]) {
      const used = uses[kind];
      if (used.size > 0)
        await client.query(statement(table), [[...used.keys()], [...used.values()]]);
    }
  } finally {
    client.end().catch(() => undefined);
  }
}

/** Rows in the order of their ids: two instances that write at once cannot wait for each other. */
function statement(table: string): string {
  return `WITH "used" AS (
      SELECT "id", to_timestamp("at" / 1000) AS "at" FROM unnest($1::uuid[], $2::float8[]) AS "u" ("id", "at")),
    "locked" AS (
      SELECT "id" FROM "${table}" WHERE "id" IN (SELECT "id" FROM "used") ORDER BY "id" FOR NO KEY UPDATE)
    UPDATE "${table}" AS "t" SET "lastUsedAt" = "used"."at" FROM "used", "locked"
    WHERE "t"."id" = "used"."id" AND "t"."id" = "locked"."id"
      AND ("t"."lastUsedAt" IS NULL OR "t"."lastUsedAt" < "used"."at")`;
}

function putBack(later: Uses, earlier: Uses): void {
  for (const [id, at] of earlier) if (!later.has(id)) later.set(id, at);
}
