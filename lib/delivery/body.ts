import type { CompiledFlag, Served } from "@/lib/evaluation/compile";
import {
  type Evaluation,
  evaluateFlag,
  evaluatorFor,
  type Failed,
  isFailed,
} from "@/lib/evaluation/evaluate";
import type { Subject } from "@/lib/evaluation/state";
import type { Delivered } from "@/lib/jobs/evaluations";
import type { Environment, KeyRow, State } from "@/lib/snapshot/state";
import type { Asking } from "./asking";
import type { Answer } from "./message";
import { Tag } from "./tag";

/** An answer, what it delivers, and until when it holds if nothing else changes; epoch milliseconds. */
export type Dated = { answer: Answer; delivered: Delivered; until: number };

export type For = { state: State; environment: Environment; kind: KeyRow["kind"] };

/** Every flag the key may see, for one subject. `withConfiguration`: the user's own is told as well. */
export function answerAll(
  { state, environment, kind }: For,
  asking: Asking,
  subject: Subject,
  withConfiguration: boolean,
  now: number,
): Dated {
  let until = Number.POSITIVE_INFINITY;
  const configuration = withConfiguration
    ? `,"configuration":${configurationOf(state, asking.targetingKey)}`
    : "";
  const head = `{"environment":${JSON.stringify(environment.key)},"flags":{`;
  const tail = `}${configuration}}`;
  const tag = new Tag().text(head).text(tail);
  let flags = "";
  const list = flagsFor(environment, kind);
  const variants: (string | null)[] = [];
  const evaluate = evaluatorFor(environment.ruleset, subject, now);
  for (const flag of list) {
    if (asking.keys && !asking.keys.has(flag.key)) {
      variants.push(null);
      continue;
    }
    const evaluation = evaluate(flag);
    variants.push(variantOf(evaluation.answer));
    if (flags !== "") flags += ",";
    flags += entryOf(flag.key, evaluation, kind);
    tagged(tag, flag.key, evaluation, kind);
    if (evaluation.until !== null && evaluation.until < until) until = evaluation.until;
  }
  return {
    answer: answer(head + flags + tail, tag),
    delivered: delivered(environment, list, variants),
    until,
  };
}

/** One flag's object with its key; null when it does not exist for this key. */
export function answerOne(about: For, key: string, subject: Subject, now: number): Dated | null {
  const { environment, kind } = about;
  const flag = flagFor(about, key);
  if (!flag) return null;
  const evaluation = evaluateFlag(environment.ruleset, flag, subject, now);
  return {
    answer: answer(`{"key":"${flag.key}",${membersOf(evaluation, kind)}}`),
    delivered: delivered(environment, listOf(flag), [variantOf(evaluation.answer)]),
    until: evaluation.until ?? Number.POSITIVE_INFINITY,
  };
}

export function flagFor({ environment, kind }: For, key: string): CompiledFlag | null {
  const flag = environment.compiled.get(key);
  return !flag || flag.archived || (kind === "client" && !flag.clientSide) ? null : flag;
}

function entryOf(key: string, evaluation: Evaluation, kind: KeyRow["kind"]): string {
  const { answer } = evaluation;
  if (kind === "client" && !isFailed(answer)) return answer.entry;
  return `"${key}":{${membersOf(evaluation, kind)}}`;
}

/** What decided is for servers: a client app learns only what it gets. */
function membersOf({ answer, bucket }: Evaluation, kind: KeyRow["kind"]): string {
  if (isFailed(answer)) {
    const failed = { enabled: false, reason: "ERROR", ...failureOf(answer, kind) };
    return JSON.stringify(failed).slice(1, -1);
  }
  return kind === "server"
    ? `${answer.members},"metadata":{${metadataOf(answer, bucket)}}`
    : answer.members;
}

/** Why there is no value. What is wrong with a flag is for servers, too. */
export function failureOf({ errorCode, errorDetails }: Failed, kind: KeyRow["kind"]) {
  const details = kind === "server" ? errorDetails : "It cannot be evaluated.";
  return { errorCode, errorDetails: details };
}

/** What decided, for server keys: the members of an object, braces left out. */
export function metadataOf({ ruleMember }: Served, bucket: number | null): string {
  if (bucket === null) return ruleMember;
  return ruleMember === "" ? `"bucket":${bucket}` : `${ruleMember},"bucket":${bucket}`;
}

function configurationOf({ people, configurations }: State, targetingKey: string | null): string {
  const user = targetingKey === null ? undefined : people.find(targetingKey);
  if (user === undefined || !people.isConfirmed(user)) return "{}";
  const settings = [...(configurations.get(user)?.values() ?? [])];
  const members = settings
    .sort((left, right) => (left.key < right.key ? -1 : 1))
    .map(({ key, value }) => `${JSON.stringify(key)}:${value}`);
  return `{${members.join(",")}}`;
}

export function variantOf(answer: Evaluation["answer"]): string | null {
  return isFailed(answer) ? null : answer.variant;
}

export function delivered(
  { id: environmentId }: Environment,
  flags: Delivered["flags"],
  variants: Delivered["variants"],
): Delivered {
  return { environmentId, flags, variants, times: 0, at: 0 };
}

const listsOfOne = new WeakMap<CompiledFlag, readonly CompiledFlag[]>();

/** A list of this flag alone, the same each time. */
export function listOf(flag: CompiledFlag): readonly CompiledFlag[] {
  const known = listsOfOne.get(flag);
  if (known) return known;
  const made = [flag];
  listsOfOne.set(flag, made);
  return made;
}

type Lists = { revision: number; client: CompiledFlag[]; server: CompiledFlag[] };
const lists = new WeakMap<Environment, Lists>();

/** In the order of their keys, so that every instance gives the same answer, byte for byte. */
export function flagsFor(environment: Environment, kind: KeyRow["kind"]): readonly CompiledFlag[] {
  const known = lists.get(environment);
  if (known?.revision === environment.flagsRevision) return known[kind];

  const server = [...environment.compiled.values()]
    .filter(({ archived }) => !archived)
    .sort((left, right) => (left.key < right.key ? -1 : 1));
  const client = server.filter(({ clientSide }) => clientSide);
  const made = { revision: environment.flagsRevision, client, server };
  lists.set(environment, made);
  return made[kind];
}

/** Notes what was answered about a flag, the bucket where it is told. */
export function tagged(tag: Tag, key: string, evaluation: Evaluation, kind: KeyRow["kind"]): void {
  const { answer, bucket } = evaluation;
  if (isFailed(answer)) tag.text(`${key}\n${answer.errorCode}\n${answer.errorDetails}`);
  else tag.add(answer.fingerprint);
  if (kind === "server") tag.number(bucket ?? -1);
}

export function answer(body: string, tag = new Tag().text(body)): Answer {
  return { body, bytes: Buffer.byteLength(body), tag: tag.toString(), gzip: null };
}
