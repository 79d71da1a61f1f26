import { Refusal } from "@/lib/errors";
import type { Usage } from "@/lib/jobs/usage";
import type { Snapshot } from "@/lib/snapshot/follow";
import type { Environment, State } from "@/lib/snapshot/state";
import type { Traffic } from "@/lib/traffic/traffic";
import { AnswerCache } from "./answer-cache";
import { askingOf, decoded } from "./asking";
import { answerAll, answerOne, type Dated } from "./body";
import { corsHeaders, preflight, refuseOrigin } from "./cors";
import { type Caller, callerOf, UnknownToken } from "./credentials";
import { flagdAnswer } from "./flagd";
import { isProved } from "./identity";
import type { Answer, ReadRequest, ReadResponse } from "./message";
import { atLeastOf, type Position } from "./position";
import { answered, noContent, refused } from "./response";
import { subjectOf } from "./subject";

export type ReadLog = { error(details: object, message: string): void };
/** `traffic` is told of a sample of contexts; nobody is where it is absent. */
export type Parts = { snapshot: Snapshot; usage: Usage; traffic?: Traffic; log: ReadLog };
type Response = ReadResponse | Promise<ReadResponse>;

const catchUpFor = 1_000;
const methods = "GET, HEAD, POST, OPTIONS";
const flagdPath = "/flagd/flags.json";

/** Whether requests for this path (as sent, without the query) are for the read API. */
export function isPolled(path: string): boolean {
  return path === "/api/flags" || path.startsWith("/api/flags/") || path === flagdPath;
}

/** `/api/flags`, `/api/flags/{key}` and `/flagd/flags.json`: a request in, a response out. Answers from memory, at once whenever it can. */
export class ReadApi {
  #cache = new AnswerCache();

  constructor(private readonly parts: Parts) {}

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
    if (!dated) return flagNotFound(request, cors);
    this.parts.usage.evaluated(dated.delivered, request.now);
    this.#seen(request, key.environmentId);
    return answered(request, dated.answer, headers);
  }

  #used({ key, person }: Caller, now: number): void {
    this.parts.usage.keyUsed(key.id, now);
    if (person) this.parts.usage.tokenUsed(person.id, now);
  }

  #seen(request: ReadRequest, environmentId: string): void {
    const { traffic } = this.parts;
    const size = request.body?.length ?? request.search.length;
    if (traffic?.wants(environmentId, size, request.now))
      traffic.note(environmentId, askingOf(request), request.now);
  }

  #dated(request: ReadRequest, state: State, caller: Caller): Dated | null {
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

    const flagKey = flagKeyOf(path);
    const asking = askingOf(request);
    const proved = isProved(state, caller, proof, asking.targetingKey);
    const subject = subjectOf(state, environment, asking);
    const about = { state, environment, kind };
    const made =
      flagKey === null
        ? answerAll(about, asking, subject, proved || kind === "server", now)
        : answerOne(about, flagKey, subject, now);
    if (made && asked !== null) this.#cache.keep(asked, environment.revision, made);
    return made;
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
    if (error instanceof MethodRefused)
      return refused(request, error, { ...cors, allow: methodsOf(request.path) });
    if (error instanceof Refusal) return refused(request, error, cors);
    this.parts.log.error({ err: error, requestId: request.requestId }, "a poll failed");
    const wrong = new Refusal(
      "unavailable",
      "Something went wrong on the server. Try again; if it stays, look into the server's log for the request id.",
      { status: 500 },
    );
    return refused(request, wrong, cors);
  }
}

class MethodRefused extends Refusal {
  constructor(allowed: string) {
    super("invalid", `Use one of ${allowed}.`, { status: 405 });
  }
}

/** The flagd export tells of no context, so none can be posted. */
function methodsOf(path: string): string {
  return path === flagdPath ? "GET, HEAD, OPTIONS" : methods;
}

/** What needs no key; null when it does. */
function beforeTheKey(request: ReadRequest): ReadResponse | null {
  const { method } = request;
  const allowed = methodsOf(request.path);
  if (!allowed.split(", ").includes(method)) throw new MethodRefused(allowed);
  if (method !== "OPTIONS") return null;
  return noContent(request, {
    ...preflight,
    "access-control-allow-methods": allowed,
    allow: allowed,
  });
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

function requireState(state: State | null): State {
  if (state) return state;
  throw new Refusal("unavailable", "Still starting. Try again.", { retryAfter: 1 });
}

/** Null for the path of all flags. */
function flagKeyOf(path: string): string | null {
  if (path === "/api/flags") return null;
  const key = decoded(path.slice("/api/flags/".length));
  if (key === "")
    throw new Refusal(
      "not_found",
      "There is nothing at this address. See /api/openapi.json for those there are.",
    );
  return key;
}

function flagNotFound(request: ReadRequest, cors: Record<string, string>): ReadResponse {
  const detail =
    "There is no such flag, or it is not for this key. Check its key; client keys get client-side flags only.";
  const members = { errorCode: "FLAG_NOT_FOUND", errorDetails: detail };
  return refused(request, new Refusal("not_found", detail), cors, members);
}

function isBehind(state: State, { sequence, boundary }: Position, now: number): boolean {
  return state.sequence < sequence || now < boundary;
}
