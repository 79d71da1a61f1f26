"use client";

import { useSyncExternalStore } from "react";
import type { ChangeEvent } from "@/lib/audit/schema";

/** What others changed lately, newest first. */
let recent: readonly ChangeEvent[] = [];
const listeners = new Set<() => void>();
/** As many as somebody may change at once. */
const kept = 500;
const shownFor = 60_000;

function set(next: readonly ChangeEvent[]): void {
  recent = next;
  for (const listener of listeners) listener();
}

/** Keeps a change for a minute, for marks beside what it is about. */
export function note(change: ChangeEvent): void {
  set([change, ...recent].slice(0, kept));
  setTimeout(() => set(recent.filter((one) => one !== change)), shownFor);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Who else has just made a change like this, such as one of a certain flag; null when nobody. */
export function useChangedBy(like: Partial<ChangeEvent>): string | null {
  const wanted = Object.entries(like);
  const find = () =>
    recent.find((change) => {
      const told: Record<string, unknown> = change;
      return wanted.every(([name, value]) => told[name] === value);
    })?.actor ?? null;
  return useSyncExternalStore(subscribe, find, () => null);
}
