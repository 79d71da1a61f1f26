import { Refusal } from "@/lib/errors";

/** What a span tells. Never a name, key, token, attribute or text of anybody. */
export type Facts = Record<string, string | number>;

/** A piece of work that is being traced. */
export type Span = {
  /** W3C `traceparent`, for whoever does a part of it. */
  readonly traceparent: string;
  end(facts: Facts, hasFailed: boolean): void;
};

export type Tracer = {
  start(name: string, kind: "server" | "client", parent: string | undefined, facts: Facts): Span;
};

// One process, several bundles: what all of Next.js' bundles share hangs here.
const place = Symbol.for("hoist.tracer");
const holder = globalThis as typeof globalThis & { [place]?: Tracer };

/** Undefined while nothing is traced, which is the usual case. */
export function tracer(): Tracer | undefined {
  return holder[place];
}

export function setTracer(tracer: Tracer | undefined): void {
  if (tracer) holder[place] = tracer;
  else delete holder[place];
}

/** Whether OpenTelemetry's own variables say where spans are to be sent. */
export function wantsTracing(environment: Record<string, string | undefined>): boolean {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: all, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own } = environment;
  const { OTEL_SDK_DISABLED: off, OTEL_TRACES_EXPORTER: exporter } = environment;
  return Boolean(own || all) && off?.toLowerCase() !== "true" && exporter !== "none";
}

/** Runs it, in a span when somebody traces. What went wrong is told by its kind, not in words. */
export async function traced<T>(
  name: string,
  parent: string | undefined,
  facts: Facts,
  run: () => Promise<T>,
): Promise<T> {
  const span = tracer()?.start(name, "client", parent, facts);
  if (!span) return run();
  try {
    const result = await run();
    span.end({}, false);
    return result;
  } catch (error) {
    const [type, hasFailed] = kindOfError(error);
    span.end(type === undefined ? {} : { "error.type": type }, hasFailed);
    throw error;
  }
}

/** What is thrown without being an error, and most refusals, are answers. */
function kindOfError(error: unknown): [type: string | undefined, hasFailed: boolean] {
  if (error instanceof Refusal) return [error.code, error.code === "unavailable"];
  return error instanceof Error ? [error.name, true] : [undefined, false];
}
