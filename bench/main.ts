import { measureBrowser } from "@/bench/browser";
import { type EvaluationRounds, measureEvaluation } from "@/bench/evaluate";
import { measureLedger } from "@/bench/ledger";
import { measurePolls, type PollRounds } from "@/bench/poll";
import { report, spread, table } from "@/bench/report";
import { migrate, readMigrations } from "@/lib/database/migrate";
import { findPostgres, startPostgres } from "@/lib/testing/postgres-server";

const benches: Record<string, () => Promise<void>> = {
  evaluate: async () => reportEvaluation(measureEvaluation()),
  poll: async () => reportPolls(measurePolls()),
  ledger,
  browser: measureBrowser,
};

/** Runs the benchmarks that are named, or all. One that cannot run does not keep the others from it. */
async function main(names: string[]) {
  for (const name of names.length > 0 ? names : Object.keys(benches)) {
    const bench = benches[name];
    if (!bench) throw new Error(`There are ${Object.keys(benches).join(", ")}, and no ${name}.`);
    await bench().catch((error: unknown) => {
      console.error(`${name}: ${error instanceof Error ? error.message : error}`);
      process.exitCode = 1;
    });
  }
}

function reportEvaluation(rounds: EvaluationRounds) {
  const row = (what: string, { ours, theirs }: EvaluationRounds["one"], goal: string) => [
    ...[what, spread(ours, 0), spread(theirs, 0), spread(ratios(ours, theirs), 2), goal],
  ];
  const figures = table(
    [
      "a second of processor time, median (min–max)",
      ...["Hoist", "flagd-core 4", "ratio, round by round", "goal"],
    ],
    [
      row("one evaluation: segment rule and split", rounds.one, "3"),
      row("100 flags for one user", rounds.all, "4"),
    ],
  );
  report("evaluate", "Evaluating", [figures], rounds);
}

function reportPolls(rounds: PollRounds) {
  const row = (what: string, { counted, uncounted }: PollRounds["known"], goal: string) => [
    ...[what, spread(counted, 2), spread(uncounted, 2), spread(ratios(counted, uncounted), 3)],
    goal,
  ];
  const figures = table(
    [
      "microseconds of processor time a poll of 100 flags, median (min–max)",
      ...["counted", "not counted", "ratio, round by round", "goal"],
    ],
    [
      row("the answer is known", rounds.known, "1.05 with the network"),
      row("the answer is made anew", rounds.anew, "1.05"),
    ],
  );
  report("poll", "Counting what is delivered", [figures], rounds);
}

async function ledger() {
  const bin = findPostgres();
  if (!bin)
    throw new Error("PostgreSQL is not installed (apt-get install postgresql): not measured.");
  const server = await startPostgres(bin);
  try {
    process.env.DATABASE_URL = server.url("postgres");
    await migrate(process.env.DATABASE_URL, readMigrations("prisma/migrations"));
    const { last, first } = await measureLedger();
    const figures = table(
      ["order, 16 writers", "changes a second, median (min–max)"],
      [
        ["ledger locked by the closing statement", spread(last, 0)],
        ["ledger locked first", spread(first, 0)],
        ["ratio, round by round", spread(ratios(last, first), 2)],
      ],
    );
    report("ledger", "Ledger", [figures], { last, first, ratios: ratios(last, first) });
  } finally {
    delete process.env.DATABASE_URL;
    await server.stop();
  }
}

function ratios(ones: number[], others: number[]): number[] {
  return ones.map((value, index) => value / (others[index] ?? Number.NaN));
}

main(process.argv.slice(2))
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  })
  .finally(() => process.exit());
