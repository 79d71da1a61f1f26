"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { isChanging } from "@/components/shell/run";
import { Away } from "./away";
import { note } from "./changes";
import { concerns, markWords } from "./concerns";
import { hear } from "./hear";
import { askToSignIn, hearSession, tellSession } from "./session";

const atMostEvery = 1_000;
const markedFor = 10_000;

/**
 * Keeps the page as it is for everybody: what somebody changes elsewhere is read again at once and marked with their
 * name. What is being typed stays: forms hold it themselves.
 */
export function Live({ reader, since }: { reader: string; since: string }) {
  const router = useRouter();
  const path = usePathname();
  const here = useRef(path);
  const shown = useRef(since);
  const [mark, setMark] = useState<string | null>(null);
  const [away, setAway] = useState(false);
  // Each reading of the page brings a later number; the stream is open by then.
  const [first] = useState(since);
  useEffect(() => {
    here.current = path;
    setMark(null);
  }, [path]);

  useEffect(() => {
    shown.current = since;
  }, [since]);

  useEffect(() => {
    let readAt = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let settling: ReturnType<typeof setTimeout> | undefined;
    let own = "0";
    const read = () => {
      timer = undefined;
      // Offline, reading the page again would end it: the browser would show its own in its place.
      if (!navigator.onLine) return window.addEventListener("online", refresh, { once: true });
      readAt = Date.now();
      router.refresh();
      // What else is read here has come with its page.
      void import("swr").then(({ mutate }) => mutate(() => true));
    };
    // The first at once; of many that follow, one a second.
    const refresh = () => {
      timer ??= setTimeout(read, Math.max(0, readAt + atMostEvery - Date.now()));
    };
    // What this tab changes comes with its own answer; what the same person changed elsewhere meanwhile does not.
    const settle = () => {
      settling = undefined;
      if (isChanging()) settling = setTimeout(settle, atMostEvery);
      else if (BigInt(own) > BigInt(shown.current)) refresh();
    };
    const end = hear(reader, first, {
      change(change, sequence) {
        const { actor } = change;
        if (actor !== null && actor !== reader) note(change);
        if (!concerns(here.current, change)) return;
        if (actor === reader && isChanging()) {
          own = sequence;
          settling ??= setTimeout(settle, atMostEvery);
          return;
        }
        if (actor !== null && actor !== reader)
          setMark((shown) => markWords(here.current, change) ?? shown);
        refresh();
      },
      away: setAway,
      gap: refresh,
      signedOut: askToSignIn,
    });
    return () => {
      window.removeEventListener("online", refresh);
      clearTimeout(timer);
      clearTimeout(settling);
      end();
    };
  }, [reader, first, router]);

  useEffect(() => {
    tellSession(reader);
    return hearSession((now) => {
      if (now === null) askToSignIn();
      else if (now !== reader) router.refresh();
    });
  }, [reader, router]);

  useEffect(() => {
    if (mark === null) return;
    const timer = setTimeout(() => setMark(null), markedFor);
    return () => clearTimeout(timer);
  }, [mark]);

  return (
    <div
      role="status"
      className="pointer-events-none fixed bottom-3 left-3 z-20 flex max-w-[calc(100vw-1.5rem)] flex-col items-start gap-2 md:left-60"
    >
      {mark && (
        <p className="max-w-full truncate rounded-md border bg-surface px-3 py-1.5 text-sm text-muted">
          {mark}
        </p>
      )}
      <Away stream={away} />
    </div>
  );
}
