"use client";

import clsx from "clsx";
import type { Route } from "next";
import Link from "next/link";
import type { RefObject } from "react";
import { withSearch } from "@/components/shell/address";
import { BulkBar } from "./bulk-bar";
import type { BulkChoice } from "./bulk-words";
import { checkboxClass, mostColumns } from "./flag-row";
import type { Environment } from "./types";
import type { useFlagSelection } from "./use-flag-selection";

/** Above the list, and always in view: the columns, or what can be done with the selected flags. */
export function FlagListHead({
  project,
  search,
  environments,
  total,
  bulkLimit,
  selection,
  selectAll,
  onEverything,
  onChoose,
}: {
  project: string;
  search: Record<string, string>;
  environments: Environment[];
  total: number;
  bulkLimit: number;
  /** Absent for whoever may change nothing. */
  selection: ReturnType<typeof useFlagSelection> | undefined;
  selectAll: RefObject<HTMLInputElement | null>;
  onEverything: () => void;
  onChoose: (choice: BulkChoice) => void;
}) {
  const columns = environments.length <= mostColumns;
  const count = selection?.selected.size ?? 0;
  const choosing = selection !== undefined && (count > 0 || selection.waiting);
  return (
    <div
      className={clsx(
        "flag-columns sticky top-12 z-10 flex min-h-9.25 items-center gap-x-4 rounded-t-lg border-b bg-subtle px-4 py-1 text-sm font-medium text-muted md:top-0",
        columns && !choosing && "lg:grid",
        !selection && "max-lg:hidden",
      )}
    >
      {selection ? (
        <input
          ref={(box) => {
            selectAll.current = box;
            if (box) box.indeterminate = selection.covered === "some";
          }}
          type="checkbox"
          aria-label="Select all that are shown"
          className={checkboxClass}
          checked={selection.covered === "all"}
          onChange={selection.pressAll}
        />
      ) : (
        <span />
      )}
      {choosing ? (
        <BulkBar
          count={count}
          total={total}
          limit={bulkLimit}
          waiting={selection.waiting}
          environments={environments}
          onChoose={onChoose}
          onAll={onEverything}
          onClear={() => {
            selection.clear();
            selectAll.current?.focus();
          }}
        />
      ) : (
        <>
          <SortLink project={project} search={search} by="name">
            Flag
          </SortLink>
          {columns &&
            environments.map(({ key, name }) => (
              <span key={key} className="truncate max-lg:hidden" title={name}>
                {name}
              </span>
            ))}
          <SortLink project={project} search={search} by="updatedAt" className="max-lg:ml-auto">
            Changed
          </SortLink>
        </>
      )}
    </div>
  );
}

/** Sorts by a field; pressed again, the other way round. Times start with the newest. */
function SortLink({
  project,
  search,
  by,
  className,
  children,
}: {
  project: string;
  search: Record<string, string>;
  by: "name" | "updatedAt";
  className?: string;
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
      className={clsx(
        "inline-flex items-center gap-1 justify-self-start hover:text-ink",
        className,
      )}
    >
      {children}
      <span aria-hidden="true">{arrow}</span>
      <span className="sr-only">
        {arrow === "↑" ? ", sorted ascending" : arrow === "↓" ? ", sorted descending" : ", sort"}
      </span>
    </Link>
  );
}
