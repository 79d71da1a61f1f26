import { type Plan, same } from "@/lib/history/state-changes";
import { type PlanPart, planOf, planParts } from "./plan";

/** Edits of one state: where they started from, and what they have come to. */
export type Draft = { version: number; base: Plan; plan: Plan };

export type Following = {
  draft: Draft;
  /** Parts that somebody else changed, and that are changed here too. */
  conflict: PlanPart[];
};

/** A draft with nothing changed. */
export function freshDraft(state: Plan & { version: number }): Draft {
  return { version: state.version, base: planOf(state), plan: planOf(state) };
}

export function isDirty({ base, plan }: Pick<Draft, "base" | "plan">): boolean {
  return planParts.some((part) => !same(base[part], plan[part]));
}

/**
 * The draft over a newer state. What is not edited follows; what both changed alike is no edit any more; what both
 * changed in different ways is a conflict, and the draft stays where it is.
 */
export function followed(draft: Draft, state: Plan & { version: number }): Following {
  const conflict = planParts.filter(
    (part) =>
      !same(draft.base[part], state[part]) &&
      !same(draft.base[part], draft.plan[part]) &&
      !same(draft.plan[part], state[part]),
  );
  return conflict.length > 0 ? { draft, conflict } : { draft: rebased(draft, state, []), conflict };
}

/** The draft over that state, with those parts as they stand there. */
export function rebased(
  { base, plan }: Draft,
  state: Plan & { version: number },
  theirs: readonly PlanPart[],
): Draft {
  const now = planOf(state);
  const next = { ...now };
  const keep = <P extends PlanPart>(part: P) => {
    if (!theirs.includes(part) && !same(base[part], plan[part])) next[part] = plan[part];
  };
  for (const part of planParts) keep(part);
  return { version: state.version, base: now, plan: next };
}

/** As it is kept for a reload. */
export function draftText(draft: Draft): string {
  return JSON.stringify(draft);
}

/** What was kept, or null where it cannot be read. */
export function readDraft(text: string | null): Draft | null {
  if (text === null) return null;
  try {
    const draft: unknown = JSON.parse(text);
    return isDraft(draft) ? draft : null;
  } catch {
    return null;
  }
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== "object" || value === null) return false;
  const { version, base, plan } = value as Partial<Draft>;
  return typeof version === "number" && isPlan(base) && isPlan(plan);
}

function isPlan(value: unknown): value is Plan {
  return typeof value === "object" && value !== null && planParts.every((part) => part in value);
}
