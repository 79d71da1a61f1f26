"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether the browser has taken over the page: false for what the server rendered, until React listens. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
