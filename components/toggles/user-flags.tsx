import { EnvironmentTabs } from "@/components/flags/environment-tabs";
import { pagesAround, withSearch } from "@/components/shell/address";
import { SearchField } from "@/components/shell/search-field";
import type { Known } from "@/components/targeting/known";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import type { EvaluateInput } from "@/lib/flags/schema/context";
import type { ExplainedFlag } from "@/lib/toggles/schema";
import { TryPanel } from "./try-panel";
import { UserFlagRow } from "./user-flag-row";

/** What is asked: the context known of the person or another, and somebody to compare with. */
export type Tried = {
  known: Known;
  input: EvaluateInput;
  error: string | null;
  /** The values are for a context or a time of the address, not for what is known. */
  isTried: boolean;
  other: { username: string; flags: ExplainedFlag[] } | null;
};

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
  tried,
  mayChange,
  me,
}: {
  project: string;
  user: { username: string; targetingKey: string };
  flags: ExplainedFlag[];
  environments: Environment[];
  environment: Environment;
  path: string;
  search: Record<string, string>;
  tried: Tried;
  mayChange: boolean;
  me: string | null;
}) {
  const found = matching(flags, search.q);
  const from = Math.max(0, Number.parseInt(search.cursor ?? "0", 10) || 0);
  const next = from + pageSize < found.length ? String(from + pageSize) : null;
  const others = new Map(tried.other?.flags.map((flag) => [flag.key, flag]));
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
      <TryPanel
        project={project}
        environment={environment.key}
        username={user.username}
        tried={tried}
        search={search}
      />
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
              whom={user.username}
              flag={flag}
              other={
                tried.other ? { whom: tried.other.username, flag: others.get(flag.key) } : undefined
              }
              isTried={tried.isTried}
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

function matching(flags: ExplainedFlag[], q = ""): ExplainedFlag[] {
  const wanted = q.toLowerCase();
  return flags.filter(({ key, name }) =>
    [key, name].some((text) => text.toLowerCase().includes(wanted)),
  );
}
