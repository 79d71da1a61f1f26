import type { ReactNode } from "react";
import { ChartFrame } from "./chart-frame";

export type Bar = { name: string; value: number };

/** Some amounts beside each other, each with its number. Values are zero or more. */
export function BarChart({
  label,
  summary,
  bars,
  nameOfBars,
  nameOfValues,
  format = String,
}: {
  label: string;
  summary: ReactNode;
  bars: Bar[];
  /** The heads of the table: "Variant", "Users". */
  nameOfBars: string;
  nameOfValues: string;
  format?: (value: number) => string;
}) {
  const longest = Math.max(...bars.map(({ value }) => value), 0) || 1;
  return (
    <ChartFrame
      label={label}
      summary={summary}
      table={{
        heads: [nameOfBars, nameOfValues],
        rows: bars.map(({ name, value }) => [name, format(value)]),
      }}
    >
      <div className="grid max-w-2xl grid-cols-[minmax(0,8rem)_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5 text-sm">
        {bars.map(({ name, value }) => (
          <div key={name} className="contents">
            <span className="truncate" title={name}>
              {name}
            </span>
            <span className="flex items-center gap-2">
              <span
                className="h-4 min-w-px rounded-sm bg-accent-solid"
                style={{ width: `${(value / longest) * 80}%` }}
              />
              <span className="text-muted">{format(value)}</span>
            </span>
          </div>
        ))}
      </div>
    </ChartFrame>
  );
}
