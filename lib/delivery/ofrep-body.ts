import { type Answer, evaluateFlag, isFailed } from "@/lib/evaluation/evaluate";
import type { Subject } from "@/lib/evaluation/state";
import type { KeyRow } from "@/lib/snapshot/state";
import {
  answer,
  answerBulk,
  type Dated,
  delivered,
  type For,
  failureOf,
  flagFor,
  listOf,
  metadataOf,
  variantOf,
} from "./body";
import { streamToken } from "./stream-token";

/** An answer about one flag, and the status that it goes out with. */
export type DatedOne = Dated & { status: 200 | 400 | 500 };

/** Every flag the key may see, for one subject, as OFREP's bulk evaluation tells it. `extras`: about all flags, and where changes are heard. */
export function ofrepAll(about: For, subject: Subject, extras: string, now: number): Dated {
  return answerBulk(about, { head: `{"flags":[`, tail: `]${extras}}`, entry: item }, subject, now);
}

/** One flag as OFREP tells it; null when it does not exist for this key. */
export function ofrepOne(about: For, key: string, subject: Subject, now: number): DatedOne | null {
  const { environment, kind } = about;
  const flag = flagFor(about, key);
  if (!flag) return null;
  const found = evaluateFlag(environment.ruleset, flag, subject, now);
  return {
    answer: answer(item(key, found.answer, found.bucket, kind)),
    delivered: delivered(environment, listOf(flag), [variantOf(found.answer)]),
    until: found.until ?? Number.POSITIVE_INFINITY,
    status: statusOf(found.answer),
  };
}

/** The context is the caller's, the flag is ours. */
function statusOf(answer: Answer): DatedOne["status"] {
  if (!isFailed(answer)) return 200;
  return answer.errorCode === "TARGETING_KEY_MISSING" ? 400 : 500;
}

/** Metadata are there even when empty: clients stumble over their absence. */
function item(key: string, answer: Answer, bucket: number | null, kind: KeyRow["kind"]): string {
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
