import type { Beside } from "@/bench/render";
import { ratios, report, spread, table } from "@/bench/report";

/** Prints what `measureRendering` found. */
export function reportRendering(found: Record<"alone" | "beside", Beside[]>): void {
  const { alone, beside } = found;
  const column = (figures: Beside[], of: keyof Beside) => figures.map((figure) => figure[of]);
  const cells = (figures: Beside[]) => [
    ...[spread(column(figures, "p50"), 2), spread(column(figures, "p99"), 2)],
    spread(column(figures, "pages"), 0),
  ];
  const figures = table(
    ["400 polls a second, median (min–max)", "p50 ms", "p99 ms", "pages a second beside them"],
    [
      ["alone", ...cells(alone)],
      ["while 16 connections make the console render", ...cells(beside)],
    ],
  );
  report("render", "Polls beside a busy console", [figures], found, [
    {
      what: "p99 of a poll while the console renders without pause",
      against: "p99 of a poll alone",
      found: ratios(column(beside, "p99"), column(alone, "p99")),
      atMost: 3,
      why: "on two processors the console, the database, two load generators and Hoist share them",
    },
  ]);
}
