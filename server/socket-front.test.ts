import { once } from "node:events";
import fs from "node:fs";
import type { Server } from "node:net";
import os from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { socketUrl } from "./database-protocol";
import { serveDatabase } from "./socket-front";

const folder = fs.mkdtempSync(join(os.tmpdir(), "hoist-test-"));
const socketPath = join(folder, ".s.PGSQL.5432");
const broken: unknown[] = [];
let db: PGlite;
let front: Server;
let pool: pg.Pool;

beforeAll(async () => {
  db = await PGlite.create();
  front = serveDatabase(db, { onBroken: (error) => broken.push(error), idleInTransactionMs: 300 });
  await once(front.listen(socketPath), "listening");
  pool = new pg.Pool({ connectionString: socketUrl(socketPath), max: 50 });
  pool.on("error", () => {});
  await pool.query("CREATE TABLE counter (id int PRIMARY KEY, n int NOT NULL)");
}, 60_000);

afterAll(async () => {
  await pool.end();
  front.close();
  await db.close();
  fs.rmSync(folder, { recursive: true, force: true });
  expect(broken).toEqual([]);
});

beforeEach(async () => {
  await pool.query("TRUNCATE counter");
  await pool.query("INSERT INTO counter VALUES (1, 0)");
});

/** Reads, thinks, writes: loses counts if another transaction comes between. */
async function countInTransaction(step: number) {
  const client = await pool.connect();
  await client.query("BEGIN");
  const { rows } = await client.query("SELECT n FROM counter WHERE id = $1", [1]);
  await new Promise((resolve) => setTimeout(resolve, step % 3));
  await client.query("UPDATE counter SET n = $1 WHERE id = $2", [rows[0].n + 1, 1]);
  await client.query("COMMIT");
  client.release();
}

async function count(): Promise<number> {
  return (await pool.query("SELECT n FROM counter WHERE id = 1")).rows[0].n;
}

describe("the socket front", { timeout: 60_000 }, () => {
  it("keeps 50 concurrent interactive transactions apart", async () => {
    await Promise.all(Array.from({ length: 50 }, (_, step) => countInTransaction(step)));
    expect(await count()).toBe(50);
  });

  it("keeps concurrent statements with parameters apart", async () => {
    const numbers = Array.from({ length: 300 }, (_, n) => n);
    const answers = await Promise.all(
      numbers.map(async (n) => (await pool.query("SELECT $1::int AS n", [n])).rows[0].n),
    );
    expect(answers).toEqual(numbers);
  });

  it("brings notifications to whoever listens, and to nobody else", async () => {
    const listener = await pool.connect();
    const stranger = await pool.connect();
    const heard: string[] = [];
    const overheard: string[] = [];
    listener.on("notification", ({ payload }) => heard.push(payload ?? ""));
    stranger.on("notification", ({ payload }) => overheard.push(payload ?? ""));
    await listener.query("LISTEN news");
    const payloads = Array.from({ length: 20 }, (_, n) => String(n));
    await Promise.all(
      payloads.map((payload) => pool.query("SELECT pg_notify('news', $1)", [payload])),
    );
    await expect.poll(() => heard.length).toBe(20);
    expect(heard.sort()).toEqual(payloads.sort());
    expect(overheard).toEqual([]);
    listener.release(true);
    stranger.release(true);
  });

  it("rolls back and closes a connection that is idle in a transaction", async () => {
    const sleeper = new pg.Client({ connectionString: socketUrl(socketPath) });
    const failed = once(sleeper, "error");
    sleeper.on("error", () => {}); // It is told twice: by the server, then by the socket.
    await sleeper.connect();
    await sleeper.query("BEGIN");
    await sleeper.query("UPDATE counter SET n = 99");
    expect(await count()).toBe(0); // waits until the sleeper's turn is over
    expect((await failed)[0]).toMatchObject({ code: "25P03" });
  });

  it("rolls back what a vanished connection left open", async () => {
    const client = await pool.connect();
    await client.query("BEGIN");
    await client.query("UPDATE counter SET n = 99");
    client.release(true);
    expect(await count()).toBe(0);
  });

  it("goes on after a failed statement and a failed transaction", async () => {
    await expect(pool.query("SELECT $1::int / 0", [1])).rejects.toMatchObject({ code: "22012" });
    const client = await pool.connect();
    await client.query("BEGIN");
    await expect(client.query("SELECT missing")).rejects.toMatchObject({ code: "42703" });
    await expect(client.query("SELECT 1")).rejects.toMatchObject({ code: "25P02" });
    await client.query("ROLLBACK");
    client.release();
    expect(await count()).toBe(0);
  });

  it("carries answers larger than its buffers", async () => {
    const { rows } = await pool.query("SELECT repeat('x', 3000000) AS text, $1::text AS back", [
      "y".repeat(2_000_000),
    ]);
    expect(rows[0].text).toHaveLength(3_000_000);
    expect(rows[0].back).toHaveLength(2_000_000);
  });
});
