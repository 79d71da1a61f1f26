import clsx from "clsx";
import { Equal, EqualNot } from "lucide-react";
import type { ReactNode } from "react";
import { TraceDrawer } from "@/components/evaluation/trace-drawer";
import { FlagName } from "@/components/flags/flag-name";
import { Badge } from "@/components/ui/badge";
import type { ExplainedFlag } from "@/lib/toggles/schema";
import { UserFlagControls, type Whose } from "./user-flag-controls";
import { UserValue } from "./user-value";

/** One flag for two people at the same instant. */
export type ComparedFlag = { flag: ExplainedFlag; other: ExplainedFlag; differs: boolean };

/** Each of these flags beside what another person gets of it. What one has not, as of a flag just made, is left out. */
export function comparedFlags(flags: ExplainedFlag[], others: ExplainedFlag[]): ComparedFlag[] {
  const byKey = new Map(others.map((flag) => [flag.key, flag]));
  return flags.flatMap((flag) => {
    const other = byKey.get(flag.key);
    return other ? [{ flag, other, differs: flag.variant !== other.variant }] : [];
  });
}

const columns =
  "grid grid-cols-2 gap-x-4 gap-y-2 md:grid-cols-[minmax(0,4fr)_minmax(0,5fr)_minmax(0,5fr)]";

/** What two people get of each flag, side by side. Only the first one's can be changed here. */
export function ComparedFlags({
  label,
  project,
  environment,
  rows,
  whose,
  other,
}: {
  label: string;
  project: string;
  environment: string;
  rows: ComparedFlag[];
  whose: Whose;
  /** The other one's username. */
  other: string;
}) {
  const mine = whose.isTried ? `${whose.whom}, tried` : whose.whom;
  return (
    <div className="rounded-lg border bg-surface">
      <div
        aria-hidden="true"
        className={clsx(
          columns,
          "max-md:hidden border-b border-l-4 border-l-transparent px-4 py-2 text-sm font-medium",
        )}
      >
        <span className="text-muted">Flag</span>
        <span className="truncate">{mine}</span>
        <span className="truncate">{other}</span>
      </div>
      <ul aria-label={label} className="divide-y divide-line">
        {rows.map(({ flag, other: theirs, differs }) => (
          <li
            key={flag.key}
            className={clsx(
              columns,
              "border-l-4 px-4 py-2.5 hover:bg-subtle",
              differs ? "border-l-warning" : "border-l-transparent",
            )}
          >
            <div className="flex min-w-0 items-start gap-2 max-md:col-span-2 max-md:justify-between md:flex-col md:[&>*]:max-w-full">
              <FlagName project={project} environment={environment} flag={flag} />
              <Difference differs={differs} />
            </div>
            <dl className="contents">
              <Side
                whom={mine}
                flag={flag}
                actions={
                  <UserFlagControls
                    place={{ project, flag: flag.key, environment }}
                    flag={flag}
                    whose={whose}
                  />
                }
              />
              <Side
                whom={other}
                flag={theirs}
                actions={<TraceDrawer flag={theirs} whom={other} />}
              />
            </dl>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Side({ whom, flag, actions }: { whom: string; flag: ExplainedFlag; actions: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col">
      <dt className="mb-1 truncate text-sm font-medium md:sr-only" title={whom}>
        {whom}
      </dt>
      <dd className="flex flex-1 flex-col gap-2">
        <UserValue flag={flag} />
        <div className="mt-auto flex flex-wrap items-center gap-x-3 gap-y-1">{actions}</div>
      </dd>
    </div>
  );
}

function Difference({ differs }: { differs: boolean }) {
  const Icon = differs ? EqualNot : Equal;
  return (
    <Badge tone={differs ? "warning" : "neutral"} className="mt-0.5 shrink-0">
      <Icon aria-hidden="true" />
      {differs ? "Differs" : "The same"}
    </Badge>
  );
}
