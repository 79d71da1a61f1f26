import clsx from "clsx";
import type { Route } from "next";
import Link from "next/link";
import { withSearch } from "@/components/shell/address";
import type { FlagView } from "@/lib/flags/schema";
import { FlagRow, mostColumns, notes } from "./flag-row";
import type { Environment } from "./types";

/** The flags of one page with their switches. */
export function FlagList({
  project,
  flags,
  environments,
  search,
  mayChange,
}: {
  project: string;
  flags: FlagView[];
  environments: Environment[];
  search: Record<string, string>;
  mayChange: boolean;
}) {
  const columns = environments.length <= mostColumns;
  return (
    <div
      className="rounded-lg border bg-surface [&_.flag-columns]:grid-cols-[minmax(0,1fr)_repeat(var(--environments),7rem)_7rem]"
      style={{ "--environments": environments.length } as React.CSSProperties}
    >
      <div
        className={clsx(
          "flag-columns hidden gap-x-4 rounded-t-lg border-b bg-subtle px-4 py-2 text-sm font-medium text-muted",
          columns && "lg:grid",
        )}
      >
        <SortLink project={project} search={search} by="name">
          Flag
        </SortLink>
        {environments.map(({ key, name }) => (
          <span key={key} className="truncate" title={name}>
            {name}
          </span>
        ))}
        <SortLink project={project} search={search} by="updatedAt">
          Changed
        </SortLink>
      </div>
      <ul aria-label="Flags" className="divide-y divide-line">
        {flags.map((flag) => (
          <FlagRow
            key={flag.key}
            project={project}
            flag={flag}
            environments={environments}
            mayChange={mayChange}
          />
        ))}
      </ul>
      <p id={notes.forbidden} hidden>
        Editors may switch flags. An administrator gives that role.
      </p>
      <p id={notes.killed} hidden>
        Killed: off for everybody. Take the kill back on the flag’s page first.
      </p>
      <p id={notes.archived} hidden>
        Archived: restore it on its page first.
      </p>
    </div>
  );
}

/** Sorts by a field; pressed again, the other way round. Times start with the newest. */
function SortLink({
  project,
  search,
  by,
  children,
}: {
  project: string;
  search: Record<string, string>;
  by: "name" | "updatedAt";
  children: React.ReactNode;
}) {
  const sort = search.sort;
  const first = by === "updatedAt" ? `-${by}` : by;
  const second = by === "updatedAt" ? by : `-${by}`;
  const arrow = sort === by ? "↑" : sort === `-${by}` ? "↓" : "↕";
  const next = sort === first ? second : first;
  const href = withSearch(`/projects/${project}/flags`, search, {
    sort: next,
    cursor: null,
    trail: null,
  });
  return (
    <Link
      href={href as Route}
      prefetch={false}
      className="inline-flex items-center gap-1 justify-self-start hover:text-ink"
    >
      {children}
      <span aria-hidden="true">{arrow}</span>
      <span className="sr-only">
        {arrow === "↑" ? ", sorted ascending" : arrow === "↓" ? ", sorted descending" : ", sort"}
      </span>
    </Link>
  );
}
