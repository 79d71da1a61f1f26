import { notInstalled } from "@/bench/peers";
import { type Goal, ratios, report, spread, table } from "@/bench/report";
import type { Changes, Waits } from "@/bench/toggles";

const arms = {
  mutation: "Hoist, the mutation in a process of its own: toggles changed again",
  first: "Hoist, the same: toggles made for the first time",
  rest: "Hoist, PUT over REST through the console",
  parse: "Parse Server, POST Toggle and POST AuditLog",
};

const why =
  "the write with its audit row and its links in the chain and the notice come one after the other: some 0.5 and 0.15 ms " +
  "beside what the driver does; Parse Server inserts one row and tells subscribers from the process that wrote it";

/** Prints what `measureToggles` found. */
export function reportToggles({ changes, waits }: { changes: Changes; waits: Waits }): void {
  const column = (arm: string, of: "p50" | "p99") => waits[arm]?.map((wait) => wait[of]) ?? [];
  const cell = (values: number[], digits: number) =>
    values.length > 0 ? spread(values, digits) : notInstalled;
  const figures = table(
    [
      "16 writers without pause; then one, to one subscriber; median (min–max)",
      ...["toggles with audit row a second", "ms to the event, p50", "p99"],
    ],
    Object.entries(arms).map(([arm, name]) => [
      ...[name, cell(changes[arm] ?? [], 0)],
      ...[cell(column(arm, "p50"), 2), cell(column(arm, "p99"), 2)],
    ]),
  );
  const against = "Parse Server";
  const compared = (ours: number[], theirs: number[]) =>
    theirs.length > 0 ? ratios(ours, theirs) : [];
  const rate = (arm: string, what: string, bound: Partial<Goal>): Goal => ({
    ...{ what, against, found: compared(changes[arm] ?? [], changes.parse ?? []) },
    ...bound,
  });
  const wait = (arm: string, of: "p50" | "p99", what: string, bound: Partial<Goal>): Goal => ({
    ...{ what, against, found: compared(column(arm, of), column("parse", of)) },
    ...bound,
  });
  report("toggles", "Toggles", [figures], { changes, waits }, [
    rate("mutation", "toggle and audit row, transactions a second", { atLeast: 3 }),
    rate("first", "the same, made for the first time", {}),
    rate("rest", "the same over REST", {}),
    wait("mutation", "p50", "toggle written to event, p50", { atMost: 0.8, why }),
    wait("mutation", "p99", "toggle written to event, p99", { atMost: 1 }),
    wait("first", "p50", "the same, made for the first time, p50", {}),
    wait("first", "p99", "the same, made for the first time, p99", {}),
    wait("rest", "p50", "the same over REST, p50", {}),
    wait("rest", "p99", "the same over REST, p99", {}),
  ]);
}
