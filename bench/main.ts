import { measureBrowser } from "@/bench/browser";
import { type EvaluationRounds, measureEvaluation, type Rates } from "@/bench/evaluate";
import { measureFlagSizes } from "@/bench/flag-sizes";
import { reportFlagSizes } from "@/bench/flag-sizes-report";
import { measureHttp } from "@/bench/http";
import { reportHttp } from "@/bench/http-report";
import { measureLedger } from "@/bench/ledger";
import { notInstalled, peerVersions } from "@/bench/peers";
import { measurePolls, type PollRounds } from "@/bench/poll";
import { measureRendering } from "@/bench/render";
import { reportRendering } from "@/bench/render-report";
import { type Goal, ratios, report, spread, summary, table } from "@/bench/report";
import { measureStreams } from "@/bench/streams";
import { reportStreams } from "@/bench/streams-report";
import { measureToggleSizes } from "@/bench/toggle-sizes";
import { reportToggleSizes } from "@/bench/toggle-sizes-report";
import { measureToggles } from "@/bench/toggles";
import { reportToggles } from "@/bench/toggles-report";
import { migrate, readMigrations } from "@/lib/database/migrate";
import { findPostgres, startPostgres } from "@/lib/testing/postgres-server";

const togglePoints = [1_000, 10_000, 100_000, 1_000_000];

const benches: Record<string, () => Promise<unknown>> = {
  evaluate: async () => reportEvaluation(measureEvaluation()),
  poll: async () => reportPolls(measurePolls()),
  ledger,
  http: async () => reportHttp(await measureHttp()),
  toggles: async () => onPostgres() && reportToggles(await measureToggles()),
  render: async () => reportRendering(await measureRendering()),
  streams: async () => reportStreams(await measureStreams([1_000, 2_500, 5_000, 10_000])),
  "flag-sizes": async () => reportFlagSizes(await measureFlagSizes([20, 200, 1_000, 2_000])),
  "toggle-sizes": async () =>
    onPostgres() && reportToggleSizes(await measureToggleSizes(togglePoints)),
  browser: measureBrowser,
};
/** Its times are no ratios: it runs when it is named. */
const onlyNamed = ["browser"];

/** Runs the benchmarks that are named, or all. One that cannot run does not keep the others from it. */
export async function runBenches(names: string[]) {
  const missing = Object.entries(peerVersions()).filter(([, version]) => version === notInstalled);
  if (missing.length > 0)
    console.log(
      `Not installed, so not compared with: ${missing.map(([name]) => name).join(", ")}.`,
      "`npm run bench -- --install` installs them below bench/peers.",
    );
  const usual = Object.keys(benches).filter((name) => !onlyNamed.includes(name));
  for (const name of names.length > 0 ? names : usual) {
    const bench = benches[name];
    if (!bench) throw new Error(`There are ${Object.keys(benches).join(", ")}, and no ${name}.`);
    await bench().catch((error: unknown) => {
      console.error(`${name}: ${error instanceof Error ? error.message : error}`);
      process.exitCode = 1;
    });
  }
  if (names.length !== 1) summary();
  if (names.length === 0) console.log(`Run only when named: ${onlyNamed.join(", ")}.`);
}

function reportEvaluation({ one, all }: EvaluationRounds) {
  const others = { flagd: "flagd-core", growthbook: "GrowthBook", unleash: "unleash-client" };
  const row = (what: string, rates: Rates) => [
    ...[what, spread(rates.hoist ?? [], 0)],
    ...Object.keys(others).map((name) => (rates[name] ? spread(rates[name], 0) : notInstalled)),
  ];
  const [single, every] = ["one evaluation: segment rule and split", "100 flags for one user"];
  const figures = table(
    ["a second of processor time, median (min–max)", "Hoist", ...Object.values(others)],
    [row(single, one), row(every, all)],
  );
  const goals = Object.entries(others).flatMap(([name, against]) => [
    goal(single, against, one, name, name === "flagd" ? 3 : undefined),
    goal(every, against, all, name, name === "flagd" ? 4 : undefined),
  ]);
  report("evaluate", "Evaluating", [figures], { one, all }, goals);
}

function goal(what: string, against: string, rates: Rates, name: string, atLeast?: number): Goal {
  const found = rates[name] ? ratios(rates.hoist ?? [], rates[name]) : [];
  return { what, against, found, ...(atLeast !== undefined && { atLeast }) };
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

/** Where its programs are. Throws where there are none. */
function onPostgres(): string {
  const bin = findPostgres();
  if (bin) return bin;
  throw new Error("PostgreSQL is not installed (apt-get install postgresql): not measured.");
}

async function ledger() {
  const server = await startPostgres(onPostgres());
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
