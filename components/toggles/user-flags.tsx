import { EnvironmentTabs } from "@/components/flags/environment-tabs";
import { pagesAround, withSearch } from "@/components/shell/address";
import { SearchField } from "@/components/shell/search-field";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import type { UserFlagView } from "@/lib/toggles/schema";
import { UserFlagRow } from "./user-flag-row";

type Environment = { key: string; name: string };

const pageSize = 50;

/** Every visible flag for one person in one environment. */
export function UserFlags({
  project,
  user,
  flags,
  environments,
  environment,
  path,
  search,
  mayChange,
  me,
}: {
  project: string;
  user: { username: string; targetingKey: string };
  flags: UserFlagView[];
  environments: Environment[];
  environment: Environment;
  path: string;
  search: Record<string, string>;
  mayChange: boolean;
  me: string | null;
}) {
  const found = matching(flags, search.q);
  const from = Math.max(0, Number.parseInt(search.cursor ?? "0", 10) || 0);
  const next = from + pageSize < found.length ? String(from + pageSize) : null;
  const self = me !== null && me === user.username;
  return (
    <>
      <EnvironmentTabs
        environments={environments}
        current={environment.key}
        href={(key) => withSearch(path, search, { env: key, cursor: null, trail: null })}
      />
      {!mayChange && (
        <Banner className="mb-4">
          Editors may toggle flags for others; an administrator gives that role.
        </Banner>
      )}
      <div className="mb-4 sm:w-72">
        <SearchField label="Search flags" placeholder="Search flags" />
      </div>
      {found.length === 0 ? (
        <div className="rounded-lg border bg-surface">
          <EmptyState
            title={flags.length === 0 ? "No flags yet" : "No flags like that"}
            text={
              flags.length === 0
                ? `What ${user.username} gets of every flag is shown here, and can be changed for them alone.`
                : "Search looks into keys and names. Try a shorter word."
            }
            action={
              flags.length === 0 ? (
                <ButtonLink href={`/projects/${project}/flags`}>Go to flags</ButtonLink>
              ) : (
                <ButtonLink href={withSearch(path, search, { q: null, cursor: null, trail: null })}>
                  Clear search
                </ButtonLink>
              )
            }
          />
        </div>
      ) : (
        <ul
          aria-label={`Flags for ${user.username} in ${environment.name}`}
          className="divide-y divide-line rounded-lg border bg-surface"
        >
          {found.slice(from, from + pageSize).map((flag) => (
            <UserFlagRow
              key={flag.key}
              place={{ project, flag: flag.key, environment: environment.key }}
              targetingKey={user.targetingKey}
              flag={flag}
              mayToggle={mayChange || (self && flag.selfService)}
              mayEnd={mayChange}
              me={me}
            />
          ))}
        </ul>
      )}
      {found.length > 0 && (
        <Pagination
          {...pagesAround(path, search, next)}
          summary={`${Math.min(pageSize, found.length - from)} of ${found.length} flags`}
        />
      )}
    </>
  );
}

function matching(flags: UserFlagView[], q = ""): UserFlagView[] {
  const wanted = q.toLowerCase();
  return flags.filter(({ key, name }) =>
    [key, name].some((text) => text.toLowerCase().includes(wanted)),
  );
}
