"use client";

import { defaultRangeExtractor, useWindowVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";

const guessedHeight = 64;
const overscan = 6;
const never = () => () => {};

/**
 * Which rows of a long list are in view of the window; their heights may differ. Until the browser has measured, all of
 * them are. The row that has the focus stays, wherever one scrolls.
 */
export function useWindowRows(list: RefObject<HTMLElement | null>, keys: string[]) {
  const hydrated = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const [scrollMargin, setMargin] = useState(0);
  const focused = useRef(-1);
  const virtual = useWindowVirtualizer({
    count: keys.length,
    estimateSize: () => guessedHeight,
    getItemKey: (index) => keys[index] ?? index,
    overscan,
    scrollMargin,
    rangeExtractor: (range) => {
      const rows = defaultRangeExtractor(range);
      const kept = focused.current;
      if (kept < 0 || kept >= range.count || rows.includes(kept)) return rows;
      return [...rows, kept].sort((a, b) => a - b);
    },
  });

  useLayoutEffect(() => {
    const measure = () => {
      if (list.current) setMargin(list.current.getBoundingClientRect().top + window.scrollY);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [list]);

  const items = virtual.getVirtualItems();
  const inView = hydrated && items.length > 0;
  let end = scrollMargin;
  const rows = inView
    ? items.map((item) => {
        // What is scrolled away above a row is room above it.
        const above = item.start - end;
        end = item.end;
        return { index: item.index, above };
      })
    : keys.map((_key, index) => ({ index, above: 0 }));
  return {
    rows,
    below: inView ? scrollMargin + virtual.getTotalSize() - end : 0,
    first: items[0]?.index ?? 0,
    last: items.at(-1)?.index ?? 0,
    measure: virtual.measureElement,
    onFocus: (index: number) => {
      focused.current = index;
    },
    onBlur: () => {
      focused.current = -1;
    },
  };
}
