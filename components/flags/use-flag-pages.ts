"use client";

import { useEffect, useMemo } from "react";
import useSWRInfinite from "swr/infinite";
import { withSearch } from "@/components/shell/address";
import type { FlagView } from "@/lib/flags/schema";

export type FlagPage = { data: FlagView[]; nextCursor: string | null; total: number };

/** The server's most: what is scrolled to comes in few requests. */
export const pageSize = 100;
const asked = ["q", "tag", "state", "env", "creator", "archived", "sort"];

const times = new WeakMap<FlagPage, number>();

/** When a page came, in the milliseconds of `performance.now()`; the first look at it counts. */
function cameAt(page: FlagPage): number {
  const time = times.get(page) ?? performance.now();
  times.set(page, time);
  return time;
}

async function read(address: string): Promise<FlagPage> {
  const response = await fetch(address, { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(`The list answered ${response.status}.`);
  const page: FlagPage = await response.json();
  cameAt(page);
  return page;
}

/**
 * The flags below the first page, page by page as they are scrolled to. The first page is the server's and always
 * current: when it comes anew something has changed, and older pages are read again once they are in view.
 */
export function useFlagPages(project: string, search: Record<string, string>, first: FlagPage) {
  const filters = Object.entries(search).filter(([name]) => asked.includes(name));
  const after = (page: FlagPage) =>
    page.nextCursor &&
    withSearch(`/api/v1/projects/${project}/flags`, Object.fromEntries(filters), {
      cursor: page.nextCursor,
      limit: String(pageSize),
    });
  const { data, error, size, setSize, mutate, isValidating } = useSWRInfinite(
    (index, before: FlagPage | null) => after(index === 0 || !before ? first : before),
    read,
    {
      initialSize: 0,
      persistSize: true,
      keepPreviousData: true,
      revalidateFirstPage: false,
      revalidateOnFocus: false,
      revalidateOnReconnect: false,
      shouldRetryOnError: false,
      // An equal page that was read later is the newer one.
      compare: Object.is,
    },
  );
  const pages = useMemo(() => [first, ...(data ?? [])], [first, data]);
  // Each once, though one may have moved from a page to another between two readings.
  const flags = useMemo(() => {
    const all = pages.flatMap((page) => page.data);
    return [...new Map(all.map((flag) => [flag.key, flag])).values()];
  }, [pages]);
  useEffect(() => void cameAt(first), [first]);

  return {
    flags,
    more: pages.at(-1)?.nextCursor !== null,
    loading: isValidating,
    failed: error !== undefined,
    /** Reads one page more. */
    load: () => void setSize((data?.length ?? 0) + 1),
    /** Reads on until so many flags are there, or all. */
    loadTo: (count: number) => {
      const below = Math.ceil((count - first.data.length) / pageSize);
      if (below > size) void setSize(below);
    },
    /** Reads pages again that hold one of the flags from an index to another and are older than the first. */
    refresh: (from: number, to: number) => {
      let start = first.data.length;
      const due = pages.slice(1).flatMap((page, index) => {
        const inView = start <= to && start + page.data.length > from;
        start += page.data.length;
        const before = pages[index];
        if (!inView || !before || cameAt(page) >= cameAt(first)) return [];
        times.set(page, performance.now()); // It is asked for once.
        return after(before);
      });
      if (due.length === 0) return;
      const revalidate = (_page: FlagPage, address: unknown) => due.includes(String(address));
      void mutate((known) => known, { revalidate });
    },
    /** Shows at once what has just been changed here. */
    patch: (key: string, change: (flag: FlagView) => FlagView) => {
      if (first.data.some((flag) => flag.key === key)) return;
      const patched = (page: FlagPage) =>
        page.data.some((flag) => flag.key === key)
          ? { ...page, data: page.data.map((flag) => (flag.key === key ? change(flag) : flag)) }
          : page;
      void mutate((known) => known?.map(patched), { revalidate: false });
    },
  };
}
