import { env } from "@/lib/env";
import { log } from "@/lib/log";
import type { Question } from "./answer";
import type { SeenAttribute } from "./attributes";
import type { Effect, EffectQuestion } from "./effect";

const patience = 2_000;

/** What a plan would do to the contexts that apps sent; null where no process that answers polls can be asked. */
export async function askEffect(effect: EffectQuestion): Promise<Effect | null> {
  return ask<Effect>({ effect });
}

/** The names and types of attributes that apps sent, most frequent first; none where nobody can be asked. */
export async function askAttributes(environmentIds: string[]): Promise<SeenAttribute[]> {
  return (await ask<SeenAttribute[]>({ attributes: { environmentIds } })) ?? [];
}

/** Asks the hoist process that started this console. */
async function ask<Answer>(question: Question): Promise<Answer | null> {
  const { HOIST_SIDE_DOOR: door, HOIST_SIDE_DOOR_SECRET: secret } = env();
  if (!door || !secret) return null;
  try {
    const response = await fetch(door, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify(question),
      signal: AbortSignal.timeout(patience),
      cache: "no-store",
    });
    if (!response.ok) throw new Error(`The side door answered ${response.status}.`);
    return (await response.json()) as Answer;
  } catch (error) {
    log.warn({ err: error }, "the traffic could not be asked about");
    return null;
  }
}
