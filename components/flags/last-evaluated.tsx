import { RelativeTime } from "@/components/ui/relative-time";

/** When a client app was last given a value, if ever. */
export function LastEvaluated({ time }: { time: string | null | undefined }) {
  if (!time) return "Never evaluated";
  return (
    <>
      Last evaluated <RelativeTime time={time} />
    </>
  );
}

/** The latest of all environments. */
export function latestEvaluation(environments: {
  [key: string]: { lastEvaluatedAt: string | null };
}): string | null {
  const times = Object.values(environments).map(({ lastEvaluatedAt }) => lastEvaluatedAt ?? "");
  return times.sort().at(-1) || null;
}
