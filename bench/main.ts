import fs from "node:fs";
import os from "node:os";
import { type EvaluationRounds, measureEvaluation } from "@/bench/evaluate";
import { measureLedger } from "@/bench/ledger";
import { migrate, readMigrations } from "@/lib/database/migrate";
import { findPostgres, startPostgres } from "@/lib/testing/postgres-server";

const folder = new URL("./results/", import.meta.url);

/** Runs every benchmark, prints the tables and keeps them in bench/results/. */
async function main() {
  reportEvaluation(measureEvaluation());
  const bin = findPostgres();
  if (!bin)
    throw new Error(
      "PostgreSQL is not installed (apt-get install postgresql): the ledger was not measured.",
    );
  const server = await startPostgres(bin);
  try {
    process.env.DATABASE_URL = server.url("postgres");
    await migrate(process.env.DATABASE_URL, readMigrations("prisma/migrations"));
    reportLedger(await measureLedger());
  } finally {
    await server.stop();
  }
}

function reportEvaluation(rounds: EvaluationRounds) {
  const row = (what: string, { ours, theirs }: EvaluationRounds["one"], goal: string) =>
    `| ${what} | ${spread(ours, 0)} | ${spread(theirs, 0)} | ${spread(ratios(ours, theirs), 2)} | ${goal} |`;
  const table = [
    "| a second of processor time, median (min–max) | Hoist | flagd-core 4 | ratio, round by round | goal |",
    "|---|---|---|---|---|",
    row("one evaluation: segment rule and split", rounds.one, "3"),
    row("100 flags for one user", rounds.all, "4"),
  ].join("\n");
  keep("evaluate", "Evaluating", table, rounds);
}

function reportLedger({ last, first }: { last: number[]; first: number[] }) {
  const table = [
    "| order, 16 writers | changes a second, median (min–max) |",
    "|---|---|",
    `| ledger locked by the closing statement | ${spread(last, 0)} |`,
    `| ledger locked first | ${spread(first, 0)} |`,
    `| ratio, round by round | ${spread(ratios(last, first), 2)} |`,
  ].join("\n");
  keep("ledger", "Ledger", table, { last, first, ratios: ratios(last, first) });
}

function keep(name: string, title: string, table: string, measured: object) {
  const machine = `Node ${process.version}, ${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, ${os.platform()}`;
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(new URL(`${name}.md`, folder), `# ${title}\n\n${machine}\n\n${table}\n`);
  fs.writeFileSync(
    new URL(`${name}.json`, folder),
    `${JSON.stringify({ machine, ...measured }, null, 2)}\n`,
  );
  console.log(`${machine}\n\n${table}\n`);
}

function ratios(ones: number[], others: number[]): number[] {
  return ones.map((value, index) => value / (others[index] ?? Number.NaN));
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
