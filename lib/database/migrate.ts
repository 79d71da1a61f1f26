import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs";
import { join } from "node:path";
import pg from "pg";

/** One folder of `prisma/migrations`: its name, its SQL, and Prisma's checksum of that. */
export type Migration = { name: string; sql: string; checksum: string };

type Applied = { migration_name: string; checksum: string };

/** The database and this code do not fit together; the message says in one sentence why. */
export class MigrationRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = "MigrationRefused";
  }
}

// The table and the advisory lock are Prisma's own, so that its tools see what was applied here and do not
// interfere: prisma-engines/schema-engine/connectors/sql-schema-connector.
const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum"              VARCHAR(64) NOT NULL,
    "finished_at"           TIMESTAMPTZ,
    "migration_name"        VARCHAR(255) NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        TIMESTAMPTZ,
    "started_at"            TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count"   INTEGER NOT NULL DEFAULT 0
)`;
const LOCK = "SELECT pg_advisory_xact_lock(72707369)";

/** The migrations in a folder, in the order they are applied. */
export function readMigrations(folder: string): Migration[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = fs.readFileSync(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/**
 * Applies what the database lacks, each migration in a transaction of its own together with its row. Safe with
 * several instances at once, also through a pooler: the lock belongs to the transaction. Returns the names applied.
 * Throws MigrationRefused when an applied migration has changed or is missing here (a newer database).
 */
export async function migrate(
  connectionString: string,
  migrations: Migration[],
  onBegin: (count: number) => void = () => {},
): Promise<string[]> {
  return withClient(connectionString, async (client) => {
    const lacking = pending(await readApplied(client), migrations);
    if (lacking.length === 0) return [];
    onBegin(lacking.length);
    const names: string[] = [];
    for (;;) {
      const name = await applyNext(client, migrations);
      if (name === undefined) return names;
      names.push(name);
    }
  });
}

/** How many migrations the database lacks. For instances that do not migrate; refuses like `migrate`. */
export function countPending(connectionString: string, migrations: Migration[]): Promise<number> {
  return withClient(
    connectionString,
    async (client) => pending(await readApplied(client), migrations).length,
  );
}

async function withClient<T>(connectionString: string, run: (client: pg.Client) => Promise<T>) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000 });
  client.on("error", () => {}); // The running query is rejected too.
  try {
    await client.connect();
    return await run(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Applies the first migration that is lacking once the lock is held; its name. Another instance may be faster. */
async function applyNext(client: pg.Client, migrations: Migration[]): Promise<string | undefined> {
  await client.query("BEGIN");
  try {
    await client.query(LOCK);
    await client.query(CREATE_TABLE);
    const [next] = pending(await readApplied(client), migrations);
    if (next) await apply(client, next);
    await client.query("COMMIT");
    return next?.name;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration) {
  try {
    await client.query(sql);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new Error(`Migration ${name} failed and was undone: ${cause}`, { cause: error });
  }
  await client.query(
    `INSERT INTO "_prisma_migrations" ("id", "checksum", "started_at", "finished_at", "migration_name", "applied_steps_count")
     VALUES ($1, $2, now(), clock_timestamp(), $3, 1)`,
    [randomUUID(), checksum, name],
  );
}

async function readApplied(client: pg.Client): Promise<Applied[]> {
  const { rows: found } = await client.query(`SELECT to_regclass('"_prisma_migrations"') AS oid`);
  if (found[0]?.oid === null) return [];
  const { rows } = await client.query<Applied & { finished_at: Date | null }>(
    `SELECT "migration_name", "checksum", "finished_at" FROM "_prisma_migrations"
     WHERE "rolled_back_at" IS NULL ORDER BY "migration_name"`,
  );
  const failed = rows.find(({ finished_at }) => finished_at === null);
  if (failed) {
    throw new MigrationRefused(
      `Migration ${failed.migration_name} was begun by another tool and never finished; restore the database from a backup.`,
    );
  }
  return rows;
}

/** What is still to be applied. Throws MigrationRefused when the history is not a beginning of ours. */
function pending(applied: Applied[], migrations: Migration[]): Migration[] {
  const ours = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum } of applied) {
    const migration = ours.get(name);
    if (!migration) {
      throw new MigrationRefused(
        `The database is newer than this Hoist: it has the migration ${name}, which this version does not know. Start the newer version.`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new MigrationRefused(
        `The migration ${name} was changed after it had been applied. Restore prisma/migrations/${name}/migration.sql.`,
      );
    }
  }
  const done = new Set(applied.map(({ migration_name: name }) => name));
  return migrations.filter(({ name }) => !done.has(name));
}
