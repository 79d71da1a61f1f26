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

/**
 * For a text field whose value React keeps: it takes no text until React listens, which would be lost or mixed with what
 * React knows. It looks as ever meanwhile.
 */
export function useEarly(): { readOnly?: true; "data-early"?: true } {
  return useHydrated() ? {} : { readOnly: true, "data-early": true };
}
