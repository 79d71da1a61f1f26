"use client";

import { useEffect, useLayoutEffect, useState } from "react";
import type { Plan } from "@/lib/history/state-changes";
import { type Draft, draftText, followed, freshDraft, isDirty, readDraft, rebased } from "./draft";
import type { PlanPart } from "./plan";

export type Drafting = {
  draft: Draft;
  dirty: boolean;
  /** Grows whenever the draft is replaced as a whole: the key of parts that keep a state of their own. */
  round: number;
  /** Parts that somebody else changed meanwhile, in another way. */
  conflict: PlanPart[];
  set(changes: Partial<Plan>): void;
  discard(): void;
  /** The plan as it stands was saved: what comes next is its own doing. */
  saved(): void;
  keepMine(): void;
  takeTheirs(): void;
};

type State = Plan & { version: number };

/** On the server there is nothing to lay out. */
const useEarly = typeof window === "undefined" ? useEffect : useLayoutEffect;

/**
 * Edits of a flag in one environment, gathered until they are saved whole. Kept for this tab, so that a reload or a look
 * at another page loses nothing; over a newer state they follow, or ask.
 */
export function useDraft(name: string, state: State): Drafting {
  const kept = `hoist-draft ${name}`;
  const [draft, setDraft] = useState(() => freshDraft(state));
  const [round, setRound] = useState(0);
  const [restored, setRestored] = useState(false);
  const dirty = isDirty(draft);

  const replace = (next: Draft) => {
    setDraft(next);
    setRound((each) => each + 1);
  };

  useEarly(() => {
    const found = readDraft(sessionStorage.getItem(kept));
    if (found) replace(found);
    setRestored(true);
  }, [kept]);

  useEffect(() => {
    if (!restored) return;
    if (dirty) sessionStorage.setItem(kept, draftText(draft));
    else sessionStorage.removeItem(kept);
  }, [kept, restored, dirty, draft]);

  const next = draft.version === state.version ? null : followed(draft, state);
  const conflict = next?.conflict ?? [];
  const follows = next !== null && conflict.length === 0;
  useEarly(() => {
    if (!follows || !next) return;
    // Only what is shown and is not one's own is made anew: the field that is being typed in stays.
    if (isDirty({ base: draft.plan, plan: next.draft.plan })) replace(next.draft);
    else setDraft(next.draft);
  });

  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [dirty]);

  return {
    draft,
    dirty,
    round,
    conflict,
    set: (changes) => setDraft((now) => ({ ...now, plan: { ...now.plan, ...changes } })),
    discard: () => replace(freshDraft(state)),
    saved: () => setDraft((now) => ({ ...now, base: now.plan })),
    keepMine: () => replace(rebased(draft, state, [])),
    takeTheirs: () => replace(rebased(draft, state, conflict)),
  };
}
