import type { Rule, Serve } from "@/lib/evaluation/state";
import { fixedShare, percent } from "@/lib/history/serve-words";
import type { StateGlance } from "./types";

type Serving = { offVariant: string; rules: Rule[]; fallthrough: Serve };

/** One word for a state: what people ask first. */
export function stateWord(state: Pick<StateGlance, "enabled" | "killed">): "on" | "off" | "killed" {
  if (state.killed) return "killed";
  return state.enabled ? "on" : "off";
}

/** What a state means for people, in sentences. */
export function stateSentence(state: StateGlance & Serving): string {
  const { killed, enabled, toggles, on, rules, offVariant } = state;
  if (killed) return `Killed: everybody gets ${offVariant}, toggles included.`;
  const whom = toggles > 0 || (enabled && rules.length > 0) ? "Everybody else" : "Everybody";
  const rest = enabled ? servedTo(whom, state) : `${whom} gets ${offVariant}`;
  const first = enabled ? rulesFirst(rules.length) : "";
  if (toggles === 0) return `${first}${first ? lower(rest) : rest}.`;
  const own = ownToggles(toggles);
  if (enabled || on === 0) return `${first}${first ? lower(rest) : rest}; ${own} of their own.`;
  if (toggles === 1) return `${rest}; ${own} and stays on.`;
  const stay = on === 1 ? "1 of them stays on" : `${on.toLocaleString("en")} of them stay on`;
  return `${rest}; ${own}, and ${stay}.`;
}

function ownToggles(count: number): string {
  return count === 1 ? "1 user has a toggle" : `${count.toLocaleString("en")} users have toggles`;
}

function rulesFirst(count: number): string {
  if (count === 0) return "";
  return count === 1 ? "1 rule decides first; " : `${count} rules decide first; `;
}

function servedTo(whom: string, { fallthrough, offVariant }: Serving): string {
  if ("variant" in fallthrough) return `${whom} gets ${fallthrough.variant}`;
  const share = fixedShare(fallthrough);
  if (!share) return `${whom} is divided as said below`;
  return `${percent(share.weight)} of ${lower(whom)} get ${share.variant}, the others ${offVariant}`;
}

const lower = (words: string) => words.replace(/^./, (letter) => letter.toLowerCase());
