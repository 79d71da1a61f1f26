import { Refusal } from "@/lib/errors";
import type { Usage } from "@/lib/jobs/usage";
import type { Snapshot } from "@/lib/snapshot/follow";
import type { Environment, KeyRow, State } from "@/lib/snapshot/state";
import type { Traffic } from "@/lib/traffic/traffic";
import { AnswerCache } from "./answer-cache";
import { type Asking, decoded } from "./asking";
import { answerAll, answerOne, type Dated, type For } from "./body";
import { corsHeaders, refuseOrigin } from "./cors";
import { type Caller, callerOf, UnknownToken } from "./credentials";
import { askedIn, beforeTheKey, flagdPath, flagKeyOf, MethodRefused, methodsOf } from "./doors";
import { flagdAnswer } from "./flagd";
import { isProved } from "./identity";
import type { Answer, ReadRequest, ReadResponse } from "./message";
import { FlagNotFound, isOfrep, knowsExtras, ofrepRefused, rawKeyOf } from "./ofrep";
import { type DatedOne, extrasFor, ofrepAll, ofrepOne } from "./ofrep-body";
import { atLeastOf, type Position } from "./position";
import { answered, refused } from "./response";
import { subjectOf } from "./subject";

export type ReadLog = { error(details: object, message: string): void };
/**
 * `traffic` is told of a sample of contexts; nobody is where it is absent. `streams`: whether whoever mounts this answers
 * `/api/stream`, too.
 */
export type Parts = {
  snapshot: Snapshot;
  usage: Usage;
  traffic?: Traffic;
  log: ReadLog;
  streams?: boolean;
};
type Response = ReadResponse | Promise<ReadResponse>;

const catchUpFor = 1_000;

/** `/api/flags`, `/api/flags/{key}`, OFREP's two and `/flagd/flags.json`: a request in, a response out. Answers from memory, at once whenever it can. */
export class ReadApi {
  #cache = new AnswerCache();

  constructor(private readonly parts: Parts) {}

  /** How often an answer was there already, and how often it had to be made though it could have been. */
  get reuse(): { hits: number; misses: number } {
    return this.#cache;
  }

  respond(request: ReadRequest): Response {
    return this.#attempt(request, true);
  }

