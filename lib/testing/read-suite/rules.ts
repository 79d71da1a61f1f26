import { expect, it } from "vitest";
import { bearer, type Suite } from "./suite";

const pro = { attribute: "plan", op: "eq", values: ["pro"] };
const everybody = {
  split: [{ variant: "on", weight: 100_000 }],
  by: "targetingKey",
};
const rule = (serve: object, more: object = {}) => ({
  ...{ id: "r-pro", name: "Pro", startsAt: null, endsAt: null, when: pro },
  ...{ serve, ...more },
});

/** What rules, splits and prerequisites come out as on the wire. */
export function describeRules(suite: Suite): void {
  const query = (context: object) => `?context=${encodeURIComponent(JSON.stringify(context))}`;
  const one = async (key: string, context: object, token: string) =>
    (await suite.mount.fetch(`/api/flags/${key}${query(context)}`, bearer(token))).json();
  const put = async (key: string, state: object) => {
    await suite.app.flag(key);
    await suite.app.state(key, state);
    // Whoever waits for a later change has this one as well.
    const sequence = await suite.app.toggle(key, "nobody-else", { enabled: true });
    await suite.see("", suite.client.token, sequence);
  };

  it("tells server keys which rule and bucket decided, and client keys neither", async () => {
    await put("ruled", { rules: [rule(everybody)] });
    const context = { targetingKey: "u-17", plan: "pro" };
    const answer = { enabled: true, value: true, variant: "on", reason: "SPLIT" };
    const told = await one("ruled", context, suite.server.token);
    expect(told).toMatchObject({ ...answer, metadata: { rule: "r-pro" } });
    expect(told.metadata.bucket).toBeGreaterThanOrEqual(0);
    expect(await one("ruled", context, suite.client.token)).toEqual({ key: "ruled", ...answer });
    const others = await one("ruled", { targetingKey: "u-17" }, suite.server.token);
    expect(others).toMatchObject({ reason: "DEFAULT", metadata: {} });
  });

  it("tells a flag without an answer among the others, with the cause for server keys", async () => {
    await put("keyless", { fallthrough: everybody });
    const error = { enabled: false, reason: "ERROR", errorCode: "TARGETING_KEY_MISSING" };
    const seen = async (token: string) => (await suite.poll("", token)).flags;
    const client = await seen(suite.client.token);
    const errorDetails = "It cannot be evaluated.";
    expect(client.keyless).toEqual({ ...error, errorDetails });
    expect(client.checkout).toMatchObject({ value: true });
    const server = await seen(suite.server.token);
    expect(server.keyless).toMatchObject(error);
    expect(server.keyless.errorDetails).not.toBe(errorDetails);
    expect(server.keyless).not.toHaveProperty("value");
  });

  it("tells a prerequisite that is not met as a reason, without naming it", async () => {
    await put("needed", { enabled: false });
    await put("needing", { prerequisites: [{ flag: "needed", variants: ["on"] }] });
    const answer = { enabled: false, value: false, variant: "off", reason: "PREREQUISITE_FAILED" };
    const context = { targetingKey: "u-17" };
    expect(await one("needing", context, suite.client.token)).toEqual({
      key: "needing",
      ...answer,
    });
    expect(await one("needing", context, suite.server.token)).toEqual({
      ...{ key: "needing", ...answer, metadata: {} },
    });
  });

  it("starts a rule at its instant by itself, and changes the ETag", async () => {
    const startsAt = new Date(Date.now() + 1_500).toISOString();
    await put("starting", { rules: [rule({ variant: "off" }, { startsAt })] });
    const path = `/api/flags/starting${query({ plan: "pro" })}`;
    const before = await suite.mount.fetch(path, bearer(suite.client.token));
    expect(await before.json()).toMatchObject({ value: true, reason: "DEFAULT" });
    await new Promise((resolve) => setTimeout(resolve, Date.parse(startsAt) - Date.now() + 1));
    const after = await suite.mount.fetch(path, bearer(suite.client.token));
    expect(await after.json()).toMatchObject({ value: false, reason: "TARGETING_MATCH" });
    expect(after.headers.get("etag")).not.toBe(before.headers.get("etag"));
  });
}
