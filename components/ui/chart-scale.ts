/** Round numbers from `low` to `high` for the marks of an axis, about four of them, both ends covered; `least` apart. */
export function ticks(low: number, high: number, least = 0): number[] {
  if (!(high > low)) return low === 0 ? [0, 1] : [Math.min(0, low), Math.max(0, low)];
  const rough = Math.max(least, (high - low) / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power;
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  // By multiplication, and rounded: sums of 0.1 drift.
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/** Maps a value between two others to a place between two others. */
export function scale(from: [number, number], to: [number, number]): (value: number) => number {
  const [low, high] = from;
  const [start, end] = to;
  const span = high - low;
  return (value) => (span === 0 ? start : start + ((value - low) / span) * (end - start));
}

/** A path through points; as steps, a value holds until the next one. */
export function pathThrough(points: [number, number][], steps: boolean): string {
  const round = (value: number) => Math.round(value * 100) / 100;
  return points
    .map(([x, y], index) => {
      if (index === 0) return `M${round(x)} ${round(y)}`;
      return steps ? `H${round(x)}V${round(y)}` : `L${round(x)} ${round(y)}`;
    })
    .join("");
}
