import { FlagName } from "@/components/flags/flag-name";
import { valueWords } from "@/components/flags/variant-value";
import { pagesAround, withSearch } from "@/components/shell/address";
import { SearchField } from "@/components/shell/search-field";
import { why } from "@/components/toggles/why";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import type { ExplainedFlag } from "@/lib/toggles/schema";
import { TraceDrawer } from "./trace-drawer";

const pageSize = 50;

/** What a context gets of every flag, why, and the steps behind it. */
export function Results({
  project,
  environment,
  flags,
  whom,
  path,
  search,
}: {
  project: string;
  environment: { key: string; name: string };
  flags: ExplainedFlag[];
  whom: string;
  path: string;
  search: Record<string, string>;
}) {
  const wanted = (search.q ?? "").toLowerCase();
  const found = flags.filter(({ key, name }) => `${key}\n${name}`.toLowerCase().includes(wanted));
  const from = Math.max(0, Number.parseInt(search.cursor ?? "0", 10) || 0);
  const shown = found.slice(from, from + pageSize);
  const next = from + pageSize < found.length ? String(from + pageSize) : null;
  return (
    <section aria-label="Results" className="min-w-0">
      <div className="mb-4 sm:w-72">
        <SearchField label="Search flags" placeholder="Search flags" />
      </div>
      {found.length === 0 ? (
        <div className="rounded-lg border bg-surface">
          {flags.length === 0 ? (
            <EmptyState
              title="No flags yet"
              text="What this context gets of every flag is shown here, and why."
              action={<ButtonLink href={`/projects/${project}/flags`}>Go to flags</ButtonLink>}
            />
          ) : (
            <EmptyState
              title="No flags like that"
              text="Search looks into keys and names. Try a shorter word."
              action={
                <ButtonLink href={withSearch(path, search, { q: null, cursor: null, trail: null })}>
                  Clear search
                </ButtonLink>
              }
            />
          )}
        </div>
      ) : (
        <ul
          aria-label={`Flags for ${whom} in ${environment.name}`}
          className="divide-y divide-line rounded-lg border bg-surface"
        >
          {shown.map((flag) => (
            <li
              key={flag.key}
              className="flex items-start justify-between gap-3 px-4 py-2.5 hover:bg-subtle"
            >
              <div className="grid min-w-0 flex-1 gap-x-4 gap-y-1 md:grid-cols-2">
                <FlagName project={project} environment={environment.key} flag={flag} />
                <ValueWords flag={flag} />
              </div>
              <TraceDrawer flag={flag} whom={whom} />
            </li>
          ))}
        </ul>
      )}
      {found.length > 0 && (
        <Pagination
          {...pagesAround(path, search, next)}
          summary={`${shown.length} of ${found.length} flags`}
        />
      )}
    </section>
  );
}

/** The value, and in words why. */
export function ValueWords({ flag }: { flag: ExplainedFlag }) {
  const words = valueWords(flag.value);
  return (
    <div className="min-w-0">
      <p className="truncate" title={words}>
        <span className="font-mono text-sm">{words}</span>
        {flag.variant !== undefined && flag.type !== "boolean" && (
          <span className="text-muted"> {flag.variant}</span>
        )}
      </p>
      <p className="text-sm break-words text-muted">
        {why(flag)} <span className="font-mono text-xs">{flag.reason}</span>
      </p>
    </div>
  );
}
