import clsx from "clsx";
import type { ReactNode } from "react";
import { ChartFrame } from "./chart-frame";
import { pathThrough, scale, ticks } from "./chart-scale";

export type ChartPoint = { x: number; y: number };
export type ChartSeries = { name: string; points: ChartPoint[] };

export type LineChartProps = {
  label: string;
  summary: ReactNode;
  /** At most four: more lines cannot be told apart. All measure the same x. */
  series: ChartSeries[];
  /** Each value holds until the next one: for what changes at a moment, such as a ramp. */
  steps?: boolean;
  formatX: (x: number) => string;
  formatY?: (y: number) => string;
  /** What x is called in the table: "Time". */
  nameX: string;
};

const width = 480;
const height = 180;
const room = { left: 44, right: 12, top: 10, bottom: 24 };

/** Colour and dashes: a line is never told by its colour alone. */
const looks = [
  { stroke: "stroke-accent", dash: undefined },
  { stroke: "stroke-success", dash: "6 3" },
  { stroke: "stroke-warning", dash: "2 3" },
  { stroke: "stroke-danger", dash: "8 3 2 3" },
];

/** Numbers over time or along anything else that has an order. */
export function LineChart({
  label,
  summary,
  series,
  steps = false,
  formatX,
  formatY = String,
  nameX,
}: LineChartProps) {
  const points = series.flatMap((each) => each.points);
  const xs = [...new Set(points.map(({ x }) => x))].sort((a, b) => a - b);
  const first = xs[0] ?? 0;
  const last = xs.at(-1) ?? 0;
  const ys = [0, ...points.map(({ y }) => y)];
  // There is no half of what is counted.
  const marks = ticks(Math.min(...ys), Math.max(...ys), ys.every(Number.isInteger) ? 1 : 0);
  const placeX = scale([first, last], [room.left, width - room.right]);
  const placeY = scale([marks[0] ?? 0, marks.at(-1) ?? 1], [height - room.bottom, room.top]);
  const table = {
    heads: [nameX, ...series.map(({ name }) => name)],
    rows: xs.map((x) => [
      formatX(x),
      ...series.map((each) => {
        const point = each.points.find((candidate) => candidate.x === x);
        return point ? formatY(point.y) : "";
      }),
    ]),
  };
  return (
    <ChartFrame label={label} summary={summary} table={table}>
      {/* The drawing is silent: ChartFrame tells the same in words and numbers. */}
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" className="w-full max-w-2xl">
        {marks.map((mark) => (
          <g key={mark}>
            <path
              d={`M${room.left} ${placeY(mark)}H${width - room.right}`}
              className="stroke-line"
            />
            <text
              x={room.left - 6}
              y={placeY(mark) + 4}
              textAnchor="end"
              className="fill-muted text-[11px]"
            >
              {formatY(mark)}
            </text>
          </g>
        ))}
        <text x={room.left} y={height - 6} className="fill-muted text-[11px]">
          {formatX(first)}
        </text>
        <text
          x={width - room.right}
          y={height - 6}
          textAnchor="end"
          className="fill-muted text-[11px]"
        >
          {formatX(last)}
        </text>
        {series.map(({ name, points: own }, index) => {
          const look = looks[index % looks.length];
          return (
            <path
              key={name}
              d={pathThrough(
                own.map(({ x, y }) => [placeX(x), placeY(y)]),
                steps,
              )}
              fill="none"
              strokeWidth={2}
              strokeDasharray={look?.dash}
              strokeLinejoin="round"
              className={look?.stroke}
            />
          );
        })}
      </svg>
      {series.length > 1 && <Legend names={series.map(({ name }) => name)} />}
    </ChartFrame>
  );
}

function Legend({ names }: { names: string[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 text-sm">
      {names.map((name, index) => {
        const look = looks[index % looks.length];
        return (
          <li key={name} className="flex items-center gap-1.5">
            <svg viewBox="0 0 24 4" aria-hidden="true" className="h-1 w-6">
              <path
                d="M0 2H24"
                strokeWidth={2}
                strokeDasharray={look?.dash}
                className={clsx("fill-none", look?.stroke)}
              />
            </svg>
            {name}
          </li>
        );
      })}
    </ul>
  );
}
