"use client";

import clsx from "clsx";
import type { Route } from "next";
import Link from "next/link";
import { memo } from "react";
import { ChangedBy } from "@/components/live/changed-by";
import { FavouriteButton } from "@/components/palette/favourite-button";
import { Unreadable } from "@/components/shell/unreadable";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { FlagView } from "@/lib/flags/schema";
import { EnvironmentSwitch } from "./environment-switch";
import { excerpt } from "./excerpt";
import { LastEvaluated, latestEvaluation } from "./last-evaluated";
import type { Environment } from "./types";

/** How many environments still fit as columns; more of them flow below the name. */
export const mostColumns = 4;

export const checkboxClass = "block size-4 shrink-0 accent-accent-solid pointer-coarse:size-6";

type Row = {
  project: string;
  flag: FlagView;
  environments: Environment[];
  mayChange: boolean;
  onSwitched: (key: string, environment: string, enabled: boolean) => void;
};

/** One flag of the list: a card on a phone, a line with a column per environment on a desk. */
export const FlagRow = memo(function FlagRow({
  selected,
  onPress,
  ...row
}: Row & {
  selected: boolean;
  /** Absent where nothing can be done with selected flags. With Shift it is a range. */
  onPress: ((key: string, range: boolean) => void) | undefined;
}) {
  const { flag, environments } = row;
  const columns = environments.length <= mostColumns;
  return (
    <div
      className={clsx(
        "flag-columns flex gap-x-4 px-4 py-2.5",
        selected ? "bg-accent-soft" : "hover:bg-subtle",
        columns && "lg:grid lg:items-center",
      )}
    >
      {onPress ? (
        <input
          type="checkbox"
          aria-label={`Select ${flag.key}`}
          className={clsx(checkboxClass, "max-lg:mt-1")}
          checked={selected}
          onChange={({ nativeEvent }) =>
            onPress(flag.key, "shiftKey" in nativeEvent && nativeEvent.shiftKey === true)
          }
        />
      ) : (
        <span className="max-lg:hidden" />
      )}
      <Content {...row} columns={columns} />
    </div>
  );
});

/** Whether its flag is selected is nothing to it: selecting hundreds makes none of it anew. */
const Content = memo(function Content({
  project,
  flag,
  environments,
  mayChange,
  onSwitched,
  columns,
}: Row & { columns: boolean }) {
  const place = { project, flag: flag.key };
  return (
    <div className={clsx("flex min-w-0 flex-1 flex-col gap-y-2", columns && "lg:contents")}>
      <Identity project={project} flag={flag} />
      <div
        className={clsx(
          "flex flex-wrap gap-x-5 gap-y-2 pointer-coarse:gap-y-0",
          columns && "lg:contents",
        )}
      >
        {environments.map((environment) => {
          const state = flag.environments[environment.key];
          if (!state) return null;
          return (
            <span key={environment.key} className="flex items-center gap-2">
              <EnvironmentSwitch
                place={place}
                environment={environment}
                state={state}
                disabled={
                  !mayChange ||
                  state.killed ||
                  flag.archivedAt !== null ||
                  flag.unreadable !== undefined
                }
                describedBy={switchNote({ mayChange, killed: state.killed, flag })}
                onSwitched={onSwitched}
                className="flex flex-wrap items-center gap-x-2 gap-y-0.5"
              />
              <span
                aria-hidden="true"
                className={clsx("text-sm text-muted", columns && "lg:hidden")}
              >
                {environment.name}
              </span>
            </span>
          );
        })}
      </div>
      <div className="text-sm text-muted">
        <p>
          <span className={columns ? "lg:sr-only" : undefined}>Changed </span>
          <RelativeTime time={flag.updatedAt} />
          <ChangedBy project={project} flag={flag.key} />
        </p>
        <p>
          <LastEvaluated time={latestEvaluation(flag.environments)} />
        </p>
      </div>
    </div>
  );
});

/** Rows with the same lines are equally high, but for what is too long for them. */
export const rowKind = (flag: FlagView | undefined) =>
  `${flag?.name === flag?.key} ${flag?.description !== ""} ${flag?.type === "boolean"} ${flag?.unreadable !== undefined} ${Math.min(flag?.tags.length ?? 0, 3)}`;

/** Ids of the notes that the list holds once. */
export const notes = {
  forbidden: "switch-forbidden",
  killed: "switch-killed",
  archived: "switch-archived",
  unreadable: "switch-unreadable",
};

function switchNote(about: { mayChange: boolean; killed: boolean; flag: FlagView }) {
  if (!about.mayChange) return notes.forbidden;
  if (about.flag.archivedAt !== null) return notes.archived;
  if (about.flag.unreadable) return notes.unreadable;
  return about.killed ? notes.killed : undefined;
}

function Identity({ project, flag }: { project: string; flag: FlagView }) {
  const base = `/projects/${project}/flags`;
  const shownTags = flag.tags.slice(0, 3);
  const more = flag.tags.slice(3);
  // A flag without a name is called by its key: once is enough.
  const keyLine = flag.name !== flag.key;
  const copy = (
    <>
      <CopyButton text={flag.key} label={`Copy key ${flag.key}`} className="size-6!" />
      <FavouriteButton project={project} flag={flag.key} />
    </>
  );
  return (
    <div className="min-w-0">
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        <Link
          href={`${base}/${flag.key}` as Route}
          prefetch={false}
          dir="auto"
          title={flag.name}
          className={clsx(
            "truncate rounded-sm font-medium hover:underline",
            keyLine ? "max-w-full" : "max-w-[calc(100%-4.5rem)]",
          )}
        >
          {flag.name}
        </Link>
        {!keyLine && copy}
        {flag.archivedAt !== null && <Badge tone="warning">archived</Badge>}
        {flag.type !== "boolean" && <Badge>{flag.type}</Badge>}
        {shownTags.map((tag) => (
          <Link
            key={tag}
            href={`${base}?tag=${encodeURIComponent(tag)}` as Route}
            prefetch={false}
            className="inline-flex min-h-6 min-w-6 max-w-40 items-center rounded-sm"
            aria-label={`Flags tagged ${tag}`}
          >
            <Badge tone="accent" className="hover:underline">
              <span className="truncate">{tag}</span>
            </Badge>
          </Link>
        ))}
        {more.length > 0 && (
          <span className="text-xs text-muted" title={more.join(", ")}>
            +{more.length}
          </span>
        )}
      </div>
      {keyLine && (
        <div className="flex min-w-0 items-center gap-1 text-sm text-muted">
          <span title={flag.key} className="truncate font-mono">
            {flag.key}
          </span>
          {copy}
        </div>
      )}
      {flag.unreadable && <Unreadable what="flag" />}
      {flag.description && (
        <p dir="auto" title={excerpt(flag.description)} className="truncate text-sm text-muted">
          {excerpt(flag.description)}
        </p>
      )}
    </div>
  );
}
