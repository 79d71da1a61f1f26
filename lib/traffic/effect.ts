import { setImmediate as turn } from "node:timers/promises";
import { subjectOf } from "@/lib/delivery/subject";
import { attributeAt } from "@/lib/evaluation/attribute";
import { type CompiledFlag, compile } from "@/lib/evaluation/compile";
import { evaluateFlag, isFailed } from "@/lib/evaluation/evaluate";
import type { Ruleset } from "@/lib/evaluation/ruleset";
import type { FlagDocument, StateDocument } from "@/lib/evaluation/state";
import type { Environment, State } from "@/lib/snapshot/state";
import type { Traffic } from "./traffic";

/** One flag before and after, to be tried on the contexts seen in an environment, at moments in epoch milliseconds. */
export type EffectQuestion = {
  environmentId: string;
  flag: FlagDocument;
  before: StateDocument;
  after: StateDocument;
  moments: number[];
  attributes: string[];
};

export type Effect = {
  /** How many contexts were seen in the last hour, and whether there were more than are kept. */
  contexts: number;
  isPart: boolean;
  /** How many minutes back that reaches: an hour, or less soon after the start. */
  minutes: number;
  /** How many of them would get another variant, moment by moment. */
  changed: number[];
  /** How many of them lack each attribute. */
  without: number[];
};

const atOnce = 10;

/** Counts; nothing of a context leaves. Polls are answered between every few contexts. Null: contexts of this environment are not kept. */
export async function effectOn(
  traffic: Traffic,
  state: State,
  question: EffectQuestion,
  now: number,
): Promise<Effect | null> {
  const { environmentId, flag, moments } = question;
  const environment = state.environments.get(environmentId);
  const sample = traffic.of(environmentId);
  if (sample === null) return null;
  const effect: Effect = {
    contexts: 0,
    isPart: sample?.isPart(now) ?? false,
    minutes: traffic.minutes(now),
    changed: moments.map(() => 0),
    without: question.attributes.map(() => 0),
  };
  if (!environment || !sample) return effect;

  const [before, after] = [compile(flag, question.before), compile(flag, question.after)];
  const rulesets = [around(environment, before), around(environment, after)] as const;
  const attributes = question.attributes.map(attributeAt);
  for (const context of sample.contexts(now)) {
    const subject = subjectOf(state, environment, context);
    const variant = (ruleset: Ruleset, planned: CompiledFlag, at: number) => {
      const { answer } = evaluateFlag(ruleset, planned, subject, at);
      return isFailed(answer) ? null : answer.variant;
    };
    for (const [index, at] of moments.entries())
      if (variant(rulesets[0], before, at) !== variant(rulesets[1], after, at))
        effect.changed[index] = (effect.changed[index] ?? 0) + 1;
    for (const [index, { read }] of attributes.entries())
      if (read(subject) === undefined) effect.without[index] = (effect.without[index] ?? 0) + 1;
    if (++effect.contexts % atOnce === 0) await turn();
  }
  return effect;
}

/** The environment as it is, but for this one flag. */
function around({ ruleset }: Environment, planned: CompiledFlag): Ruleset {
  const get = (key: string) => (key === planned.key ? planned : ruleset.flags.get(key));
  return { flags: { get }, segments: ruleset.segments };
}
