import type { Route } from "next";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { JsonDifference } from "@/components/ui/json-view";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AuditView } from "@/lib/audit/schema";
import { inWords } from "@/lib/history/words";

/** Who did what and when, in words; before and after on demand. */
export function AuditItem({ row, flagKnown }: { row: AuditView; flagKnown?: boolean }) {
  return (
    <li className="px-4 py-3">
      <p className="break-words">
        <strong className="font-semibold">{actorName(row.actor)}</strong> {inWords(row)}
      </p>
      <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
        <RelativeTime time={row.timestamp} />
        {row.flag && !flagKnown && <FlagName row={row} flag={row.flag} />}
        {row.environment && <Badge>{row.environment}</Badge>}
        {row.actor.kind === "token" && <span>by token</span>}
        {row.sequence !== undefined && <span>no. {row.sequence}</span>}
      </p>
      {row.comment && <p className="mt-1 border-l-2 pl-2 break-words text-muted">{row.comment}</p>}
      <details className="mt-1">
        <summary className="w-fit rounded-sm text-sm text-muted hover:text-ink pointer-coarse:py-2">
          Before and after
        </summary>
        <div className="mt-2">
          <JsonDifference
            before={row.before}
            after={row.after}
            label={`Before and after ${row.action}, ${row.timestamp}`}
          />
        </div>
      </details>
    </li>
  );
}

/** A deleted flag has no page to lead to. */
function FlagName({ row, flag }: { row: AuditView; flag: string }) {
  const look = "font-mono break-all text-ink";
  if (row.action === "flag.delete") return <span className={look}>{flag}</span>;
  return (
    <Link
      href={`/projects/${row.project}/flags/${flag}` as Route}
      className={`${look} underline decoration-line underline-offset-2 hover:decoration-ink`}
    >
      {flag}
    </Link>
  );
}

function actorName({ kind, username }: AuditView["actor"]): string {
  if (kind === "system") return "Hoist";
  if (kind === "schedule") return "A schedule";
  return username ?? "An erased user";
}
