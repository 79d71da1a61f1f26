import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { residentBytes } from "@/bench/machine";
import { type Api, firstAccount, until, valueFor } from "@/server/system/client";
import type { Hoist } from "@/server/system/harness";
import { Site } from "@/server/system/site";

/** An instance that booted with so many toggles, of as many users. */
export type ToggleSize = {
  toggles: number;
  bootMilliseconds: number;
  /** Memory of the process that answers polls. */
  bytes: number;
  /** From a change of one toggle to the answer that tells it, and how many toggles the database read meanwhile. */
  changeMilliseconds: number;
  read: number;
  /** Whether a few of them, the first and the last ones, are answered as they are stored. */
  right: boolean;
};

const key = "many-have-it";

/** Boots a read node on a database with no toggles and then with each of these numbers. Needs PostgreSQL. */
export async function measureToggleSizes(points: number[]): Promise<ToggleSize[]> {
  const site = await Site.open("PostgreSQL");
  const client = new pg.Client({ connectionString: site.databaseUrl });
  try {
    const writer = await site.start();
    const api = await firstAccount(writer);
    await api.must("POST", "/projects/default/flags", { key });
    const { token } = await api.key("client");
    await client.connect();
    const figures: ToggleSize[] = [];
    for (const [index, toggles] of [0, ...points].entries()) {
      await fill(client, [0, 0, ...points][index] ?? 0, toggles);
      figures.push(await measured(site, client, api, token, toggles));
    }
    return figures;
  } finally {
    await client.end();
    await site.close();
  }
}

/** Bytes a toggle, over what the process holds without any. */
export function bytesEach(figures: ToggleSize[]): number[] {
  const [none, ...rest] = figures;
  return rest.map(({ toggles, bytes }) => (bytes - (none?.bytes ?? 0)) / toggles);
}

async function measured(site: Site, client: pg.Client, api: Api, token: string, toggles: number) {
  const since = performance.now();
  const reader = await site.startAnother({ HOIST_ROLE: "read" });
  const bootMilliseconds = performance.now() - since;
  await wait(1_000);
  const bytes = residentBytes([reader.pid]);
  const right = await answersRight(reader, token, toggles);

  const before = await togglesRead(client);
  const name = `changed-with-${toggles}`;
  const changedAt = performance.now();
  await api.must("PUT", `/projects/default/flags/${key}/environments/production/toggles/${name}`, {
    enabled: true,
  });
  const isThere = async () => (await valueFor(reader, token, key, name)) === true;
  await until("a toggle's change is answered", isThere);
  const changeMilliseconds = performance.now() - changedAt;
  const read = (await togglesRead(client)) - before;
  await reader.terminate();
  return { toggles, bootMilliseconds, bytes, changeMilliseconds, read, right };
}

/** Straight into the tables: what made them is not what is measured. */
async function fill(client: pg.Client, from: number, to: number): Promise<void> {
  if (to === 0) return;
  const numbers = "generate_series($1::int, $2::int - 1) AS n";
  await client.query(
    `INSERT INTO "User" ("id", "username", "usernameKey", "targetingKey")
     SELECT gen_random_uuid(), 'many-' || n, 'many-' || n, 'many-' || n FROM ${numbers}`,
    [from, to],
  );
  await client.query(
    `INSERT INTO "Toggle" ("id", "flagId", "environmentId", "userId", "variant", "creatorId")
     SELECT gen_random_uuid(), s."flagId", s."environmentId", u."id",
       CASE WHEN n % 2 = 0 THEN 'on' ELSE 'off' END, f."creatorId"
     FROM ${numbers} JOIN "User" u ON u."targetingKey" = 'many-' || n,
       "FeatureFlag" f JOIN "FlagState" s ON s."flagId" = f."id" JOIN "Environment" e ON e."id" = s."environmentId"
     WHERE f."key" = $3 AND e."key" = 'production'`,
    [from, to, key],
  );
  await client.query("ANALYZE");
}

async function answersRight(reader: Hoist, token: string, toggles: number): Promise<boolean> {
  for (const at of [0, 1, 2, toggles - 2, toggles - 1]) {
    if (at < 0 || at >= toggles) continue;
    if ((await valueFor(reader, token, key, `many-${at}`)) !== (at % 2 === 0)) return false;
  }
  return true;
}

/** Rows of toggles that scans have read so far. Sessions tell of what they did a second late. */
async function togglesRead(client: pg.Client): Promise<number> {
  await wait(1_500);
  const { rows } = await client.query<{ read: string }>(
    `SELECT seq_tup_read + COALESCE(idx_tup_fetch, 0) AS read FROM pg_stat_user_tables WHERE relname = 'Toggle'`,
  );
  return Number(rows[0]?.read);
}
