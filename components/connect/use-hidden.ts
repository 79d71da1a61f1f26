"use client";

import { useCallback, useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
/** Where the browser keeps nothing, what was hidden stays so until the page is left. */
const hiddenHere = new Set<string>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

function isHidden(name: string): boolean {
  try {
    return hiddenHere.has(name) || localStorage.getItem(name) !== null;
  } catch {
    return hiddenHere.has(name);
  }
}

/** Whether the reader has hidden something in this browser, and how they hide it. */
export function useHidden(name: string): [boolean, () => void] {
  const hidden = useSyncExternalStore(
    subscribe,
    () => isHidden(name),
    () => false,
  );
  const hide = useCallback(() => {
    hiddenHere.add(name);
    try {
      localStorage.setItem(name, "hidden");
    } catch {
      // Remembered for this page only.
    }
    for (const tell of listeners) tell();
  }, [name]);
  return [hidden, hide];
}
