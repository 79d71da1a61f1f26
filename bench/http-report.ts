import type { Arms, Figure } from "@/bench/http";
import { type Goal, ratios, report, spread, table } from "@/bench/report";

const rows = {
  same: "the same context again, 200",
  known: "the same, 304",
  anew: "a new context each time",
  anewOn24: "a new context each time, Node 24",
  sameOn24: "the same context again, Node 24",
  knownOn24: "the same, 304, Node 24",
} as const;
const arms: Record<string, string> = {
  hoist: "Hoist",
  plain: "plain node:http",
  unleash: "Unleash",
};
type Row = keyof typeof rows;

/** Prints what `measureHttp` found. */
export function reportHttp(found: Partial<Record<string, Arms>>): void {
  const figures = table(
    [
      "polls of 100 flags, 16 connections, median (min–max)",
      ...["of", "a second", "p50 ms", "p99 ms", "processor µs a request", "processor busy", "MB"],
    ],
    Object.entries(rows).flatMap(([row, name]) =>
      Object.entries(found[row] ?? {}).map(([arm, rounds]) => {
        const column = (of: keyof Figure, digits: number, scale = 1) =>
          spread(
            rounds.map((figure) => figure[of] * scale),
            digits,
          );
        return [
          ...[name, arms[arm] ?? arm, column("perSecond", 0), column("p50", 2)],
          ...[column("p99", 2), column("cpu", 1), column("busy", 2), column("memory", 0, 1e-6)],
        ];
      }),
    ),
  );
  report("http", "Polls over HTTP", [figures], found, goalsOf(found));
}

function goalsOf(found: Partial<Record<string, Arms>>): Goal[] {
  const compare = (row: Row, other: string, of: "perSecond" | "cpu") => {
    const { hoist = [], [other]: theirs = [] } = found[row] ?? {};
    const column = (figures: Figure[]) => figures.map((figure) => figure[of]);
    return theirs.length > 0 ? ratios(column(hoist), column(theirs)) : [];
  };
  const goal = (
    row: Row,
    other: string,
    bound: Partial<Goal>,
    of: "perSecond" | "cpu" = "perSecond",
  ) => ({
    what: `${rows[row]}: ${of === "cpu" ? "processor time a request" : "requests a second"}`,
    against: arms[other] ?? other,
    found: compare(row, other, of),
    ...bound,
  });
  return [
    goal("same", "plain", { atLeast: 0.75 }),
    goal("same", "plain", { atMost: 1.35 }, "cpu"),
    goal("known", "plain", { atLeast: 0.75 }),
    goal("known", "plain", {}, "cpu"),
    goal("anew", "plain", { atLeast: 0.7 }),
    goal("anew", "plain", {}, "cpu"),
    goal("anewOn24", "unleash", { atLeast: 4.5 }),
    goal("anewOn24", "unleash", {}, "cpu"),
    goal("sameOn24", "unleash", {}),
    goal("knownOn24", "unleash", {}),
  ];
}
