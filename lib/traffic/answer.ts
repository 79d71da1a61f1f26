import type { State } from "@/lib/snapshot/state";
import { attributesOf, type SeenAttribute } from "./attributes";
import { type Effect, type EffectQuestion, effectOn } from "./effect";
import type { SeenContext } from "./sample";
import type { Traffic } from "./traffic";

/** All that the console may ask of the traffic: numbers, and names of attributes. */
export type Question =
  | { effect: EffectQuestion; attributes?: undefined }
  | { attributes: { environmentIds: string[] }; effect?: undefined };

/** What the hoist process answers; null: it does not know. */
export async function answer(
  traffic: Traffic,
  state: State,
  { effect, attributes }: Question,
  now: number,
): Promise<Effect | SeenAttribute[] | null> {
  if (effect) return effectOn(traffic, state, effect, now);
  return attributesOf(contextsOf(traffic, attributes.environmentIds, now));
}

function* contextsOf(
  traffic: Traffic,
  environmentIds: string[],
  now: number,
): Generator<SeenContext> {
  for (const id of environmentIds) yield* traffic.of(id)?.contexts(now) ?? [];
}
