import pg from "pg";
import { firstSession } from "@/bench/console-session";
import { processorSeconds } from "@/bench/machine";
import { rounds } from "@/bench/rounds";
import { firstAccount } from "@/server/system/client";
import { descendants } from "@/server/system/processes";
import { Site } from "@/server/system/site";

const pagesARound = 8;

/** The page that lists flags, with so many in the project. */
export type FlagSize = {
  flags: number;
  /** Of the page as it is sent, not compressed. */
  bytes: number;
  /** Round by round: milliseconds to the last byte, and of processor time of Hoist and its console, a page. */
  milliseconds: number[];
  processor: number[];
  /** Whether it says how many there are. */
  right: boolean;
};

/** Asks for the flags page with each of these numbers of flags, one request after the other. */
export async function measureFlagSizes(points: number[]): Promise<FlagSize[]> {
  const site = await Site.open("PostgreSQL");
  const client = new pg.Client({ connectionString: site.databaseUrl });
  try {
    process.env.NEXTAUTH_SECRET = "a secret of benchmarks";
    const hoist = await site.start({ env: { NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET } });
    const api = await firstAccount(hoist);
    await api.flag("the-first-of-all");
    await client.connect();
    const cookie = await firstSession(site.databaseUrl);
    const page = async () => {
      const answer = await fetch(`${hoist.url}/projects/default/flags`, { headers: { cookie } });
      if (answer.status !== 200) throw new Error(`The flags page: ${answer.status}.`);
      return answer.text();
    };
    const pids = [hoist.pid, ...descendants(hoist.pid).map(({ pid }) => pid)];
    const figures: FlagSize[] = [];
    for (const flags of points) {
      await fill(client, flags);
      for (let turn = 0; turn < pagesARound; turn++) await page();
      const text = await page();
      const figure: FlagSize = {
        ...{ flags, bytes: Buffer.byteLength(text), milliseconds: [], processor: [] },
        right: text.includes(flags.toLocaleString("en")),
      };
      for (let round = 0; round < rounds; round++) {
        const [since, spent] = [performance.now(), processorSeconds(pids)];
        for (let turn = 0; turn < pagesARound; turn++) await page();
        figure.milliseconds.push((performance.now() - since) / pagesARound);
        figure.processor.push(((processorSeconds(pids) - spent) * 1_000) / pagesARound);
      }
      figures.push(figure);
    }
    return figures;
  } finally {
    await client.end();
    await site.close();
  }
}

/** Copies of the first flag, straight into the tables, until there are so many. */
async function fill(client: pg.Client, flags: number): Promise<void> {
  const missing = `FROM "FeatureFlag" f, generate_series((SELECT count(*) FROM "FeatureFlag")::int, $1::int - 1) AS n
    WHERE f."key" = 'the-first-of-all'`;
  const key = "'flag-' || lpad(n::text, 4, '0')";
  await client.query(
    `INSERT INTO "FlagKey" ("projectId", "key") SELECT f."projectId", ${key} ${missing}`,
    [flags],
  );
  await client.query(
    `INSERT INTO "FeatureFlag" ("id", "projectId", "key", "name", "description", "variants", "tags", "salt", "creatorId")
     SELECT gen_random_uuid(), f."projectId", ${key}, 'Feature number ' || n, 'What it is for, in a sentence of some length.',
       f."variants", ARRAY['team-' || n % 7], 'salt-' || n, f."creatorId" ${missing}`,
    [flags],
  );
  await client.query(
    `INSERT INTO "FlagState" ("projectId", "flagId", "environmentId", "enabled", "offVariant", "fallthrough")
     SELECT f."projectId", f."id", e."id", true, 'off', '{"variant": "on"}'
     FROM "FeatureFlag" f JOIN "Environment" e ON e."projectId" = f."projectId"
     ON CONFLICT DO NOTHING`,
  );
  await client.query("ANALYZE");
}
