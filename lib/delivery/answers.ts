import { Refusal } from "@/lib/errors";
import type { Environment, KeyRow, State } from "@/lib/snapshot/state";
import { type Asking, decoded } from "./asking";
import { answerAll, answerOne, type Dated, type For } from "./body";
import type { Caller } from "./credentials";
import { flagKeyOf } from "./doors";
import { flagdAnswer } from "./flagd";
import type { Answer, ReadRequest } from "./message";
import { knowsExtras, rawKeyOf } from "./ofrep";
import { type DatedOne, extrasFor, ofrepAll, ofrepOne } from "./ofrep-body";
import { subjectOf } from "./subject";

/** What `/api/flags` answers; null for a flag that does not exist for this key. */
export function byHoist(
  about: For,
  { path, now }: ReadRequest,
  asking: Asking,
  withConfiguration: boolean,
): Dated | null {
  const flagKey = flagKeyOf(path);
  const subject = subjectOf(about.state, about.environment, asking);
  return flagKey === null
    ? answerAll(about, asking, subject, withConfiguration, now)
    : answerOne(about, flagKey, subject, now);
}

/** What OFREP's clients are answered; null for a flag that does not exist for this key. `streams`: whether there are any to name. */
export function byOfrep(
  about: For,
  request: ReadRequest,
  key: KeyRow,
  asking: Asking,
  streams: boolean,
): Dated | DatedOne | null {
  const { environment } = about;
  const subject = subjectOf(about.state, environment, asking);
  const raw = rawKeyOf(request.path);
  if (typeof raw === "string") return ofrepOne(about, decoded(raw), subject, request.now);
  const extras = knowsExtras(request) ? extrasFor(environment.key, key, streams) : "";
  return ofrepAll(about, subject, extras, request.now);
}

/** The environment as a flagd definition. Throws `forbidden` for client keys. */
export function flagdFor(request: ReadRequest, state: State, caller: Caller): Answer {
  if (caller.key.kind !== "server")
    throw new Refusal(
      "forbidden",
      "A client key may not have the rules. An administrator can make a server key under Environments.",
    );
  return flagdAnswer(state, environmentOf(state, caller), request.now);
}

export function environmentOf(state: State, { key }: Caller): Environment {
  const environment = state.environments.get(key.environmentId);
  if (!environment) throw new Error("A key of no environment.");
  return environment;
}
