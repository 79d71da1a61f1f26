import { BarChart } from "@/components/ui/bar-chart";
import { LineChart } from "@/components/ui/line-chart";
import { Example } from "./example";

const days = [0, 1, 2, 3, 4, 5, 6];
const day = (x: number) => `day ${x + 1}`;
const percent = (y: number) => `${y} %`;

/** Numbers, drawn. */
export function ChartExamples() {
  return (
    <Example title="Charts">
      <div className="grid min-w-0 gap-6 sm:grid-cols-2">
        <LineChart
          label="Ramp"
          summary="From 5 % to 100 % in three steps over a week."
          steps
          series={[
            {
              name: "Takes part",
              points: [5, 5, 25, 25, 25, 100, 100].map((y, x) => ({ x, y })),
            },
          ]}
          formatX={day}
          formatY={percent}
          nameX="Day"
        />
        <LineChart
          label="Evaluations"
          summary="on rises while off falls."
          series={[
            { name: "on", points: days.map((x) => ({ x, y: 100 + x * x * 20 })) },
            { name: "off", points: days.map((x) => ({ x, y: 820 - x * 110 })) },
          ]}
          formatX={day}
          nameX="Day"
        />
        <BarChart
          label="Split"
          summary="Half gets the grid."
          bars={[
            { name: "grid", value: 50 },
            { name: "list", value: 30 },
            { name: "a variant with a long name", value: 20 },
            { name: "none", value: 0 },
          ]}
          nameOfBars="Variant"
          nameOfValues="Share"
          format={percent}
        />
      </div>
    </Example>
  );
}
