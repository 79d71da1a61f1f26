import { setImmediate as turn } from "node:timers/promises";
import type { Json } from "@/lib/evaluation/state";
import type { SeenContext } from "./sample";

/** An attribute's name, nested ones joined by dots, and the JSON types of its values. Never a value. */
export type SeenAttribute = { name: string; types: string[] };

type Found = { types: Set<string>; times: number; within: string; inside: number };

const most = 200;
const mostFound = 5_000;
const longestName = 64;
/** An object with more names than this is a list of people or things by name: its names are values. */
const mostInside = 30;
const atOnce = 20;

/** The names and types of what these contexts say, most frequent first. Polls are answered between every few contexts. */
export async function attributesOf(contexts: Iterable<SeenContext>): Promise<SeenAttribute[]> {
  const found = new Map<string, Found>();
  let read = 0;
  for (const { attributes } of contexts) {
    gather(attributes, "", found);
    if (++read % atOnce === 0) await turn();
  }
  return [...found]
    .filter(([, one]) => one.types.size > 0 && isNamed(one, found))
    .sort(([left, a], [right, b]) => b.times - a.times || (left < right ? -1 : 1))
    .slice(0, most)
    .map(([name, { types }]) => ({ name, types: [...types].sort() }));
}

function gather(
  values: { readonly [name: string]: Json },
  within: string,
  found: Map<string, Found>,
): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === null || !isName(name)) continue;
    const step = name.replace(/[\\.]/g, "\\$&");
    const path = within === "" ? step : `${within}.${step}`;
    const one = found.get(path) ?? begun(path, within, found);
    if (one === null) continue;
    one.times++;
    if (Array.isArray(value)) one.types.add("array");
    else if (typeof value === "object") gather(value, path, found);
    else one.types.add(typeof value);
  }
}

/** A long name, or an address, is more likely somebody's than a word of the app's. */
function isName(name: string): boolean {
  return name.length > 0 && name.length <= longestName && !name.includes("@");
}

/** Null when there are too many already: in all, or in the object around it. */
function begun(path: string, within: string, found: Map<string, Found>): Found | null {
  if (found.size >= mostFound) return null;
  const around = found.get(within);
  if (around && ++around.inside > mostInside) return null;
  const one = { types: new Set<string>(), times: 0, within, inside: 0 };
  found.set(path, one);
  return one;
}

function isNamed({ within }: Found, found: Map<string, Found>): boolean {
  const around = found.get(within);
  return around === undefined || (around.inside <= mostInside && isNamed(around, found));
}
