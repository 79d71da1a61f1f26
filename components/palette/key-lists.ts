"use client";

import { useSyncExternalStore } from "react";

const most = { recent: 8, favourite: 100 };
export type KeyList = keyof typeof most;

const listeners = new Set<() => void>();
const nothing: string[] = [];
const parsed = new Map<string, { text: string; keys: string[] }>();

const place = (list: KeyList, project: string) => `hoist:${list}:${project}`;

/** Keys out of the browser's storage: what is not a list of texts counts as none. */
export function keysIn(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((key) => typeof key === "string") : nothing;
  } catch {
    return nothing;
  }
}

function read(name: string): string[] {
  let text: string;
  try {
    text = localStorage.getItem(name) ?? "[]";
  } catch {
    return nothing; // Storage may be forbidden: then nothing is remembered.
  }
  const known = parsed.get(name);
  if (known?.text === text) return known.keys;
  const keys = keysIn(text);
  parsed.set(name, { text, keys });
  return keys;
}

function write(name: string, keys: string[]) {
  try {
    localStorage.setItem(name, JSON.stringify(keys));
  } catch {
    return;
  }
  for (const each of listeners) each();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", listener);
  };
}

/** Flags this browser remembers in a project, newest first: looked at lately, or marked by hand. */
export function useKeys(list: KeyList, project: string): string[] {
  return useSyncExternalStore(
    listen,
    () => read(place(list, project)),
    () => nothing,
  );
}

/** Puts a flag in front. */
export function remember(list: KeyList, project: string, key: string): void {
  const name = place(list, project);
  const others = read(name).filter((each) => each !== key);
  write(name, [key, ...others].slice(0, most[list]));
}

export function forget(list: KeyList, project: string, key: string): void {
  const name = place(list, project);
  write(
    name,
    read(name).filter((each) => each !== key),
  );
}
