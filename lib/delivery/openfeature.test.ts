import { createOpenFeatureAdapter } from "@flags-sdk/openfeature";
import { OFREPProvider } from "@openfeature/ofrep-provider";
import { ErrorCode, type EvaluationContext, OpenFeature } from "@openfeature/server-sdk";
import { flag } from "flags/next";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openNodeMount } from "@/lib/testing/node-mount";
import { createApp, type TestApp } from "@/lib/testing/read-api";

let app: TestApp;
let mount: Awaited<ReturnType<typeof openNodeMount>>;

const split = { split: [{ variant: "on", weight: 100_000 }], by: "targetingKey" };
const rules = [
  {
    ...{ name: "Pro", startsAt: null, endsAt: null },
    when: { attribute: "plan", op: "eq", values: ["pro"] },
    serve: { variant: "large" },
  },
];

beforeAll(async () => {
  app = await createApp();
  await app.flag("checkout");
  await app.flag("share");
  await app.state("share", { fallthrough: split });
  const sizes = [
    { key: "small", value: 8.5 },
    { key: "large", value: 64 },
  ];
  await app.flag("limit", { type: "number", variants: sizes });
  await app.state("limit", { rules });
  await app.flag("colour", { type: "string", variants: [{ key: "blue", value: "#00f" }] });
  const theme = { dark: true, sizes: [1, 2] };
  await app.flag("theme", { type: "object", variants: [{ key: "dark", value: theme }] });
  await app.toggle("checkout", "u-17", { enabled: false });
  mount = await openNodeMount();
});
afterAll(async () => {
  await OpenFeature.close();
  await mount.close();
});

/** OpenFeature's own client for servers, asking this server with a key. */
async function clientOf(token: string) {
  const headers: [string, string][] = [["Authorization", `Bearer ${token}`]];
  await OpenFeature.setProviderAndWait(
    token,
    new OFREPProvider({ baseUrl: mount.origin, headers }),
  );
  return OpenFeature.getClient(token);
}

describe("OpenFeature's client for servers", () => {
  it.each(["server", "client"] as const)(
    "gets values of every type with a %s key",
    async (kind) => {
      const client = await clientOf((await app.key(kind)).token);
      const nobody = { targetingKey: "u-18" };
      expect(await client.getBooleanValue("checkout", false, nobody)).toBe(true);
      expect(await client.getBooleanValue("checkout", true, { targetingKey: "u-17" })).toBe(false);
      expect(await client.getStringValue("colour", "red", nobody)).toBe("#00f");
      expect(await client.getNumberValue("limit", 1, nobody)).toBe(8.5);
      expect(await client.getNumberValue("limit", 1, { ...nobody, plan: "pro" })).toBe(64);
      expect(await client.getObjectValue("theme", {}, nobody)).toEqual({
        dark: true,
        sizes: [1, 2],
      });
    },
  );

  it("is told why", async () => {
    const client = await clientOf((await app.key("server")).token);
    const toggled = { targetingKey: "u-17" };
    expect(await client.getBooleanDetails("checkout", true, toggled)).toMatchObject({
      ...{ value: false, variant: "off", reason: "TARGETING_MATCH", flagMetadata: {} },
    });
    const pro = { targetingKey: "u-18", plan: "pro" };
    const { flagMetadata, reason } = await client.getNumberDetails("limit", 0, pro);
    expect([reason, typeof flagMetadata.rule]).toEqual(["TARGETING_MATCH", "string"]);
    const shared = await client.getBooleanDetails("share", false, toggled);
    expect(shared).toMatchObject({ reason: "SPLIT", value: true });
    expect(shared.flagMetadata.bucket).toEqual(expect.any(Number));
  });

  it.each([
    ["a flag that is not there", "nowhere", {}, ErrorCode.FLAG_NOT_FOUND],
    ["a split without a targeting key", "share", {}, ErrorCode.TARGETING_KEY_MISSING],
    ["a context that is too deep", "checkout", deep(10), ErrorCode.INVALID_CONTEXT],
    ["a flag of another type", "colour", {}, ErrorCode.TYPE_MISMATCH],
  ])("falls back to the code's default for %s", async (_what, key, context, errorCode) => {
    const client = await clientOf((await app.key("client")).token);
    const details = await client.getBooleanDetails(key, true, context);
    expect(details).toMatchObject({ value: true, reason: "ERROR", errorCode });
    expect(details.errorMessage).toMatch(/./);
  });

  it("falls back when its key is revoked", async () => {
    const key = await app.key("client");
    const client = await clientOf(key.token);
    expect(await client.getBooleanValue("checkout", false, {})).toBe(true);
    await app.revoke(key.id);
    await mount.snapshot.refresh(1_000);
    const details = await client.getBooleanDetails("checkout", false, {});
    expect(details).toMatchObject({ value: false, errorCode: ErrorCode.GENERAL });
  });
});

function deep(levels: number): EvaluationContext {
  return { a: levels === 0 ? {} : deep(levels - 1) };
}

it("the Flags SDK reads a flag through its OpenFeature adapter, and falls back without an answer", async () => {
  const client = await clientOf((await app.key("server")).token);
  const adapter = createOpenFeatureAdapter(client);
  const checkout = flag<boolean>({
    ...{ key: "checkout", adapter: adapter.booleanValue(), defaultValue: false },
  });
  const missing = flag<boolean>({
    ...{ key: "nowhere", adapter: adapter.booleanValue(), defaultValue: true },
  });
  const request = new Request("http://app.test/");
  const asked = (targetingKey: string) => ({ identify: { targetingKey }, request });
  expect(await checkout.run(asked("u-18"))).toBe(true);
  expect(await checkout.run(asked("u-17"))).toBe(false);
  expect(await missing.run(asked("u-18"))).toBe(true);
});
