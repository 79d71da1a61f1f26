"use client";

import { createContext, useContext, useSyncExternalStore } from "react";
import type { Variant } from "@/lib/evaluation/state";
import type { Voice } from "@/lib/history/serve-words";

/** An attribute that users have, and the JSON types that its values were seen with. Never a value. */
export type KnownAttribute = { name: string; types: string[] };
export type KnownSegment = { key: string; name: string };

/** What rules can refer to. */
export type Known = {
  project: string;
  variants: Variant[];
  attributes: KnownAttribute[];
  segments: KnownSegment[];
};

const KnownContext = createContext<Known>({
  project: "",
  variants: [],
  attributes: [],
  segments: [],
});

export const KnownProvider = KnownContext.Provider;

export function useKnown(): Known {
  return useContext(KnownContext);
}

const never = () => () => {};

/** How the reader is told of times, in their own zone (UTC until the browser has said which that is), and of segments. */
export function useVoice(): Voice {
  const here = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const { segments } = useKnown();
  return {
    time: (iso) => timeWords(iso, here ? undefined : "UTC"),
    segment: (key) => segments.find((segment) => segment.key === key)?.name ?? key,
  };
}

/** "Mon 30 Nov 2026, 09:00" */
function timeWords(iso: string, timeZone?: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return "a time to be chosen";
  return new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  }).format(time);
}
