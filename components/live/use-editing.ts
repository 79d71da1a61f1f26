"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { compareEdit, type Difference } from "./compare-edit";

export type Editing<T> = {
  /** What the form starts from; it stands still while something typed would be lost. */
  base: T;
  /** Grows whenever the form starts anew: the key of parts that keep a state of their own. */
  round: number;
  /** What somebody else changed while something was typed. */
  conflict: Difference[] | null;
  keepMine(): void;
  takeTheirs(): void;
  /** To be called when the form was saved: what comes next is its own doing. */
  saved(): void;
};

/**
 * An edit in progress over a document that others may change. While nothing is typed the form follows; what was typed is
 * never overwritten: the difference is told, and its writer chooses. `fieldsOf` says the document as the form posts it; `onReset` lets go of values that the form holds in state.
 */
export function useEditing<T extends { version: number | string }>(
  form: RefObject<HTMLFormElement | null>,
  now: T,
  fieldsOf: (document: T) => Record<string, string>,
  pending: boolean,
  onReset?: () => void,
): Editing<T> {
  const [base, setBase] = useState(now);
  const [round, setRound] = useState(0);
  const [conflict, setConflict] = useState<{ version: T["version"]; moved: Difference[] } | null>(
    null,
  );
  const sent = useRef<string | null>(null);

  function follow(reset: boolean) {
    setBase(now);
    setConflict(null);
    if (!reset) return;
    onReset?.();
    setRound(round + 1);
  }

  useLayoutEffect(() => {
    const known = now.version === base.version || now.version === conflict?.version;
    if (known || pending || !form.current) return;
    const yours = fieldsIn(form.current);
    const { typed, moved, same } = compareEdit(fieldsOf(base), fieldsOf(now), yours);
    const own = sent.current === JSON.stringify(yours);
    sent.current = null;
    if (same || moved.length === 0) follow(false);
    else if (own || !typed) follow(true);
    else setConflict({ version: now.version, moved });
  });

  // Fields that were typed into show their new defaults only after a reset. React has no part in that: fields whose
  // values it holds would show something else than it thinks.
  const held = onReset !== undefined;
  useEffect(() => {
    if (round > 0 && !held) form.current?.reset();
  }, [round, held, form]);

  return {
    base,
    round,
    conflict: conflict?.moved ?? null,
    keepMine: () => follow(false),
    takeTheirs: () => follow(true),
    saved: () => {
      // Until the new version is here: whatever is typed after this is an edit again.
      if (form.current) sent.current = JSON.stringify(fieldsIn(form.current));
    },
  };
}

function fieldsIn(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
}
