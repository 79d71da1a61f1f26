"use client";

import { useChangedBy } from "./changes";

/** " by sam", for a minute after sam changed this flag in another browser. */
export function ChangedBy({ project, flag }: { project: string; flag: string }) {
  const actor = useChangedBy({ project, flag });
  if (actor === null) return null;
  return (
    <span className="block truncate text-accent" title={`Changed by ${actor} just now`}>
      by {actor}
    </span>
  );
}
