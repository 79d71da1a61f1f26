import { pagesAround } from "@/components/shell/address";
import { PageHeader } from "@/components/shell/page-header";
import { SearchField } from "@/components/shell/search-field";
import { Pagination } from "@/components/ui/pagination";
import type { FlagGlance } from "@/lib/flags/schema";
import { countWords, type FlagPageOf } from "./flag-list-page";
import { MemberList } from "./member-list";
import { NoMatches } from "./no-flags";

/** The flag list as members see it. */
export function MemberListPage({
  project,
  list,
  search,
}: {
  project: { key: string; name: string };
  list: FlagPageOf<FlagGlance>;
  search: Record<string, string>;
}) {
  const path = `/projects/${project.key}/flags`;
  return (
    <>
      <PageHeader
        title="Flags"
        description={`What ${project.name} is working on. An administrator can give you a role that shows more.`}
      />
      <div className="mb-4 max-w-72">
        <SearchField label="Search flags" placeholder="Search flags" />
      </div>
      {list.total === 0 && search.q ? (
        <NoMatches what="flags" clearHref={path} />
      ) : (
        <MemberList flags={list.data} />
      )}
      {list.total > 0 && (
        <Pagination
          {...pagesAround(path, search, list.nextCursor)}
          summary={countWords(list.data.length, list.total)}
        />
      )}
    </>
  );
}
