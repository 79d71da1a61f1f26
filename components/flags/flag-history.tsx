import { AuditList } from "@/components/audit/audit-list";
import { pagesAround } from "@/components/shell/address";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import type { AuditView } from "@/lib/audit/schema";

/** Who did what to this flag, newest first. */
export function FlagHistory({
  list,
  path,
  search,
}: {
  list: { data: AuditView[]; nextCursor: string | null };
  path: string;
  search: Record<string, string>;
}) {
  if (list.data.length === 0) {
    return <EmptyState title="No history here" text="Every change of this flag is listed here." />;
  }
  const pages = pagesAround(path, search, list.nextCursor);
  return (
    <>
      <AuditList rows={list.data} flagKnown />
      {(pages.previous || pages.next) && <Pagination {...pages} label="Pages of history" />}
    </>
  );
}
