import type { Subject, Toggle } from "@/lib/evaluation/state";
import type { Environment, State } from "@/lib/snapshot/state";
import type { StoredToggle } from "@/lib/snapshot/toggles";
import type { Asking } from "./asking";

const noToggles: Subject["toggles"] = new Map();
const fewToggles = 8;

/**
 * Who is evaluated. A name is a claim: what a self-registered user has toggled for themselves counts only once an editor
 * has confirmed the account.
 */
export function subjectOf(
  state: State,
  environment: Environment,
  { targetingKey, attributes }: Pick<Asking, "targetingKey" | "attributes">,
): Subject {
  const user = targetingKey === null ? undefined : state.people.find(targetingKey);
  const toggles = user === undefined ? [] : environment.toggles.of(user);
  if (user === undefined || toggles.length === 0)
    return { targetingKey, attributes, toggles: noToggles };

  const isConfirmed = state.people.isConfirmed(user);
  const counting = toggles.filter((toggle) => toggleCounts(toggle, isConfirmed));
  return { targetingKey, attributes, toggles: byFlag(counting) };
}

/** Whether it reaches client apps, of a user whom an editor has confirmed or not. */
export function toggleCounts({ selfService }: StoredToggle, isConfirmed: boolean): boolean {
  return isConfirmed || !selfService;
}

function byFlag(toggles: readonly StoredToggle[]): Subject["toggles"] {
  if (toggles.length > fewToggles)
    return new Map<string, Toggle>(toggles.map((toggle) => [toggle.flag.key, toggle]));
  return { get: (key) => toggles.find(({ flag }) => flag.key === key) };
}
