import { spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { socketUrl } from "../../server/database-protocol";
import { serveDatabase } from "../../server/socket-front";
import { findPostgres, type PostgresServer, startPostgres } from "../testing/postgres-server";
import { countPending, type Migration, migrate, readMigrations } from "./migrate";

const scratch = fs.mkdtempSync(join(os.tmpdir(), "hoist-test-"));
afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }));

/** Ours, and two that give a race time to happen. */
const folder = join(scratch, "migrations");
fs.cpSync(join(process.cwd(), "prisma", "migrations"), folder, { recursive: true });
for (const n of [1, 2]) {
  fs.mkdirSync(join(folder, `9999000000000${n}_toy`));
  const sql = `CREATE TABLE toy${n} (n int); SELECT pg_sleep(0.1); INSERT INTO toy${n} VALUES (${n});\n`;
  fs.writeFileSync(join(folder, `9999000000000${n}_toy`, "migration.sql"), sql);
}
const migrations = readMigrations(folder);

async function query(url: string, sql: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Migrates in a process of its own; the names that it applied. */
async function migrateElsewhere(url: string): Promise<string[]> {
  const code = `
    import { migrate, readMigrations } from ${JSON.stringify(join(process.cwd(), "lib/database/migrate.ts"))};
    const applied = await migrate(process.env.URL, readMigrations(process.env.FOLDER));
    console.log(JSON.stringify(applied));`;
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "--eval", code],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, URL: url, FOLDER: folder },
    },
  );
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  const [exitCode] = await once(child, "close");
  expect(exitCode).toBe(0);
  return JSON.parse(said);
}

/** The same for both kinds of database: `fresh` gives an empty one. */
function behaviour(fresh: () => Promise<string>) {
  let url = "";
  beforeEach(async () => {
    url = await fresh();
  });

  it("are applied once by four processes on an empty database", async () => {
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrateElsewhere(url)));
    expect(applied.flat().sort()).toEqual(migrations.map(({ name }) => name));
    expect(await query(url, "SELECT n FROM toy1 UNION ALL SELECT n FROM toy2")).toEqual([
      { n: 1 },
      { n: 2 },
    ]);
  }, 60_000);

  it("leave the rows that Prisma leaves", async () => {
    expect(await countPending(url, migrations)).toBe(migrations.length);
    const names = await migrate(url, migrations);
    expect(names).toEqual(migrations.map(({ name }) => name));
    expect(await countPending(url, migrations)).toBe(0);
    expect(await migrate(url, migrations)).toEqual([]);

    const rows = await query(url, `SELECT * FROM "_prisma_migrations" ORDER BY migration_name`);
    expect(rows).toHaveLength(migrations.length);
    for (const row of rows) {
      const sql = fs.readFileSync(join(folder, row.migration_name, "migration.sql"));
      expect(row).toEqual({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        checksum: createHash("sha256").update(sql).digest("hex"),
        finished_at: expect.any(Date),
        migration_name: row.migration_name,
        logs: null,
        rolled_back_at: null,
        started_at: expect.any(Date),
        applied_steps_count: 1,
      });
    }
  });

  it("leave nothing of one that fails, and keep those before it", async () => {
    const sql = "CREATE TABLE half (n int); SELECT 1/0;";
    const broken: Migration = { name: "99990000000003_broken", sql, checksum: "x" };
    await expect(migrate(url, [...migrations, broken])).rejects.toThrow(
      /^Migration 99990000000003_broken failed and was undone: division by zero/,
    );
    expect(await query(url, "SELECT to_regclass('half') AS half")).toEqual([{ half: null }]);
    expect(await countPending(url, migrations)).toBe(0);
  });

  it("refuse a database that is newer, or that was migrated with another text", async () => {
    await migrate(url, migrations);
    await expect(migrate(url, migrations.slice(0, -1))).rejects.toThrow(
      /^The database is newer than this Hoist: it has the migration 99990000000002_toy/,
    );
    const edited = migrations.map((migration) => ({ ...migration, checksum: "edited" }));
    await expect(countPending(url, edited)).rejects.toThrow(
      new RegExp(`^The migration ${migrations[0]?.name} was changed after it had been applied`),
    );
  });

  it("refuse what another tool has begun and not finished", async () => {
    await migrate(url, migrations);
    await query(
      url,
      `UPDATE "_prisma_migrations" SET finished_at = NULL WHERE migration_name LIKE '%1_toy'`,
    );
    await expect(migrate(url, migrations)).rejects.toThrow(/never finished/);
    await query(
      url,
      `UPDATE "_prisma_migrations" SET rolled_back_at = now() WHERE finished_at IS NULL`,
    );
    expect(await countPending(url, migrations)).toBe(1);
  });
}

const postgres = findPostgres();

describe.skipIf(!postgres)("migrations on PostgreSQL", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres(postgres ?? "");
  }, 60_000);
  afterAll(() => server.stop());

  behaviour(async () => {
    const name = `test_${randomUUID().replaceAll("-", "")}`;
    await query(server.url("postgres"), `CREATE DATABASE ${name}`);
    return server.url(name);
  });
});

describe("migrations on the embedded database", () => {
  const socketPath = join(scratch, ".s.PGSQL.5432");
  let db: PGlite;
  let front: ReturnType<typeof serveDatabase>;
  beforeAll(async () => {
    db = await PGlite.create();
    front = serveDatabase(db, {
      onBroken: (error) => {
        throw error;
      },
    });
    await once(front.listen(socketPath), "listening");
  }, 60_000);
  afterAll(async () => {
    front.close();
    await db.close();
  });

  behaviour(async () => {
    await query(socketUrl(socketPath), "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    return socketUrl(socketPath);
  });
});
