import { expect, it } from "vitest";
import { updateUser } from "@/lib/users/mutations/update";
import { bearer, post, type Suite } from "./suite";

/** What is answered to whom. */
export function describeAnswers(suite: Suite): void {
  it("answers a client key with every client-side flag, and nothing else about them", async () => {
    expect(await suite.poll("?targetingKey=u-18")).toEqual({
      environment: "production",
      flags: {
        checkout: { enabled: true, value: true, variant: "on", reason: "STATIC" },
        colour: { enabled: true, value: "#00f", variant: "blue", reason: "STATIC" },
        off: { enabled: false, value: false, variant: "off", reason: "DISABLED" },
      },
    });
  });

  it("answers a toggled user with the toggle, however the context comes", async () => {
    const toggled = { enabled: false, value: false, variant: "off", reason: "TARGETING_MATCH" };
    const query = encodeURIComponent('{"targetingKey":"u-17","plan":"pro"}');
    const posted = await suite.mount.fetch(
      "/api/flags",
      post(suite.client.token, { context: { targetingKey: "u-17", plan: "pro" } }),
    );
    expect((await suite.poll("?targetingKey=u-17")).flags.checkout).toEqual(toggled);
    expect((await suite.poll(`?context=${query}`)).flags.checkout).toEqual(toggled);
    expect((await posted.json()).flags.checkout).toEqual(toggled);
  });

  it("answers nobody in particular when no targeting key is given, or an empty one", async () => {
    const nobody = await suite.poll("");
    expect(nobody.flags.checkout.reason).toBe("STATIC");
    expect(await suite.poll("?targetingKey=")).toEqual(nobody);
    const posted = await suite.mount.fetch("/api/flags", post(suite.client.token, ""));
    expect(await posted.json()).toEqual(nobody);
  });

  it("tells server keys every flag, metadata, the configuration and the sequence", async () => {
    const response = await suite.mount.fetch(
      "/api/flags?targetingKey=u-17",
      bearer(suite.server.token),
    );
    expect(response.headers.get("x-hoist-sequence")).toMatch(/^\d+$/);
    expect(await response.json()).toMatchObject({
      configuration: {},
      flags: { hidden: { value: true, metadata: {} }, checkout: { variant: "off" } },
    });
    const client18 = await suite.mount.fetch(
      "/api/flags?targetingKey=u-18",
      bearer(suite.client.token),
    );
    expect(client18.headers.get("x-hoist-sequence")).toBeNull();
  });

  it("keeps a claimed name's configuration and own toggles back until it is confirmed", async () => {
    const query = `?targetingKey=${suite.member.targetingKey}`;
    const pending = await suite.poll(query, suite.server.token);
    expect(pending.configuration).toEqual({});
    expect(pending.flags.off.value).toBe(false);

    const actor = suite.app.as();
    await updateUser(actor, suite.member.username, { confirmed: true });
    const confirmed = await suite.see(query, suite.server.token, actor.trace.sequence!);
    expect(confirmed.configuration).toEqual({ theme: { dark: true } });
    expect(confirmed.flags.off.value).toBe(true);
  });

  it("limits the answer to the keys asked for", async () => {
    const { flags } = await suite.poll("?keys=checkout,hidden,nowhere,constructor");
    expect(Object.keys(flags)).toEqual(["checkout"]);
  });

  it("answers one flag with its key, also when the path is percent-encoded", async () => {
    const one = { key: "checkout", enabled: true, value: true, variant: "on", reason: "STATIC" };
    for (const path of ["/api/flags/checkout", "/api/flags/check%6Fut"]) {
      const response = await suite.mount.fetch(
        `${path}?targetingKey=u-18`,
        bearer(suite.client.token),
      );
      expect(await response.json()).toEqual(one);
    }
    const posted = post(suite.server.token, { context: { targetingKey: "u-17" } });
    const response = await suite.mount.fetch("/api/flags/checkout", posted);
    expect(await response.json()).toMatchObject({ key: "checkout", value: false, metadata: {} });
  });

  it.each(["nowhere", "hidden", "gone", "a%2Fb"])(
    "does not know %s for a client key",
    async (key) => {
      const response = await suite.mount.fetch(`/api/flags/${key}`, bearer(suite.client.token));
      expect(response.status).toBe(404);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      expect(await response.json()).toMatchObject({
        code: "not_found",
        errorCode: "FLAG_NOT_FOUND",
      });
    },
  );
}
