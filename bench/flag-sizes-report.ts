import type { FlagSize } from "@/bench/flag-sizes";
import { type Goal, ratios, report, spread, table } from "@/bench/report";

/** Prints what `measureFlagSizes` found. */
export function reportFlagSizes(found: FlagSize[]): void {
  const figures = table(
    [
      ...["flags in the project", "KB of the flags page", "ms, median (min–max)"],
      ...["ms of processor time", "says how many"],
    ],
    found.map(({ flags, bytes, milliseconds, processor, right }) => [
      ...[flags, (bytes / 1_000).toFixed(0), spread(milliseconds, 0), spread(processor, 0)],
      right ? "yes" : "NO",
    ]),
  );
  const [few, many] = [found[0], found.at(-1)];
  const goal = (what: string, of: (size: FlagSize) => number[]): Goal => ({
    ...{ what: `the flags page with ${many?.flags} flags: ${what}`, against: `with ${few?.flags}` },
    found: few && many ? ratios(of(many), of(few)) : [],
    atMost: 3,
  });
  report("flag-sizes", "Many flags", [figures], { found }, [
    goal("milliseconds", ({ milliseconds }) => milliseconds),
    goal("processor time", ({ processor }) => processor),
    goal("bytes", ({ bytes }) => [bytes]),
  ]);
}
