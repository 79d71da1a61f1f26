import { type CompiledFlag, isPlain, type Served } from "@/lib/evaluation/compile";
import {
  answerNext,
  type Answer as Evaluated,
  evaluateFlag,
  type Failed,
  isFailed,
  runFor,
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
  about: For,
  asking: Asking,
  subject: Subject,
  withConfiguration: boolean,
  now: number,
): Dated {
  const configuration = withConfiguration
    ? `,"configuration":${configurationOf(about.state, asking.targetingKey)}`
    : "";
  const head = `{"environment":${JSON.stringify(about.environment.key)},"flags":{`;
  const form = { head, tail: `}${configuration}}`, entry: entryOf };
  return answerBulk(about, form, subject, now, asking.keys);
}

/** How an answer about all flags is written: what stands before them, what is told of each, and what stands after them. */
export type Form = {
  head: string;
  tail: string;
  entry(key: string, answer: Evaluated, bucket: number | null, kind: KeyRow["kind"]): string;
};

/** Every flag the key may see, or those of them in `keys`, for one subject. */
export function answerBulk(
  { environment, kind }: For,
  { head, tail, entry }: Form,
  subject: Subject,
  now: number,
  keys: ReadonlySet<string> | null = null,
): Dated {
  const list = flagsFor(environment, kind);
  const run = runFor(environment.ruleset, subject, now);
  const variants: (string | null)[] = [];
  const tag = new Tag().text(head).text(tail);
  let until = Number.POSITIVE_INFINITY;
  let plain = isPlain(head) && isPlain(tail);
  let flags = "";
  for (const flag of list) {
    if (keys !== null && !keys.has(flag.key)) {
      variants.push(null);
      continue;
    }
    const found = answerNext(run, flag);
    const { bucket } = run;
    variants.push(variantOf(found));
    if (flags !== "") flags += ",";
    flags += entry(flag.key, found, bucket, kind);
    tagged(tag, flag.key, found, kind === "server" ? bucket : null);
    if (run.until < until) until = run.until;
    if (isFailed(found) || !found.isPlain) plain = false;
  }
  const body = head + flags + tail;
  return {
    answer: answer(body, tag, plain ? body.length : undefined),
    delivered: delivered(environment, list, variants),
    until,
  };
}

/** One flag's object with its key; null when it does not exist for this key. */
export function answerOne(about: For, key: string, subject: Subject, now: number): Dated | null {
  const { environment, kind } = about;
  const flag = flagFor(about, key);
  if (!flag) return null;
  const found = evaluateFlag(environment.ruleset, flag, subject, now);
  return {
    answer: answer(`{"key":"${flag.key}",${membersOf(found.answer, found.bucket, kind)}}`),
    delivered: delivered(environment, listOf(flag), [variantOf(found.answer)]),
    until: found.until ?? Number.POSITIVE_INFINITY,
  };
}

export function flagFor({ environment, kind }: For, key: string): CompiledFlag | null {
  const flag = environment.compiled.get(key);
  return !flag || flag.archived || (kind === "client" && !flag.clientSide) ? null : flag;
}

function entryOf(
  key: string,
  answer: Evaluated,
  bucket: number | null,
  kind: KeyRow["kind"],
): string {
  if (kind === "client" && !isFailed(answer)) return answer.entry;
  return `"${key}":{${membersOf(answer, bucket, kind)}}`;
}

/** What decided is for servers: a client app learns only what it gets. */
function membersOf(answer: Evaluated, bucket: number | null, kind: KeyRow["kind"]): string {
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

export function variantOf(answer: Evaluated): string | null {
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

/** Notes what was answered about a flag, and the bucket where that is told. */
export function tagged(tag: Tag, key: string, answer: Evaluated, bucket: number | null): void {
  if (isFailed(answer)) tag.text(`${key}\n${answer.errorCode}\n${answer.errorDetails}`);
  else tag.add(answer.fingerprint);
  if (bucket !== null) tag.number(bucket);
}

/** `bytes`: where they need not be counted. */
export function answer(
  body: string,
  tag = new Tag().text(body),
  bytes = Buffer.byteLength(body),
): Answer {
  return { body, bytes, tag: tag.toString(), gzip: null };
}