  #attempt(request: ReadRequest, mayCatchUp: boolean): Response {
    let caller: Caller | null = null;
    try {
      const early = beforeTheKey(request);
      if (early) return early;
      const state = requireState(this.parts.snapshot.state);
      caller = callerOf(state, request);
      const wanted = mayCatchUp ? atLeastOf(request.search) : null;
      if (wanted && isBehind(state, wanted, request.now)) return this.#catchUp(request, wanted);
      return this.#answer(request, state, caller);
    } catch (error) {
      if (error instanceof UnknownToken && mayCatchUp) return this.#refresh(request);
      return this.#refused(request, caller, error);
    }
  }

  #answer(request: ReadRequest, state: State, caller: Caller): ReadResponse {
    const { key } = caller;
    const origin = request.header("origin");
    const cors = corsHeaders(key, origin);
    refuseOrigin(key, origin);
    const sequence: Record<string, string> =
      key.kind === "server" ? { "x-hoist-sequence": String(state.sequence) } : {};
    const headers = { ...cors, ...sequence };
    if (request.path === flagdPath) {
      const definition = flagdFor(request, state, caller);
      this.#used(caller, request.now);
      return answered(request, definition, headers);
    }
    const dated = this.#dated(request, state, caller);
    this.#used(caller, request.now);
    if (!dated) throw new FlagNotFound();
    this.parts.usage.evaluated(dated.delivered, request.now);
    this.#seen(request, key.environmentId);
    return answered(request, dated.answer, headers, "status" in dated ? dated.status : 200);
  }

  #used({ key, person }: Caller, now: number): void {
    this.parts.usage.keyUsed(key.id, now);
    if (person) this.parts.usage.tokenUsed(person.id, now);
  }

  #seen(request: ReadRequest, environmentId: string): void {
    const { traffic } = this.parts;
    const size = request.body?.length ?? request.search.length;
    if (traffic?.wants(environmentId, size, request.now))
      traffic.note(environmentId, askedIn(request), request.now);
  }

  #dated(request: ReadRequest, state: State, caller: Caller): Dated | DatedOne | null {
    const { key, person } = caller;
    const environment = environmentOf(state, caller);
    const { kind } = key;
    const { path, search, now } = request;
    const proof = request.header("x-hoist-identity");

    // Who proves an identity is asked for it every time.
    const plain = request.method !== "POST" && proof === null && !person && !key.requireIdentity;
    const asked = plain ? `${environment.id}${kind}${path}?${search}` : null;
    const known = asked && this.#cache.find(asked, environment.revision, now);
    if (known) return known;

    const asking = askedIn(request);
    const proved = isProved(state, caller, proof, asking.targetingKey);
    const about = { state, environment, kind };
    const made = isOfrep(path)
      ? this.#byOfrep(about, request, key, asking)
      : byHoist(about, request, asking, proved || kind === "server");
    if (made && asked !== null) this.#cache.keep(asked, environment.revision, made, now);
    return made;
  }

  #byOfrep(about: For, request: ReadRequest, key: KeyRow, asking: Asking): Dated | DatedOne | null {
    const { environment } = about;
    const subject = subjectOf(about.state, environment, asking);
    const raw = rawKeyOf(request.path);
    if (typeof raw === "string") return ofrepOne(about, decoded(raw), subject, request.now);
    const { streams = false } = this.parts;
    const extras = knowsExtras(request) ? extrasFor(environment.key, key, streams) : "";
    return ofrepAll(about, subject, extras, request.now);
  }

  /** A key made a moment ago may not have reached this snapshot: one look at the log before it is refused. */
  async #refresh(request: ReadRequest): Promise<ReadResponse> {
    await this.parts.snapshot.refresh(catchUpFor);
    return this.#attempt(request, false);
  }

  async #catchUp(request: ReadRequest, { sequence, boundary }: Position): Promise<ReadResponse> {
    await this.parts.snapshot.catchUp(sequence, catchUpFor);
    const ahead = boundary - request.now;
    if (ahead > 0 && ahead <= catchUpFor)
      return this.#attempt({ ...request, now: boundary }, false);
    return this.#attempt(request, false);
  }

  #refused(request: ReadRequest, caller: Caller | null, error: unknown): ReadResponse {
    const cors = corsHeaders(caller?.key ?? null, request.header("origin"));
    const refuse = isOfrep(request.path) ? ofrepRefused : refused;
    if (error instanceof MethodRefused)
      return refuse(request, error, { ...cors, allow: methodsOf(request.path) });
    if (error instanceof FlagNotFound && refuse === refused)
      return refused(request, error, cors, {
        errorCode: "FLAG_NOT_FOUND",
        errorDetails: error.message,
      });
    if (error instanceof Refusal) return refuse(request, error, cors);
    this.parts.log.error({ err: error, requestId: request.requestId }, "a poll failed");
    const wrong = new Refusal(
      "unavailable",
      "Something went wrong on the server. Try again; if it stays, look into the server's log for the request id.",
      { status: 500 },
    );
    return refuse(request, wrong, cors);
  }
}

function environmentOf(state: State, { key }: Caller): Environment {
  const environment = state.environments.get(key.environmentId);
  if (!environment) throw new Error("A key of no environment.");
  return environment;
}

function flagdFor(request: ReadRequest, state: State, caller: Caller): Answer {
  if (caller.key.kind !== "server")
    throw new Refusal(
      "forbidden",
      "A client key may not have the rules. An administrator can make a server key under Environments.",
    );
  return flagdAnswer(state, environmentOf(state, caller), request.now);
}

function byHoist(
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

function requireState(state: State | null): State {
  if (state) return state;
  throw new Refusal("unavailable", "Still starting. Try again.", { retryAfter: 1 });
}

function isBehind(state: State, { sequence, boundary }: Position, now: number): boolean {
  return state.sequence < sequence || now < boundary;
}
