import { FirstStepsCard } from "@/components/connect/first-steps-card";
import { PageHeader } from "@/components/shell/page-header";
import { Banner } from "@/components/ui/banner";
import { counted } from "@/components/ui/counted";
import type { FlagGlance, FlagView } from "@/lib/flags/schema";
import type { FirstSteps } from "@/lib/projects/schema";
import { FlagFilters } from "./flag-filters";
import { FlagList } from "./flag-list";
import { NewFlagDialog } from "./new-flag-dialog";
import { NoFlags, NoMatches } from "./no-flags";
import type { Environment } from "./types";

type FlagPageOf<Flag> = { data: Flag[]; nextCursor: string | null; total: number };

export const isWhole = (flag: FlagView | FlagGlance): flag is FlagView => "environments" in flag;

/** The flag list for whoever may read flags. */
export function FlagListPage({
  project,
  list,
  environments,
  tags,
  search,
  mayChange,
  steps,
  bulkLimit,
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
  /** How many flags one bulk change takes. */
  bulkLimit: number;
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
          {/* Not below: there it would move with each page that comes. */}
          <p className="-mt-1 mb-2 text-sm text-muted">{counted(list.total, "flag")}</p>
          {empty ? (
            <NoMatches what="flags" clearHref={path} />
          ) : (
            <FlagList
              // Other filters make another list: nothing selected, at its beginning.
              key={JSON.stringify({ ...search, new: undefined })}
              project={project.key}
              first={{ ...list, data: list.data.filter(isWhole) }}
              environments={environments}
              tags={tags}
              search={search}
              mayChange={mayChange}
              bulkLimit={bulkLimit}
            />
          )}
        </>
      )}
    </>
  );
}
