import { Card } from "@/components/ui/card";
import { LineChart } from "@/components/ui/line-chart";
import type { UsageView } from "@/lib/flags/schema/usage";
import { LastEvaluated } from "./last-evaluated";
import type { Environment } from "./types";
import { usageLines } from "./usage-lines";

const number = new Intl.NumberFormat("en");
const ago = (x: number) => (x === -1 ? "1 minute ago" : `${-x} minutes ago`);

/** What client apps got of the flag in one environment: when last, and how often which variant in the last hour. */
export function UsageCard({ environment, usage }: { environment: Environment; usage: UsageView }) {
  const { total, series } = usageLines(usage.data, Date.now());
  return (
    <Card
      title={`Use in ${environment.name}`}
      description={<LastEvaluated time={usage.lastEvaluatedAt} />}
    >
      {total === 0 ? (
        <p className="text-muted">{noneDrawn(usage)}</p>
      ) : (
        <LineChart
          label={`Variants delivered in ${environment.name}, by minute`}
          summary={`${number.format(total)} ${total === 1 ? "delivery" : "deliveries"} in the last hour.`}
          series={series}
          formatX={ago}
          formatY={(y) => number.format(y)}
          nameX="Time"
        />
      )}
    </Card>
  );
}

/** Of what was delivered within this minute nothing is drawn yet, which is not nothing. */
function noneDrawn({ data, lastEvaluatedAt }: UsageView): string {
  if (data.length > 0)
    return "A client app asked for this flag within this minute, which is drawn once it is over.";
  return lastEvaluatedAt
    ? "No client app asked for this flag in the last hour."
    : "No client app has asked for this flag here yet.";
}
