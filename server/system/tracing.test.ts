import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, firstAccount, poll, request, until } from "./client";
import { freePort, type Hoist } from "./harness";
import { Site } from "./site";

type Attribute = { key: string; value: { stringValue?: string; intValue?: number } };
type Span = {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: Attribute[];
  status: { code: number };
};
type Export = {
  resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: Span[] }[] }[];
};

/** What an OpenTelemetry collector is told. */
class Collector {
  text = "";
  readonly spans: (Span & { program: unknown; service: unknown })[] = [];
  readonly paths = new Set<string | undefined>();
  private readonly server = http.createServer(async (req, res) => {
    this.paths.add(req.url);
    const text = Buffer.concat(await req.toArray()).toString("utf8");
    this.text += text;
    for (const { resource, scopeSpans } of (JSON.parse(text) as Export).resourceSpans) {
      const of = valuesOf(resource.attributes);
      for (const { spans } of scopeSpans)
        for (const span of spans)
          this.spans.push({ ...span, program: of["hoist.program"], service: of["service.name"] });
    }
    res.writeHead(200, { "content-type": "application/json" }).end("{}");
  });

  async open(): Promise<string> {
    await once(this.server.listen(0, "127.0.0.1"), "listening");
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async span(name: string, more: (span: Span) => boolean = () => true) {
    const find = () => this.spans.find((span) => span.name === name && more(span));
    await until(`a span ${name}`, async () => find() !== undefined, 10_000);
    return find()!;
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}

const valuesOf = (attributes: Attribute[]) =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]),
  );

const caller = { traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "b7ad6b7169203331" };
const traceparent = `00-${caller.traceId}-${caller.spanId}-01`;

describe("spans, sent where OpenTelemetry's variables say,", () => {
  const collector = new Collector();
  let site: Site;
  let hoist: Hoist;
  let api: Api;
  let key: string;
  beforeAll(async () => {
    site = await Site.open();
    const env = {
      OTEL_EXPORTER_OTLP_ENDPOINT: await collector.open(),
      OTEL_SERVICE_NAME: "flags",
      OTEL_BSP_SCHEDULE_DELAY: "100",
    };
    hoist = await site.start({ env });
    api = await firstAccount(hoist);
  });
  afterAll(async () => {
    await site?.close();
    collector.close();
  });

  it("lead from a change over the API to its transaction", async () => {
    const flag = { key: "new-checkout", name: "A secret plan" };
    const answer = await api.send("POST", "/projects/default/flags", flag, { traceparent });
    expect(answer.status).toBe(201);
    const asked = await collector.span("POST /api/v1/projects/{}/flags");
    expect(asked).toMatchObject({ traceId: caller.traceId, parentSpanId: caller.spanId });
    expect(asked).toMatchObject({ program: "hoist", service: "flags" });
    expect(valuesOf(asked.attributes)["http.response.status_code"]).toBe(201);
    const written = await collector.span(
      "commit change",
      ({ traceId }) => traceId === caller.traceId,
    );
    expect(written).toMatchObject({ parentSpanId: asked.spanId, program: "console" });
    expect(valuesOf(written.attributes)["db.system.name"]).toBe("postgresql");
    expect(written.status.code).toBe(0);
  });

  it("continue those of who polls", async () => {
    key = (await api.key("client")).token;
    const headers = { "x-api-key": key, traceparent };
    await request(`${hoist.url}/api/flags?targetingKey=u-18`, "GET", undefined, headers);
    const polled = await collector.span("GET /api/flags");
    expect(polled).toMatchObject({ traceId: caller.traceId, parentSpanId: caller.spanId });
    const facts = { "http.request.method": "GET", "http.route": "/api/flags" };
    expect(valuesOf(polled.attributes)).toEqual({ ...facts, "http.response.status_code": 200 });
    await poll(hoist, key);
    await collector.span("GET /api/flags", ({ parentSpanId }) => !parentSpanId);
  });

  it("hold no name, key, token or text of anybody", async () => {
    await request(
      `${hoist.url}/api/flags/new-checkout?targetingKey=ann@example.com`,
      "GET",
      undefined,
      {
        "x-api-key": key,
      },
    );
    await api.send("GET", "/users/sam");
    await api.send("POST", "/projects/default/flags", { key: "new-checkout" });
    await collector.span("GET /api/flags/{}");
    await collector.span("GET /api/v1/users/{}");
    await collector.span("commit change", ({ attributes }) => "error.type" in valuesOf(attributes));
    const told = ["checkout", "secret", "u-18", "ann", "example", "sam", key, api.token];
    expect(told.filter((word) => collector.text.includes(word))).toEqual([]);
    expect([...collector.paths]).toEqual(["/v1/traces"]);
  });

  it("are sent before the end", async () => {
    const before = collector.spans.length;
    await poll(hoist, key);
    expect((await hoist.terminate()).code).toBe(0);
    expect(collector.spans.length).toBeGreaterThan(before);
  });
});

describe("tracing", () => {
  it("that is asked for in a way that Hoist does not speak stops the start", async () => {
    const site = await Site.open();
    const env = {
      OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4317",
      OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
    };
    const hoist = site.launch({ port: await freePort(), env });
    expect(await hoist.exit).toBe(1);
    expect(hoist.errors.trim().split("\n")).toEqual([
      "OTEL_EXPORTER_OTLP_ENDPOINT must look like http://127.0.0.1:4318.",
      "OTEL_EXPORTER_OTLP_PROTOCOL must be http/json: Hoist does not speak gRPC.",
    ]);
    await site.close();
  });
});
