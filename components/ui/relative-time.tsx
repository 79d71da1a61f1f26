"use client";

import { useEffect, useState } from "react";
import { relativeWords, utcWords } from "./relative-words";
import { useHydrated } from "./use-hydrated";

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all times on a page, ticking twice a minute while there is any. */
function onTick(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const local = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** "3 minutes ago", with the exact time in UTC and where the reader is on hover. */
export function RelativeTime({ time, className }: { time: Date | string; className?: string }) {
  const at = new Date(time).getTime();
  const [now, setNow] = useState(Date.now);
  const hydrated = useHydrated();
  useEffect(() => onTick(() => setNow(Date.now())), []);
  const exact = utcWords(at);
  return (
    <time
      // The server's words may be a moment old and hydration keeps them: made anew once in the browser.
      key={hydrated ? "browser" : "server"}
      suppressHydrationWarning
      dateTime={new Date(at).toISOString()}
      title={hydrated ? `${exact}\n${local.format(at)} your time` : exact}
      className={className}
    >
      {relativeWords(at, now)}
    </time>
  );
}
