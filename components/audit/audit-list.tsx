import type { AuditView } from "@/lib/audit/schema";
import { AuditItem } from "./audit-item";

/** Rows of the log, newest first. `flagKnown`: the page is about one flag, which no row needs to name. */
export function AuditList({ rows, flagKnown }: { rows: AuditView[]; flagKnown?: boolean }) {
  return (
    <ol className="divide-y divide-line rounded-lg border bg-surface">
      {rows.map((row) => (
        <AuditItem key={row.id} row={row} flagKnown={flagKnown} />
      ))}
    </ol>
  );
}
