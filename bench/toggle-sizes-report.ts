import { report, table } from "@/bench/report";
import { bytesEach, type ToggleSize } from "@/bench/toggle-sizes";

/** Prints what `measureToggleSizes` found. */
export function reportToggleSizes(found: ToggleSize[]): void {
  const each = bytesEach(found);
  const figures = table(
    [
      ...["toggles, each of a user", "boot s", "MB", "bytes a toggle"],
      ...["ms until one changed toggle is answered", "toggles read for it", "answers right"],
    ],
    found.map((size, index) => [
      ...[size.toggles, (size.bootMilliseconds / 1_000).toFixed(1), megabytes(size.bytes)],
      ...[
        index === 0 ? "–" : Math.round(each[index - 1] ?? 0),
        Math.round(size.changeMilliseconds),
      ],
      ...[size.read, size.right ? "yes" : "NO"],
    ]),
  );
  const last = found.at(-1);
  const count = last?.toggles.toLocaleString("en") ?? "";
  report("toggle-sizes", "Many toggles", [figures], { found }, [
    {
      what: `boot with ${count} toggles`,
      ...{ against: "–", found: [(last?.bootMilliseconds ?? 0) / 1_000], digits: 1, unit: "s" },
      atMost: 30,
    },
    {
      what: `memory a toggle with ${count}`,
      ...{ against: "–", found: each.slice(-1), digits: 0, unit: "bytes", atMost: 300 },
    },
    {
      what: `toggles read when one of ${count} changes`,
      ...{ against: "–", found: [last?.read ?? Number.NaN], digits: 0, unit: "", atMost: 100 },
    },
  ]);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
