import { describe, expect, it } from "vitest";
import { openApiDocument } from "@/lib/openapi/document";
import { wantsTracing } from "@/lib/tracing";
import { routeOf } from "./trace-request";

describe("the route of a span", () => {
  it("is the template of every operation of the management API", () => {
    const paths = Object.keys(openApiDocument().paths);
    expect(paths.length).toBeGreaterThan(20);
    const asked = paths.map((path) =>
      routeOf(`/api/v1${path.replace(/\{\w+\}/g, "ann@example.com")}`),
    );
    expect(asked).toEqual(paths.map((path) => `/api/v1${path.replace(/\{\w+\}/g, "{}")}`));
  });

  it("tells nothing of an address that is none of ours, and not all of a long one", () => {
    expect(routeOf("/users/Ann/../%61nn")).toBe("/users/{}/{}/{}");
    expect(routeOf("/")).toBe("/");
    expect(routeOf("/x".repeat(1_000))).toBe("/{}".repeat(12));
  });
});

describe("tracing", () => {
  it("is off unless OpenTelemetry's variables name an endpoint", () => {
    const endpoint = "http://127.0.0.1:4318";
    expect(wantsTracing({})).toBe(false);
    expect(wantsTracing({ OTEL_SERVICE_NAME: "hoist" })).toBe(false);
    expect(wantsTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: "" })).toBe(false);
    expect(wantsTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint })).toBe(true);
    expect(wantsTracing({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: endpoint })).toBe(true);
    const off = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SDK_DISABLED: "true" };
    expect(wantsTracing(off)).toBe(false);
  });
});
