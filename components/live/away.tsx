"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { Banner } from "@/components/ui/banner";

const patience = 5_000;

/** Says that the page may be out of date, while the browser is offline or the stream has been cut for a while. */
export function Away({ stream }: { stream: boolean }) {
  const online = useSyncExternalStore(
    listen,
    () => navigator.onLine,
    () => true,
  );
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!stream) return setLong(false);
    const timer = setTimeout(() => setLong(true), patience);
    return () => clearTimeout(timer);
  }, [stream]);

  if (online && !long) return null;
  return (
    <Banner
      tone="warning"
      title={online ? "Hoist does not answer" : "You are offline"}
      className="max-w-md max-md:fixed max-md:inset-x-3 max-md:top-14"
    >
      What you see may be out of date. It goes on by itself{" "}
      {online ? "once Hoist is back; if it stays, ask an administrator." : "once you are back."}
    </Banner>
  );
}

function listen(tell: () => void) {
  window.addEventListener("online", tell);
  window.addEventListener("offline", tell);
  return () => {
    window.removeEventListener("online", tell);
    window.removeEventListener("offline", tell);
  };
}
