"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import clsx from "clsx";
import { type ReactNode, useRef } from "react";
import { SelectAll, SelectRow, useSelectionKeys } from "./table-selection";

export type Column<Row> = {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** A CSS width; columns without one share what is left. */
  width?: string;
  /** Cells of this column name their rows. */
  rowHeader?: boolean;
  /** What `onSort` is told. */
  sortBy?: string;
};

export type Sorting = { by: string; descending: boolean };

export type Selection<Row> = {
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
  /** What a row is called: "Select new-checkout". */
  nameOf: (row: Row) => string;
};

export type VirtualTableProps<Row> = {
  label: string;
  rows: Row[];
  columns: Column<Row>[];
  keyOf: (row: Row) => string;
  /** All rows have this height, in pixels; it keeps thousands of them quick. */
  rowHeight?: number;
  /** How high the window on the rows is. */
  height?: number;
  sorting?: Sorting;
  onSort?: (sorting: Sorting) => void;
  selection?: Selection<Row>;
};

const overscan = 8;
// Whatever scrolls must take focus, or the keyboard cannot scroll it (WCAG 2.1.1).
const focusable = { tabIndex: 0 };

/**
 * A table of any length: only the rows in view exist, and assistive technology is told how many there
 * are. A real table, with room above and below what is shown.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, rows, columns, keyOf, rowHeight = 40, height = 400, selection } = props;
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : keyOf(row);
    },
    overscan,
    scrollPaddingStart: rowHeight,
    // On the server there is nothing to measure.
    initialRect: { width: 0, height },
  });
  const keys = useSelectionKeys(rows, keyOf, selection);
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const width = columns.length + (selection ? 1 : 0);
  return (
    <section
      ref={scroller}
      aria-label={label}
      {...focusable}
      style={{ maxHeight: height }}
      className="relative overflow-auto rounded-lg border bg-surface focus-visible:-outline-offset-2"
    >
      <table
        aria-label={label}
        aria-rowcount={rows.length + 1}
        className="w-full min-w-lg table-fixed border-separate border-spacing-0 text-left"
      >
        <thead className="sticky top-0 z-10 bg-subtle text-sm text-muted">
          <tr aria-rowindex={1}>
            {selection && <SelectAll keys={keys} selection={selection} />}
            {columns.map((column) => (
              <Header key={column.key} column={column} {...props} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Room height={above} columns={width} />
          {items.map(({ index, key }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <tr
                key={key}
                aria-rowindex={index + 2}
                style={{ height: rowHeight }}
                className={clsx(
                  "hover:bg-subtle",
                  selection?.selected.has(keyOf(row)) && "bg-accent-soft",
                )}
              >
                {selection && (
                  <SelectRow row={row} keyOf={keyOf} keys={keys} selection={selection} />
                )}
                {columns.map((column) => (
                  <Cell key={column.key} column={column} row={row} />
                ))}
              </tr>
            );
          })}
          <Room height={below} columns={width} />
        </tbody>
      </table>
    </section>
  );
}

/** What is scrolled away. */
function Room({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr>
      <td colSpan={columns} style={{ height, padding: 0 }} />
    </tr>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const Tag = column.rowHeader ? "th" : "td";
  return (
    <Tag
      scope={column.rowHeader ? "row" : undefined}
      className="truncate border-b px-3 font-normal"
    >
      {column.cell(row)}
    </Tag>
  );
}

function Header<Row>({
  column,
  sorting,
  onSort,
}: { column: Column<Row> } & Pick<VirtualTableProps<Row>, "sorting" | "onSort">) {
  const { sortBy, width, header } = column;
  const ours = sorting !== undefined && sorting.by === sortBy;
  const direction = ours ? (sorting.descending ? "descending" : "ascending") : "none";
  const arrow = ours ? (sorting.descending ? "↓" : "↑") : "↕";
  return (
    <th
      scope="col"
      style={{ width }}
      aria-sort={sortBy && onSort ? direction : undefined}
      className="truncate border-b px-3 py-2 font-medium"
    >
      {sortBy && onSort ? (
        <button
          type="button"
          className="inline-flex items-center gap-1 rounded-sm hover:text-ink"
          onClick={() => onSort({ by: sortBy, descending: ours && !sorting.descending })}
        >
          {header}
          <span aria-hidden="true">{arrow}</span>
        </button>
      ) : (
        header
      )}
    </th>
  );
}
