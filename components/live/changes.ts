"use client";

import { useSyncExternalStore } from "react";
import type { ChangeEvent } from "@/lib/audit/schema";

/** What others changed lately, newest first. */
let recent: readonly ChangeEvent[] = [];
const listeners = new Set<() => void>();
const kept = 50;
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

/** Who else has just changed this flag; null when nobody. */
export function useChangedBy(project: string, flag: string): string | null {
  const find = () =>
    recent.find((change) => change.project === project && change.flag === flag)?.actor ?? null;
  return useSyncExternalStore(subscribe, find, () => null);
}
