import { describe, expect, it } from "vitest";
import { usageLines } from "./usage-lines";

const now = Date.parse("2026-11-22T12:00:30Z");
const row = (minutesAgo: number, variant: string, count: number, minutes = 1) => ({
  startsAt: new Date(Date.parse("2026-11-22T12:00:00Z") - minutesAgo * 60_000).toISOString(),
  ...{ minutes, variant, count },
});

describe("lines of use", () => {
  it("have a point for every minute of the last hour, the present one left out", () => {
    const { total, series } = usageLines(
      [row(60, "on", 3), row(1, "on", 4), row(0, "on", 9), row(61, "on", 9), row(60, "on", 9, 60)],
      now,
    );
    expect(total).toBe(7);
    expect(series.map(({ name }) => name)).toEqual(["on"]);
    const [line] = series;
    expect(line?.points.filter(({ y }) => y > 0)).toEqual([
      { x: -60, y: 3 },
      { x: -1, y: 4 },
    ]);
    expect(line?.points).toHaveLength(60);
  });

  it("start with the variant that was delivered most, and join what is too many", () => {
    const rows = ["a", "b", "c", "d", "e"].map((variant, index) => row(5, variant, index + 1));
    const { total, series } = usageLines(rows, now);
    expect(total).toBe(15);
    expect(series.map(({ name }) => name)).toEqual(["e", "d", "c", "2 others"]);
    expect(series.at(-1)?.points.find(({ x }) => x === -5)).toEqual({ x: -5, y: 3 });
  });

  it("are none where nothing was delivered", () => {
    expect(usageLines([], now)).toEqual({ total: 0, series: [] });
  });
});
