import { pagesAround } from "@/components/shell/address";
import { PageHeader } from "@/components/shell/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import type { AuditView } from "@/lib/audit/schema";
import { AuditFilters } from "./audit-filters";
import { AuditList } from "./audit-list";

/** The log of a project, with what happened to accounts. */
export function AuditPage({
  project,
  list,
  environments,
  search,
  errors,
}: {
  project: { key: string; name: string };
  list: { data: AuditView[]; nextCursor: string | null };
  environments: { key: string; name: string }[];
  search: Record<string, string>;
  /** What is wrong with the filters in the address. */
  errors: Partial<Record<string, string[]>>;
}) {
  const path = `/projects/${project.key}/audit`;
  const filtered = Object.keys(search).length > 0;
  return (
    <>
      <PageHeader
        title="Audit log"
        description={`Who changed what in ${project.name}, and what happened to accounts. Nobody can edit it.`}
      />
      <AuditFilters path={path} search={search} environments={environments} errors={errors} />
      {list.data.length > 0 ? (
        <AuditList rows={list.data} />
      ) : (
        <Nothing path={path} project={project.key} filtered={filtered} />
      )}
      <Pagination {...pagesAround(path, search, list.nextCursor)} summary="Newest first" />
    </>
  );
}

function Nothing({
  path,
  project,
  filtered,
}: {
  path: string;
  project: string;
  filtered: boolean;
}) {
  if (filtered) {
    return (
      <EmptyState
        title="Nothing here matches"
        text="No change in the log fits all of these filters."
        action={<ButtonLink href={path}>Show everything</ButtonLink>}
      />
    );
  }
  return (
    <EmptyState
      title="Nothing has changed yet"
      text="Every change stands here with who made it, when, and what was there before. The first flag will be the first row."
      action={<ButtonLink href={`/projects/${project}/flags`}>Go to flags</ButtonLink>}
    />
  );
}
