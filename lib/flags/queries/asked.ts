import type { Condition, Serve, StateDocument } from "@/lib/evaluation/state";

type Segments = { get(key: string): { conditions: Condition } | undefined };

/** The attributes that a state asks for, in its rules, its splits and the segments they name. */
export function attributesAsked(state: StateDocument, segments: Segments): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  function visit(condition: Condition): void {
    if ("attribute" in condition) found.add(condition.attribute);
    else if ("not" in condition) visit(condition.not);
    else if ("all" in condition) condition.all.forEach(visit);
    else if ("any" in condition) condition.any.forEach(visit);
    else if (!seen.has(condition.segment)) {
      seen.add(condition.segment);
      const segment = segments.get(condition.segment);
      if (segment) visit(segment.conditions);
    }
  }
  for (const { when, serve } of state.rules) {
    visit(when);
    if ("split" in serve) found.add(serve.by);
  }
  if ("split" in state.fallthrough) found.add(state.fallthrough.by);
  found.delete("targetingKey");
  return [...found];
}

/** The moments after `now`, in epoch milliseconds and in order, at which states change what they serve by time alone. */
export function momentsOf(states: StateDocument[], now: number): number[] {
  const texts = states.flatMap(({ rules, fallthrough }) => [
    ...rules.flatMap(({ startsAt, endsAt, serve }) => [startsAt, endsAt, ...stepsOf(serve)]),
    ...stepsOf(fallthrough),
  ]);
  const times = texts.flatMap((text) => (text === null ? [] : [Date.parse(text)]));
  return [...new Set(times)].filter((time) => time > now).sort((a, b) => a - b);
}

function stepsOf(serve: Serve): string[] {
  if (!("split" in serve) || !Array.isArray(serve.exposure)) return [];
  return serve.exposure.map(({ at }) => at);
}
