import fs from "node:fs";
import os from "node:os";
import { measureLedger } from "@/bench/ledger";
import { migrate, readMigrations } from "@/lib/database/migrate";
import { findPostgres, startPostgres } from "@/lib/testing/postgres-server";

const folder = new URL("./results/", import.meta.url);

/** Runs every benchmark on a database of its own, prints the tables and keeps them in bench/results/. */
async function main() {
  const bin = findPostgres();
  if (!bin)
    throw new Error(
      "PostgreSQL is not installed (apt-get install postgresql): nothing was measured.",
    );
  const server = await startPostgres(bin);
  try {
    process.env.DATABASE_URL = server.url("postgres");
    await migrate(process.env.DATABASE_URL, readMigrations("prisma/migrations"));
    report(await measureLedger());
  } finally {
    await server.stop();
  }
}

function report({ last, first }: { last: number[]; first: number[] }) {
  const ratios = last.map((value, index) => value / (first[index] ?? Number.NaN));
  const table = [
    "| order, 16 writers | changes a second, median (min–max) |",
    "|---|---|",
    `| ledger locked by the closing statement | ${spread(last, 0)} |`,
    `| ledger locked first | ${spread(first, 0)} |`,
    `| ratio, round by round | ${spread(ratios, 2)} |`,
  ].join("\n");
  const machine = `Node ${process.version}, ${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, ${os.platform()}`;

  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(new URL("ledger.md", folder), `# Ledger\n\n${machine}\n\n${table}\n`);
  fs.writeFileSync(
    new URL("ledger.json", folder),
    `${JSON.stringify({ machine, last, first, ratios }, null, 2)}\n`,
  );
  console.log(`${machine}\n\n${table}`);
}

function spread(values: number[], digits: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.round((sorted.length - 1) * share)] ?? 0).toFixed(digits);
  return `${at(0.5)} (${at(0)}–${at(1)})`;
}

main()
  .then(() => process.exit())
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
