import type { ChartSeries } from "@/components/ui/line-chart";
import type { UsageView } from "@/lib/flags/schema/usage";

/** How many minutes before now are drawn. The present one is still being counted. */
export const drawnMinutes = 60;
/** More lines cannot be told apart. */
const mostLines = 4;
const aMinute = 60_000;

export type UsageLines = { total: number; series: ChartSeries[] };

/**
 * Of each variant a line: x is in minutes before `now` (epoch milliseconds), as negative numbers; y how often it was delivered
 * in that minute. The most delivered first; what is too many becomes one line.
 */
export function usageLines(data: UsageView["data"], now: number): UsageLines {
  const present = Math.floor(now / aMinute);
  const byVariant = new Map<string, number[]>();
  for (const { startsAt, minutes, variant, count } of data) {
    const index = Math.floor(Date.parse(startsAt) / aMinute) - present + drawnMinutes;
    if (minutes !== 1 || index < 0 || index >= drawnMinutes) continue;
    const counts = byVariant.get(variant) ?? nothing();
    counts[index] = (counts[index] ?? 0) + count;
    byVariant.set(variant, counts);
  }
  const lines = [...byVariant]
    .map(([name, counts]) => ({ name, counts, sum: sumOf(counts) }))
    .sort((left, right) => right.sum - left.sum || (left.name < right.name ? -1 : 1));
  const shown = lines.length > mostLines ? merged(lines) : lines;
  return {
    total: sumOf(lines.map(({ sum }) => sum)),
    series: shown.map(({ name, counts }) => ({
      name,
      points: counts.map((y, index) => ({ x: index - drawnMinutes, y })),
    })),
  };
}

type Line = { name: string; counts: number[] };

function merged(lines: Line[]): Line[] {
  const rest = lines.slice(mostLines - 1);
  const counts = nothing().map((_, index) => sumOf(rest.map((line) => line.counts[index] ?? 0)));
  return [...lines.slice(0, mostLines - 1), { name: `${rest.length} others`, counts }];
}

function nothing(): number[] {
  return new Array<number>(drawnMinutes).fill(0);
}

function sumOf(counts: number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
