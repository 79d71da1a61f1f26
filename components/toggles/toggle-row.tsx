import type { Route } from "next";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ToggleView } from "@/lib/toggles/schema";
import { ToggleActions } from "./toggle-actions";
import type { Choices, TogglePlace } from "./types";
import { VariantControl } from "./variant-control";

/** One user's toggle on the flag's page. */
export function ToggleRow({
  place,
  choices,
  toggle,
  now,
  mayChange,
  me,
}: {
  place: TogglePlace;
  choices: Choices;
  toggle: ToggleView;
  /** Milliseconds; what ended before it is shown as ended. */
  now: number;
  mayChange: boolean;
  /** The username of whoever looks. */
  me: string | null;
}) {
  const { username, targetingKey } = toggle.user;
  const ended = toggle.expiresAt !== null && Date.parse(toggle.expiresAt) <= now;
  const key = targetingKey ?? "";
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 hover:bg-subtle">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex min-w-0 flex-wrap items-center gap-x-2">
          {username === null ? (
            <span className="text-muted">An erased user</span>
          ) : (
            <Link
              href={
                `/projects/${place.project}/users/${username}?env=${place.environment}` as Route
              }
              className="max-w-full truncate rounded-sm font-medium hover:underline"
              title={username}
            >
              {username}
            </Link>
          )}
          {targetingKey !== username && targetingKey !== null && (
            <span className="max-w-full truncate font-mono text-sm text-muted" title={targetingKey}>
              {targetingKey}
            </span>
          )}
          {ended && <Badge>ended</Badge>}
          {toggle.pending && <Badge tone="warning">waits for confirmation</Badge>}
        </p>
        {toggle.reason && (
          <p dir="auto" className="break-words">
            {toggle.reason}
          </p>
        )}
        <p className="text-sm text-muted">
          {toggle.creator.username ?? "An erased user"}, <RelativeTime time={toggle.updatedAt} />
          {toggle.expiresAt !== null && (
            <>
              {ended ? " · ended " : " · ends "}
              <RelativeTime time={toggle.expiresAt} />
            </>
          )}
        </p>
      </div>
      <div className="flex items-center gap-2">
        {ended ? (
          <span className="text-sm text-muted">{toggle.variant}</span>
        ) : (
          <>
            {choices.type === "boolean" && (
              <span aria-hidden="true" className="text-sm text-muted">
                {toggle.variant}
              </span>
            )}
            <VariantControl
              place={place}
              targetingKey={key}
              choices={choices}
              variant={toggle.variant}
              keep={toggle}
              disabled={!mayChange}
            />
          </>
        )}
        <ToggleActions
          place={place}
          choices={choices}
          toggle={toggle}
          targetingKey={key}
          ended={ended}
          mayChange={mayChange && targetingKey !== null}
          mine={me !== null && toggle.creator.username === me}
        />
      </div>
    </li>
  );
}
