import type { Route } from "next";
import Link from "next/link";
import { valueWords } from "@/components/flags/variant-value";
import { RelativeTime } from "@/components/ui/relative-time";
import type { UserFlagView } from "@/lib/toggles/schema";
import { ResetToggle } from "./reset-toggle";
import type { TogglePlace } from "./types";
import { VariantControl } from "./variant-control";
import { why } from "./why";

/** What one person gets of one flag, why, and the means to change it. */
export function UserFlagRow({
  place,
  targetingKey,
  flag,
  mayToggle,
  mayEnd,
  me,
}: {
  place: TogglePlace;
  targetingKey: string;
  flag: UserFlagView;
  mayToggle: boolean;
  mayEnd: boolean;
  me: string | null;
}) {
  const { toggle } = flag;
  const mine = toggle !== null && me !== null && toggle.creator.username === me;
  const killed = flag.decidedBy?.kind === "killed";
  return (
    <li className="flex flex-col gap-x-4 gap-y-2 px-4 py-2.5 hover:bg-subtle md:grid md:grid-cols-[minmax(0,5fr)_minmax(0,5fr)_minmax(13rem,4fr)] md:items-center">
      <div className="min-w-0">
        <Link
          href={`/projects/${place.project}/flags/${flag.key}?env=${place.environment}` as Route}
          dir="auto"
          title={flag.name}
          className="block max-w-full truncate rounded-sm font-medium hover:underline"
        >
          {flag.name}
        </Link>
        <p className="truncate font-mono text-sm text-muted" title={flag.key}>
          {flag.key}
        </p>
      </div>
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
      </div>
      <div className="flex flex-wrap items-center gap-3 md:justify-end">
        {toggle && (
          <ResetToggle
            place={place}
            targetingKey={targetingKey}
            mine={mine}
            disabled={!mine && !mayEnd}
          />
        )}
        <VariantControl
          place={place}
          targetingKey={targetingKey}
          choices={flag}
          variant={killed && toggle ? toggle.variant : flag.variant}
          keep={toggle ?? undefined}
          disabled={!mayToggle || killed}
        />
      </div>
    </li>
  );
}
