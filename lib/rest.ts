import type { z } from "zod";
import type { Actor, Trace } from "@/lib/auth/actor";
import { actorOf, traceOf } from "@/lib/auth/request";
import { isUnavailable } from "@/lib/database/failures";
import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { invalid, problem } from "@/lib/problem";
import { assertWellFormed } from "@/lib/wellformed";

type Context = { params: Promise<Record<string, string | string[] | undefined>> };
type Answer = {
  status?: number;
  /** What is sent as JSON; a stream goes out as it is. */
  body?: unknown;
  headers?: Record<string, string>;
};

class Call {
  constructor(
    readonly request: Request,
    readonly params: Record<string, string>,
    readonly trace: Trace,
  ) {}

  /** A segment of the path. */
  param(name: string): string {
    return this.params[name] ?? "";
  }

  /** The query string, checked. Repeated names: the last one. */
  query<S extends z.ZodType>(schema: S): z.output<S> {
    return parse(schema, Object.fromEntries(new URL(this.request.url).searchParams));
  }

  /** The JSON body, checked; an empty one counts as {}. */
  async body<S extends z.ZodType>(schema: S): Promise<z.output<S>> {
    return parse(schema, readJson(await this.request.text()));
  }

  /** The version named by `If-Match: "<version>"`, or null when the caller does not care. */
  ifMatch(): number | null {
    const header = this.request.headers.get("if-match");
    if (header === null || header === "*") return null;
    const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())?.[1];
    if (!version) throw new Refusal("invalid", 'If-Match takes a version in quotes, such as "3".');
    return Number(version);
  }
}

/** A route of the management API for whoever is signed in (session cookie or personal token). */
export function route(run: (call: Call & { actor: Actor }) => Promise<Answer>) {
  return publicRoute(async (call) =>
    run(Object.assign(call, { actor: await actorOf(call.request, call.trace) })),
  );
}

/** A route that needs nobody: sign-up and login. Answers every refusal as problem JSON, and unknown errors without text. */
export function publicRoute(run: (call: Call) => Promise<Answer>) {
  return async (request: Request, context: Context): Promise<Response> => {
    let requestId = request.headers.get("x-request-id") ?? crypto.randomUUID();
    try {
      const trace = traceOf(request);
      requestId = trace.id;
      // Next.js has decoded them already.
      const params = (await context.params) as Record<string, string>;
      assertWellFormed(params);
      const { status = 200, body, headers } = await run(new Call(request, params, trace));
      return answer(status, body, { ...headers, ...traceHeaders(trace) });
    } catch (error) {
      if (error instanceof Refusal) return problem(error, requestId);
      if (isUnavailable(error)) {
        log.warn({ requestId }, "the database does not answer");
        return problem(databaseDown(), requestId);
      }
      log.error({ err: error, requestId }, "request failed");
      return problem(
        new Refusal(
          "unavailable",
          "Something went wrong on the server. Try again; if it stays, look into the server's log for the request id.",
          { status: 500 },
        ),
        requestId,
      );
    }
  };
}

export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  assertWellFormed(value);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalid(parsed.error.issues);
  return parsed.data;
}

function readJson(text: string): unknown {
  try {
    return text.trim() === "" ? {} : JSON.parse(text);
  } catch {
    throw new Refusal(
      "invalid",
      "The body is not valid JSON. Check its quotes, commas and brackets.",
      { status: 400 },
    );
  }
}

function answer(status: number, body: unknown, headers: Record<string, string>): Response {
  if (body instanceof ReadableStream) return new Response(body, { status, headers });
  const text = body === undefined ? null : JSON.stringify(body);
  return new Response(text, {
    status,
    headers: {
      ...(text === null ? {} : { "content-type": "application/json" }),
      "cache-control": "no-store",
      ...headers,
    },
  });
}

function traceHeaders(trace: Trace): Record<string, string> {
  const id = { "x-request-id": trace.id };
  return trace.sequence === null ? id : { ...id, "x-hoist-sequence": String(trace.sequence) };
}

function databaseDown() {
  return new Refusal("unavailable", "The database does not answer. Try again.", { retryAfter: 2 });
}
