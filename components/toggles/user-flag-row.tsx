import { ValueWords } from "@/components/evaluation/results";
import { TraceDrawer } from "@/components/evaluation/trace-drawer";
import { FlagName } from "@/components/flags/flag-name";
import { valueWords } from "@/components/flags/variant-value";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ExplainedFlag } from "@/lib/toggles/schema";
import { ResetToggle } from "./reset-toggle";
import type { TogglePlace } from "./types";
import { VariantControl } from "./variant-control";
import { why } from "./why";

/** What one person gets of one flag, why, and the means to change it. */
export function UserFlagRow({
  place,
  targetingKey,
  whom,
  flag,
  other,
  isTried,
  mayToggle,
  mayEnd,
  me,
}: {
  place: TogglePlace;
  targetingKey: string;
  whom: string;
  flag: ExplainedFlag;
  /** Somebody else's, to compare with. */
  other?: { whom: string; flag: ExplainedFlag | undefined };
  /** The value is for attributes or a time made up: nothing can be changed by it. */
  isTried: boolean;
  mayToggle: boolean;
  mayEnd: boolean;
  me: string | null;
}) {
  const { toggle } = flag;
  const mine = toggle !== null && me !== null && toggle.creator.username === me;
  const killed = flag.decidedBy?.kind === "killed";
  return (
    <li className="flex flex-col gap-x-4 gap-y-2 px-4 py-2.5 hover:bg-subtle md:grid md:grid-cols-[minmax(0,5fr)_minmax(0,5fr)_minmax(13rem,4fr)] md:items-center">
      <FlagName project={place.project} environment={place.environment} flag={flag} />
      <div className="min-w-0">
        <p className="truncate font-mono text-sm" title={valueWords(flag.value)}>
          {valueWords(flag.value)}
        </p>
        <p className="text-sm break-words text-muted">
          {why(flag)}
          {toggle && flag.decidedBy?.kind === "toggle" && (
            <>
              {" "}
              by {toggle.creator.username ?? "an erased user"}{" "}
              <RelativeTime time={toggle.updatedAt} />
              {toggle.reason && <>: {toggle.reason}</>}
              {toggle.expiresAt && (
                <>
                  , ends <RelativeTime time={toggle.expiresAt} />
                </>
              )}
            </>
          )}
        </p>
        {other?.flag && <Compared flag={flag} whom={other.whom} other={other.flag} />}
      </div>
      <div className="flex flex-wrap items-center gap-3 md:justify-end">
        <TraceDrawer flag={flag} whom={whom} />
        {toggle && !isTried && (
          <ResetToggle
            place={place}
            targetingKey={targetingKey}
            mine={mine}
            disabled={!mine && !mayEnd}
          />
        )}
        {!isTried && (
          <VariantControl
            place={place}
            targetingKey={targetingKey}
            choices={flag}
            variant={killed && toggle ? toggle.variant : flag.variant}
            keep={toggle ?? undefined}
            disabled={!mayToggle || killed}
          />
        )}
      </div>
    </li>
  );
}

/** What the other one gets, marked where it differs. */
function Compared({
  flag,
  whom,
  other,
}: {
  flag: ExplainedFlag;
  whom: string;
  other: ExplainedFlag;
}) {
  const differs = flag.variant !== other.variant;
  return (
    <div className="mt-2 flex items-start justify-between gap-2 border-t pt-2">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
          {whom}
          <Badge tone={differs ? "warning" : "neutral"}>{differs ? "Differs" : "The same"}</Badge>
        </p>
        <ValueWords flag={other} />
      </div>
      <TraceDrawer flag={other} whom={whom} />
    </div>
  );
}
