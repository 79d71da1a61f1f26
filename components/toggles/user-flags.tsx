import { EnvironmentTabs } from "@/components/flags/environment-tabs";
import { pagesAround, withSearch } from "@/components/shell/address";
import { SearchField } from "@/components/shell/search-field";
import type { Known } from "@/components/targeting/known";
import { Banner } from "@/components/ui/banner";
import { Pagination } from "@/components/ui/pagination";
import type { EvaluateInput } from "@/lib/flags/schema/context";
import type { ExplainedFlag } from "@/lib/toggles/schema";
import { ComparedFlags, comparedFlags } from "./compared-flags";
import { DifferenceCount } from "./difference-count";
import { NoUserFlags } from "./no-user-flags";
import { TryPanel } from "./try-panel";
import type { Whose } from "./user-flag-controls";
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
  const { other, isTried } = tried;
  const self = me !== null && me === user.username;
  const whose: Whose = {
    targetingKey: user.targetingKey,
    whom: user.username,
    isTried,
    mayToggle: (flag) => mayChange || (self && flag.selfService),
    mayEnd: mayChange,
    me,
  };
  const compared = other && comparedFlags(flags, other.flags);
  const differing = new Set(compared?.filter(({ differs }) => differs).map(({ flag }) => flag.key));
  const onlyDiffering = compared !== null && search.show === "differences";
  const found = matching(flags, search.q).filter(({ key }) => !onlyDiffering || differing.has(key));
  const from = Math.max(0, Number.parseInt(search.cursor ?? "0", 10) || 0);
  const shown = found.slice(from, from + pageSize);
  const next = from + pageSize < found.length ? String(from + pageSize) : null;
  const label = `Flags for ${user.username} in ${environment.name}`;
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
      {other && (
        <DifferenceCount
          other={other.username}
          differing={differing.size}
          all={flags.length}
          only={onlyDiffering}
          href={withSearch(path, search, {
            show: onlyDiffering ? null : "differences",
            cursor: null,
            trail: null,
          })}
        />
      )}
      {found.length === 0 ? (
        <NoUserFlags
          project={project}
          username={user.username}
          none={flags.length === 0}
          path={path}
          search={search}
        />
      ) : other && compared ? (
        <ComparedFlags
          label={label}
          project={project}
          environment={environment.key}
          rows={compared.filter(({ flag }) => shown.includes(flag))}
          whose={whose}
          other={other.username}
        />
      ) : (
        <ul aria-label={label} className="divide-y divide-line rounded-lg border bg-surface">
          {shown.map((flag) => (
            <UserFlagRow
              key={flag.key}
              place={{ project, flag: flag.key, environment: environment.key }}
              flag={flag}
              whose={whose}
            />
          ))}
        </ul>
      )}
      {found.length > 0 && (
        <Pagination
          {...pagesAround(path, search, next)}
          summary={`${shown.length} of ${found.length} flags`}
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
