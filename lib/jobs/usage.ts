import pg from "pg";

/** When keys and personal tokens were last used and people last seen: collected in memory, written now and then, read by nobody who decides. */
export type Usage = {
  /** Notes that it was used at this instant (epoch milliseconds). Costs a map's entry. */
  keyUsed(id: string, at: number): void;
  tokenUsed(id: string, at: number): void;
  personSeen(id: string, at: number): void;
  /** Writes what is still in memory, if the database answers within two seconds. */
  close(): Promise<void>;
};

type Log = { warn(details: object, message: string): void };
type Uses = Map<string, number>;

const flushEvery = 10_000;
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
 * one, so several instances agree. While the database is away the last use of each key waits in memory.
 */
export function recordUsage({ connectionString, log }: { connectionString: string; log: Log }) {
  let uses = unused();
  let lamented = false;
  let flushing: Promise<void> = Promise.resolve();

  const flush = async () => {
    if (kinds.every((kind) => uses[kind].size === 0)) return;
    const taken = uses;
    uses = unused();
    try {
      await write(connectionString, taken);
      lamented = false;
    } catch (error) {
      for (const kind of kinds) putBack(uses[kind], taken[kind]);
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
    personSeen: (id, at) => uses.people.set(id, at),
    async close() {
      clearInterval(timer);
      await flushing;
      await flush();
    },
  } satisfies Usage;
}

function unused(): Record<Kind, Uses> {
  return { keys: new Map(), tokens: new Map(), people: new Map() };
}

async function write(connectionString: string, uses: Record<Kind, Uses>) {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 2_000,
    query_timeout: 2_000,
  });
  client.on("error", () => undefined); // The pending query fails with it.
  try {
    await client.connect();
    for (const kind of kinds) {
      const used = uses[kind];
      if (used.size > 0)
        await client.query(statement(kind), [[...used.keys()], [...used.values()]]);
    }
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
