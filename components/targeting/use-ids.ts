"use client";

import { useState } from "react";

/** Identities for the entries of a list that have none of their own, so that what is typed stays with its entry. */
export function useIds(count: number) {
  const [state, setState] = useState(() => ({ ids: range(0, count), next: count }));
  let { ids } = state;
  if (ids.length !== count) {
    ids = [...ids.slice(0, count), ...range(state.next, count - ids.length)];
    setState({ ids, next: state.next + count });
  }
  return {
    ids,
    /** To be called when an entry goes. */
    drop: (index: number) =>
      setState({ ids: ids.filter((_, at) => at !== index), next: state.next + count }),
  };
}

function range(from: number, count: number): number[] {
  return Array.from({ length: Math.max(0, count) }, (_, index) => from + index);
}
