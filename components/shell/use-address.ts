"use client";

import type { Route } from "next";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useTransition } from "react";
import { withSearch } from "./address";

/** Where the page is on its way to: a second change must not undo the first, which the address does not hold yet. */
let ahead: { path: string; search: Record<string, string> } | null = null;

/** Changes parameters of the address in place; the list then starts at its first page again. */
export function useAddress() {
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const [pending, startTransition] = useTransition();
  useEffect(() => {
    if (!pending) ahead = null;
  }, [pending]);
  function set(changes: Record<string, string | null>) {
    const now = ahead?.path === path ? ahead.search : Object.fromEntries(search);
    const next = withSearch(path, now, { ...changes, cursor: null, trail: null });
    ahead = { path, search: Object.fromEntries(new URLSearchParams(next.split("?")[1])) };
    startTransition(() => router.replace(next as Route, { scroll: false }));
  }
  return { search, set, pending };
}
