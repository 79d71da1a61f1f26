import type { IncomingMessage } from "node:http";
import { Refusal } from "@/lib/errors";
import type { Usage } from "@/lib/jobs/usage";
import type { Snapshot } from "@/lib/snapshot/follow";
import type { State } from "@/lib/snapshot/state";
import type { Traffic } from "@/lib/traffic/traffic";
import { AnswerCache } from "./answer-cache";
import { byHoist, byOfrep, environmentOf, flagdFor } from "./answers";
import type { Dated } from "./body";
import { corsHeaders, refuseOrigin } from "./cors";
import { type Caller, callerOf, UnknownToken } from "./credentials";
import { askedFor, askedIn, beforeTheKey, flagdPath, MethodRefused, methodsOf } from "./doors";
import { isProved } from "./identity";
import type { ReadRequest, ReadResponse } from "./message";
import { FlagNotFound, isOfrep, ofrepRefused } from "./ofrep";
import type { DatedOne } from "./ofrep-body";
import { PollLimit } from "./poll-limit";
import { atLeastOf, type Position } from "./position";
import { answered, refused } from "./response";
import type { StreamBounds } from "./stream-limits";

export type ReadLog = { error(details: object, message: string): void };
/**
 * `traffic` is told of a sample of contexts; nobody is where it is absent. `streams`: whether whoever mounts this answers
 * `/api/stream`, too. `pollsPerSecond`: how many a key may send; 0, or absent, for any number. `openStreams`: how many may be
 * open, and where a request comes from, past proxies; absent for any number.
 */
export type Parts = {
  snapshot: Snapshot;
  usage: Usage;
  traffic?: Traffic;
  log: ReadLog;
  streams?: boolean;
  pollsPerSecond?: number;
  openStreams?: StreamBounds & { addressOf(request: IncomingMessage): string };
};
type Response = ReadResponse | Promise<ReadResponse>;

const catchUpFor = 1_000;

/** `/api/flags`, `/api/flags/{key}`, OFREP's two and `/flagd/flags.json`: a request in, a response out. Answers from memory, at once whenever it can. */
export class ReadApi {
  #cache = new AnswerCache();
  #limit: PollLimit;

  constructor(private readonly parts: Parts) {
    this.#limit = new PollLimit(parts.pollsPerSecond ?? 0);
  }

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
      if (mayCatchUp) this.#limit.count(caller.key.id, request.now);
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
    const response = this.#found(request, state, caller, cors);
    if (key.kind === "server") response.headers["x-hoist-sequence"] = String(state.sequence);
    return response;
  }

  #found(
    request: ReadRequest,
    state: State,
    caller: Caller,
    cors: Record<string, string>,
  ): ReadResponse {
    if (request.path === flagdPath) {
      const definition = flagdFor(request, state, caller);
      this.#used(caller, request.now);
      return answered(request, definition, cors);
    }
    const dated = this.#dated(request, state, caller);
    this.#used(caller, request.now);
    if (!dated) throw new FlagNotFound();
    this.parts.usage.evaluated(dated.delivered, request.now);
    this.#seen(request, caller.key.environmentId);
    return answered(request, dated.answer, cors, "status" in dated ? dated.status : 200);
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
    const { path, now } = request;
    const proof = request.header("x-hoist-identity");

    // Who proves an identity is asked for it every time.
    const plain = proof === null && !person && !key.requireIdentity;
    const asked = plain ? askedFor(request, environment.id, key) : null;
    const known = asked && this.#cache.find(asked, environment.revision, now);
    if (known) return known;

    const asking = askedIn(request);
    const proved = isProved(state, caller, proof, asking.targetingKey);
    const about = { state, environment, kind };
    const made = isOfrep(path)
      ? byOfrep(about, request, key, asking, this.parts.streams === true)
      : byHoist(about, request, asking, proved || kind === "server");
    if (made && asked !== null) this.#cache.offer(asked, environment.revision, made, now);
    return made;
  }

  /** A key made a moment ago may not have reached this snapshot: one look at the log before it is refused. */
  async #refresh(request: ReadRequest): Promise<ReadResponse> {
    await this.parts.snapshot.refresh(catchUpFor);
    return this.#attempt(request, false);
  }

  /** Whoever was told of a change must not settle on what was before it, and cannot know that this instance is cut off. */
  async #catchUp(request: ReadRequest, { sequence, boundary }: Position): Promise<ReadResponse> {
    const reached = await this.parts.snapshot.reach(sequence, catchUpFor);
    if (reached === "late") return this.#refused(request, null, behind());
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

function behind(): Refusal {
  return new Refusal(
    "unavailable",
    "This instance has not heard of that change yet: it does not reach the database. Ask another one, or try again.",
    { retryAfter: 1 },
  );
}

function requireState(state: State | null): State {
  if (state) return state;
  throw new Refusal("unavailable", "Still starting. Try again.", { retryAfter: 1 });
}

function isBehind(state: State, { sequence, boundary }: Position, now: number): boolean {
  return state.sequence < sequence || now < boundary;
}
