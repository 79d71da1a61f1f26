import pg from "pg";
import { expect, test } from "vitest";
import { poolSettings } from "@/lib/database/client";
import { runNamed } from "./named";

const text = "SELECT $1::int + 1 AS sum";

test("a statement is planned once where a session is its own, and works on where it is shared", async () => {
  const clients = [0, 1].map(() => new pg.Client(poolSettings(1)));
  await Promise.all(clients.map((client) => client.connect()));
  const sum = async (client: pg.Client) => (await runNamed(client, text, [1]))[0];
  const [first, second] = clients as [pg.Client, pg.Client];
  try {
    for (const client of [first, second, first]) expect(await sum(client)).toEqual({ sum: 2 });

    // What a pooler does: the next transaction meets a session that knows nothing of it.
    await first.query("DEALLOCATE ALL");
    for (const client of [first, second, first]) expect(await sum(client)).toEqual({ sum: 2 });
    const { rows } = await first.query(`SELECT 1 FROM pg_prepared_statements WHERE NOT from_sql`);
    expect(rows).toEqual([]);
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
});

test("what is wrong with a statement itself is told", async () => {
  const client = new pg.Client(poolSettings(1));
  await client.connect();
  await expect(runNamed(client, "SELECT 1 / $1::int AS sum", [0])).rejects.toMatchObject({
    code: "22012",
  });
  await client.end();
});
