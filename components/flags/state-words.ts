import type { Serve } from "@/lib/evaluation/state";
import type { StateGlance } from "./types";

type Serving = { offVariant: string; fallthrough: Serve };

/** One word for a state: what people ask first. */
export function stateWord(state: Pick<StateGlance, "enabled" | "killed">): "on" | "off" | "killed" {
  if (state.killed) return "killed";
  return state.enabled ? "on" : "off";
}

/** What a state means for people, in sentences. */
export function stateSentence(state: StateGlance & Serving): string {
  const { killed, enabled, toggles, on } = state;
  if (killed) return `Killed: everybody gets ${state.offVariant}, toggles included.`;
  const variant = enabled ? servedWords(state.fallthrough) : state.offVariant;
  if (toggles === 0) return `Everybody gets ${variant}.`;
  const many = toggles.toLocaleString("en");
  const own = toggles === 1 ? "1 user has a toggle" : `${many} users have toggles`;
  if (enabled || on === 0) return `Everybody else gets ${variant}; ${own} of their own.`;
  if (toggles === 1) return `Everybody else gets ${variant}; ${own} and stays on.`;
  const stay = on === 1 ? "1 of them stays on" : `${on.toLocaleString("en")} of them stay on`;
  return `Everybody else gets ${variant}; ${own}, and ${stay}.`;
}

function servedWords(serve: Serve): string {
  return "variant" in serve ? serve.variant : "a variant by split";
}
