"use client";

import { useMemo, useRef } from "react";
import { coverage, pressed, pressedAll } from "./selection";
import type { Selection } from "./virtual-table";

type Keys = { all: string[]; last: { current: string | undefined } };

/** The keys of all rows in order, and the one pressed last: where a range with Shift begins. */
export function useSelectionKeys<Row>(
  rows: Row[],
  keyOf: (row: Row) => string,
  selection: Selection<Row> | undefined,
): Keys {
  const last = useRef<string>(undefined);
  const selectable = selection !== undefined;
  const all = useMemo(() => (selectable ? rows.map(keyOf) : []), [rows, keyOf, selectable]);
  return { all, last };
}

const boxClass = "block size-4 accent-accent-solid";
const cellClass = "w-10 border-b px-3";

/** The checkbox over all rows, also those out of view. */
export function SelectAll<Row>({ keys, selection }: { keys: Keys; selection: Selection<Row> }) {
  const { selected, onChange } = selection;
  const covered = coverage(selected, keys.all);
  return (
    <th scope="col" className={cellClass}>
      <input
        type="checkbox"
        aria-label="Select all"
        className={boxClass}
        ref={(box) => {
          if (box) box.indeterminate = covered === "some";
        }}
        checked={covered === "all"}
        disabled={keys.all.length === 0}
        onChange={() => onChange(pressedAll(selected, keys.all))}
      />
    </th>
  );
}

/** One row's checkbox. With Shift it takes the rows since the one pressed before. */
export function SelectRow<Row>({
  row,
  keyOf,
  keys,
  selection,
}: {
  row: Row;
  keyOf: (row: Row) => string;
  keys: Keys;
  selection: Selection<Row>;
}) {
  const { selected, onChange, nameOf } = selection;
  const key = keyOf(row);
  return (
    <td className={cellClass}>
      <input
        type="checkbox"
        aria-label={`Select ${nameOf(row)}`}
        className={boxClass}
        checked={selected.has(key)}
        onChange={(event) => {
          const range = "shiftKey" in event.nativeEvent && event.nativeEvent.shiftKey === true;
          onChange(pressed(selected, keys.all, key, range ? keys.last.current : undefined));
          keys.last.current = key;
        }}
      />
    </td>
  );
}
