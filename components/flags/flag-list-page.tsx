import { FirstStepsCard } from "@/components/connect/first-steps-card";
import { pagesAround } from "@/components/shell/address";
import { PageHeader } from "@/components/shell/page-header";
import { Banner } from "@/components/ui/banner";
import { Pagination } from "@/components/ui/pagination";
import type { FlagGlance, FlagView } from "@/lib/flags/schema";
import type { FirstSteps } from "@/lib/projects/schema";
import { FlagFilters } from "./flag-filters";
import { FlagList } from "./flag-list";
import { NewFlagDialog } from "./new-flag-dialog";
import { NoFlags, NoMatches } from "./no-flags";
import type { Environment } from "./types";

type FlagPageOf<Flag> = { data: Flag[]; nextCursor: string | null; total: number };

export const isWhole = (flag: FlagView | FlagGlance): flag is FlagView => "environments" in flag;

export function countWords(shown: number, total: number): string {
  const flags = total === 1 ? "flag" : "flags";
  return shown === total
    ? `${total} ${flags}`
    : `${shown.toLocaleString("en")} of ${total.toLocaleString("en")} ${flags}`;
}

/** The flag list for whoever may read flags. */
export function FlagListPage({
  project,
  list,
  environments,
  tags,
  search,
  mayChange,
  steps,
  origin,
}: {
  project: { key: string; name: string };
  list: FlagPageOf<FlagView | FlagGlance>;
  environments: Environment[];
  tags: string[];
  search: Record<string, string>;
  mayChange: boolean;
  /** How far the project has come; null for whoever cannot help it on. */
  steps: FirstSteps | null;
  origin: string;
}) {
  const path = `/projects/${project.key}/flags`;
  const filtered = ["q", "tag", "state", "archived", "cursor"].some((name) => search[name]);
  const empty = list.total === 0;
  return (
    <>
      <PageHeader
        title="Flags"
        description={`What ${project.name} releases, and where it is on.`}
        actions={<NewFlagDialog project={project.key} disabled={!mayChange} byAddress />}
      />
      {!mayChange && (
        <Banner className="mb-4">
          You may look at everything here. Creating and switching flags takes the role editor; an
          administrator gives it.
        </Banner>
      )}
      {steps && <FirstStepsCard project={project.key} steps={steps} />}
      {empty && !filtered ? (
        <NoFlags project={project.key} origin={origin} mayCreate={mayChange} />
      ) : (
        <>
          <FlagFilters environments={environments} tags={tags} />
          {empty ? (
            <NoMatches what="flags" clearHref={path} />
          ) : (
            <FlagList
              project={project.key}
              flags={list.data.filter(isWhole)}
              environments={environments}
              search={search}
              mayChange={mayChange}
            />
          )}
          <Pagination
            {...pagesAround(path, search, list.nextCursor)}
            summary={countWords(list.data.length, list.total)}
          />
        </>
      )}
    </>
  );
}
