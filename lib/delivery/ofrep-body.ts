import { type Evaluation, evaluateFlag, evaluatorFor, isFailed } from "@/lib/evaluation/evaluate";
import type { Subject } from "@/lib/evaluation/state";
import type { KeyRow } from "@/lib/snapshot/state";
import {
  answer,
  type Dated,
  delivered,
  type For,
  failureOf,
  flagFor,
  flagsFor,
  listOf,
  metadataOf,
  tagged,
  variantOf,
} from "./body";
import { streamToken } from "./stream-token";
import { Tag } from "./tag";

/** An answer about one flag, and the status that it goes out with. */
export type DatedOne = Dated & { status: 200 | 400 | 500 };

/** Every flag the key may see, for one subject, as OFREP's bulk evaluation tells it. `extras`: about all flags, and where changes are heard. */
export function ofrepAll(about: For, subject: Subject, extras: string, now: number): Dated {
  const { environment, kind } = about;
  const list = flagsFor(environment, kind);
  const evaluate = evaluatorFor(environment.ruleset, subject, now);
  const variants: (string | null)[] = [];
  let until = Number.POSITIVE_INFINITY;
  const tag = new Tag().text(extras);
  let flags = "";
  for (const flag of list) {
    const evaluation = evaluate(flag);
    variants.push(variantOf(evaluation.answer));
    if (flags !== "") flags += ",";
    flags += item(flag.key, evaluation, kind);
    tagged(tag, flag.key, evaluation, kind);
    if (evaluation.until !== null && evaluation.until < until) until = evaluation.until;
  }
  const body = `{"flags":[${flags}]${extras}}`;
  return { answer: answer(body, tag), delivered: delivered(environment, list, variants), until };
}

/** One flag as OFREP tells it; null when it does not exist for this key. */
export function ofrepOne(about: For, key: string, subject: Subject, now: number): DatedOne | null {
  const { environment, kind } = about;
  const flag = flagFor(about, key);
  if (!flag) return null;
  const evaluation = evaluateFlag(environment.ruleset, flag, subject, now);
  return {
    answer: answer(item(key, evaluation, kind)),
    delivered: delivered(environment, listOf(flag), [variantOf(evaluation.answer)]),
    until: evaluation.until ?? Number.POSITIVE_INFINITY,
    status: statusOf(evaluation.answer),
  };
}

/** The context is the caller's, the flag is ours. */
function statusOf(answer: Evaluation["answer"]): DatedOne["status"] {
  if (!isFailed(answer)) return 200;
  return answer.errorCode === "TARGETING_KEY_MISSING" ? 400 : 500;
}

/** Metadata are there even when empty: clients stumble over their absence. */
function item(key: string, { answer, bucket }: Evaluation, kind: KeyRow["kind"]): string {
  if (isFailed(answer)) return JSON.stringify({ key, ...failureOf(answer, kind), metadata: {} });
  if (kind === "client") return answer.standardEntry;
  return `{"key":"${key}",${answer.standardMembers},"metadata":{${metadataOf(answer, bucket)}}}`;
}

/**
 * What bulk evaluation says beside the flags: the same text at every answer for a key, since clients keep it across 304s.
 * `streams`: whether this server has any.
 */
export function extrasFor(environment: string, key: KeyRow, streams: boolean): string {
  const requestUri = `/api/stream?token=${streamToken(key)}`;
  const eventStreams = [{ type: "sse", endpoint: { requestUri }, inactivityDelaySec: 30 }];
  const extras = { metadata: { environment }, ...(streams && { eventStreams }) };
  return `,${JSON.stringify(extras).slice(1, -1)}`;
}
