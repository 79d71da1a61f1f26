"use client";

import { defaultRangeExtractor, useWindowVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { useHydrated } from "@/components/ui/use-hydrated";

const guessedHeight = 64;
const overscan = 4;

/**
 * Which rows of a long list are in view of the window; their heights may differ. Until the browser has measured, all of
 * them are. The row that has the focus stays, wherever one scrolls.
 */
export function useWindowRows(
  list: RefObject<HTMLElement | null>,
  keys: string[],
  /** Rows of one kind are about as high, so that what was not seen yet has its place already. */
  kindOf: (index: number) => string,
) {
  const hydrated = useHydrated();
  const [{ top, heights }, place] = useState({ top: 0, heights: new Map<string, number>() });
  const latestKind = useRef(kindOf);
  const focused = useRef(-1);
  const virtual = useWindowVirtualizer({
    count: keys.length,
    estimateSize: (index) => heights.get(kindOf(index)) ?? guessedHeight,
    getItemKey: (index) => keys[index] ?? index,
    overscan,
    scrollMargin: top,
    rangeExtractor: (range) => {
      const rows = defaultRangeExtractor(range);
      const kept = focused.current;
      if (kept < 0 || kept >= range.count || rows.includes(kept)) return rows;
      return [...rows, kept].sort((a, b) => a - b);
    },
  });

  useLayoutEffect(() => {
    latestKind.current = kindOf;
  });

  useLayoutEffect(() => {
    const measure = () => {
      const rows = list.current;
      if (!rows) return;
      const top = rows.getBoundingClientRect().top + window.scrollY;
      place((now) => {
        if (now.top === top) return now;
        const heights = [...now.heights, ...heightsOf(rows, latestKind.current)];
        return { top, heights: new Map(heights) };
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [list]);

  const items = virtual.getVirtualItems();
  const inView = hydrated && items.length > 0;
  let end = top;
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
    below: inView ? top + virtual.getTotalSize() - end : 0,
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

function heightsOf(rows: HTMLElement, kindOf: (index: number) => string): [string, number][] {
  return Array.from(rows.children, (row) => [
    kindOf(Number(row.getAttribute("data-index"))),
    row.getBoundingClientRect().height,
  ]);
}
