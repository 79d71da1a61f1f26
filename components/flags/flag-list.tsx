"use client";

import dynamic from "next/dynamic";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { BulkChoice } from "./bulk-words";
import { FlagListHead } from "./flag-list-head";
import { FlagRow, notes, rowKind } from "./flag-row";
import type { Environment } from "./types";
import { type FlagPage, useFlagPages } from "./use-flag-pages";
import { useFlagSelection } from "./use-flag-selection";
import { useWindowRows } from "./use-window-rows";

const BulkDialog = dynamic(() => import("./bulk-dialog"), { ssr: false });
/** So many rows before the end the next ones are asked for. */
const ahead = 20;

export type FlagListProps = {
  project: string;
  /** The first page, as the server has it. */
  first: FlagPage;
  environments: Environment[];
  tags: string[];
  search: Record<string, string>;
  mayChange: boolean;
  /** How many flags one bulk change takes. */
  bulkLimit: number;
};

/** All flags that the filters find, with their switches: read as they are scrolled to, and only those in view exist. */
export function FlagList(props: FlagListProps) {
  const { project, first, environments, tags, search, mayChange, bulkLimit } = props;
  const { flags, more, loading, failed, load, loadTo, refresh, patch } = useFlagPages(
    project,
    search,
    first,
  );
  const keys = useMemo(() => flags.map(({ key }) => key), [flags]);
  const list = useRef<HTMLUListElement>(null);
  const rows = useWindowRows(list, keys, (index) => rowKind(flags[index]));
  const selection = useFlagSelection(keys, bulkLimit);
  const [choice, choose] = useState<BulkChoice>();
  const selectAll = useRef<HTMLInputElement>(null);
  const [bulkChanges, countBulkChanges] = useState(0);

  useEffect(() => {
    if (more && !loading && !failed && rows.last >= keys.length - ahead) load();
  });
  useEffect(() => refresh(rows.first, rows.last));

  // Once the dialog is no longer there: until then it keeps the focus, and the button that opened it has gone.
  useEffect(() => {
    if (bulkChanges === 0) return;
    const timer = setTimeout(() => selectAll.current?.focus());
    return () => clearTimeout(timer);
  }, [bulkChanges]);

  const patchLatest = useRef(patch);
  useEffect(() => {
    patchLatest.current = patch;
  });
  const onSwitched = useCallback((key: string, environment: string, enabled: boolean) => {
    patchLatest.current(key, (flag) => {
      const state = flag.environments[environment];
      if (!state) return flag;
      const environments = { ...flag.environments, [environment]: { ...state, enabled } };
      return { ...flag, environments };
    });
  }, []);

  function selectEverything() {
    const most = Math.min(first.total, bulkLimit);
    loadTo(most);
    selection.selectWhenThere(most);
  }

  return (
    <div
      className="rounded-lg border bg-surface [&_.flag-columns]:grid-cols-[1rem_minmax(0,1fr)_repeat(var(--environments),7rem)_9rem]"
      style={{ "--environments": environments.length } as React.CSSProperties}
    >
      <FlagListHead
        project={project}
        search={search}
        environments={environments}
        total={first.total}
        bulkLimit={bulkLimit}
        selection={mayChange ? selection : undefined}
        selectAll={selectAll}
        onEverything={selectEverything}
        onChoose={choose}
      />
      <ul
        ref={list}
        aria-label="Flags"
        // The rows keep their place themselves: the browser must not do it as well.
        className="flow-root [overflow-anchor:none]"
        style={{ paddingBottom: rows.below }}
      >
        {rows.rows.map(({ index, above }) => {
          const flag = flags[index];
          if (!flag) return null;
          return (
            <li
              key={flag.key}
              ref={rows.measure}
              data-index={index}
              aria-setsize={first.total}
              aria-posinset={index + 1}
              onFocus={() => rows.onFocus(index)}
              onBlur={rows.onBlur}
              style={above > 0 ? { marginTop: above } : undefined}
              className="border-line not-first:border-t"
            >
              <FlagRow
                project={project}
                flag={flag}
                environments={environments}
                mayChange={mayChange}
                selected={selection.selected.has(flag.key)}
                onPress={mayChange ? selection.press : undefined}
                onSwitched={onSwitched}
              />
            </li>
          );
        })}
      </ul>
      {failed && (
        <p role="alert" className="flex items-center gap-3 border-t px-4 py-3">
          More flags could not be read.
          <Button size="sm" onClick={load}>
            Try again
          </Button>
        </p>
      )}
      <p id={notes.forbidden} hidden>
        Editors may switch flags. An administrator gives that role.
      </p>
      <p id={notes.killed} hidden>
        Killed: off for everybody. Take the kill back on the flag’s page first.
      </p>
      <p id={notes.archived} hidden>
        Archived: restore it on its page first.
      </p>
      <p id={notes.unreadable} hidden>
        Unreadable: its page says what to do.
      </p>
      {choice && (
        <BulkDialog
          project={project}
          choice={choice}
          keys={[...selection.selected]}
          tags={tags}
          onClose={() => choose(undefined)}
          onDone={() => {
            choose(undefined);
            selection.clear();
            countBulkChanges(bulkChanges + 1);
          }}
        />
      )}
    </div>
  );
}
