import { percent } from "@/lib/history/serve-words";
import { whole } from "./weights";

export type Step = { at: string; weight: number };

const day = 86_400_000;

/** A ramp to begin with: a tenth tomorrow at nine, everybody three days later. `now` in epoch milliseconds. */
export function firstSteps(now: number, weight = 10_000): Step[] {
  const nine = new Date(now + day);
  nine.setHours(9, 0, 0, 0);
  const later = new Date(nine);
  later.setDate(later.getDate() + 3);
  return [
    { at: nine.toISOString(), weight: Math.min(weight, whole / 2) },
    { at: later.toISOString(), weight: whole },
  ];
}

/** One more step, a day after the last one, half of the way to everybody. */
export function nextStep(steps: Step[], now: number): Step {
  const last = steps.at(-1);
  if (!last) return { at: firstSteps(now)[0]?.at ?? "", weight: whole };
  const at = last.at === "" ? "" : new Date(Date.parse(last.at) + day).toISOString();
  return { at, weight: Math.round((last.weight + whole) / 2) };
}

/** The share over time as points of a chart: from a while before the first step until a while after the last. */
export function rampPoints(steps: Step[]): { x: number; y: number }[] {
  const known = steps
    .flatMap(({ at, weight }) => (at === "" ? [] : [{ x: Date.parse(at), y: weight / 1000 }]))
    .sort((a, b) => a.x - b.x);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return [];
  const margin = Math.max(day / 4, (last.x - first.x) / 8);
  return [{ x: first.x - margin, y: 0 }, ...known, { x: last.x + margin, y: last.y }];
}

/** "Nobody at first, then in 2 steps up to 100 %." */
export function rampWords(steps: Step[]): string {
  const top = steps.at(-1)?.weight ?? 0;
  const count = steps.length === 1 ? "1 step" : `${steps.length} steps`;
  return `Nobody at first, then in ${count} up to ${percent(top)}. Times are in your own zone.`;
}
