import { diag, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { parseTraceParent, setGlobalErrorHandler } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { WrongSettings } from "@/lib/env";
import { log } from "@/lib/log";
import { setTracer } from "@/lib/tracing";

const LAMENT_EVERY_MS = 60_000;
const END_PATIENCE_MS = 1_000;

/**
 * Sends spans where OpenTelemetry's variables say, as OTLP over HTTP with JSON; the SDK reads the rest of them itself. Not
 * registered globally: Next.js would trace by itself then, with addresses that hold names. Imported only when it is wanted.
 */
export function startTracing(program: string): { end(): Promise<void> } {
  refuseWrongVariables();
  lamentSeldom();
  const own = { "service.name": "hoist", "hoist.program": program };
  const resource = defaultResource()
    .merge(resourceFromAttributes(own))
    .merge(detectResources({ detectors: [envDetector] }));
  const processor = new BatchSpanProcessor(new OTLPTraceExporter());
  const provider = new BasicTracerProvider({ resource, spanProcessors: [processor] });
  const made = provider.getTracer("hoist");

  setTracer({
    start(name, kind, parent, attributes) {
      const above = parent === undefined ? null : parseTraceParent(parent);
      const context = above
        ? trace.setSpanContext(ROOT_CONTEXT, { ...above, isRemote: true })
        : ROOT_CONTEXT;
      const options = { kind: kind === "server" ? SpanKind.SERVER : SpanKind.CLIENT, attributes };
      const span = made.startSpan(name, options, context);
      const { traceId, spanId, traceFlags } = span.spanContext();
      return {
        traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`,
        end(facts, hasFailed) {
          span.setAttributes(facts);
          if (hasFailed) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
  });
  return {
    async end() {
      setTracer(undefined);
      const late = new Promise((resolve) => setTimeout(resolve, END_PATIENCE_MS).unref());
      await Promise.race([provider.shutdown().catch(() => {}), late]);
    },
  };
}

function refuseWrongVariables() {
  const wrong: string[] = [];
  for (const name of ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"]) {
    const value = process.env[name];
    if (value && !/^https?:$/.test(URL.canParse(value) ? new URL(value).protocol : ""))
      wrong.push(`${name} must look like http://127.0.0.1:4318.`);
  }
  const { OTEL_EXPORTER_OTLP_PROTOCOL: all, OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: own = all } =
    process.env;
  if (own === "grpc")
    wrong.push("OTEL_EXPORTER_OTLP_PROTOCOL must be http/json: Hoist does not speak gRPC.");
  if (wrong.length > 0) throw new WrongSettings(wrong);
}

/** A collector that is away for a night is one line a minute. */
function lamentSeldom() {
  let lamentedAt = 0;
  const lament = (message: string) => {
    if (Date.now() - lamentedAt < LAMENT_EVERY_MS) return;
    lamentedAt = Date.now();
    log.warn({ cause: message }, "spans could not be sent");
  };
  setGlobalErrorHandler((error) => lament(error instanceof Error ? error.message : String(error)));
  const nothing = () => {};
  diag.setLogger({ error: lament, warn: lament, info: nothing, debug: nothing, verbose: nothing });
}
