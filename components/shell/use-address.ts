"use client";

import type { Route } from "next";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTransition } from "react";
import { withSearch } from "./address";

/** Changes parameters of the address in place; the list then starts at its first page again. */
export function useAddress() {
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const [pending, startTransition] = useTransition();
  function set(changes: Record<string, string | null>) {
    const next = withSearch(path, Object.fromEntries(search), {
      ...changes,
      cursor: null,
      trail: null,
    });
    startTransition(() => router.replace(next as Route, { scroll: false }));
  }
  return { search, set, pending };
}
