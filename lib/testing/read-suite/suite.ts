import { putConfiguration } from "@/lib/configurations/mutations";
import { archiveFlag } from "@/lib/flags/mutations/archive";
import { unique } from "@/lib/testing/factories";
import { createApp, type TestApp } from "@/lib/testing/read-api";
import { enrol, type Person } from "@/lib/testing/walk";

/** Where the read API is answered: `fetch` takes a path and query. */
export type TestMount = {
  fetch(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
};

export type Key = Awaited<ReturnType<TestApp["key"]>>;

export const bearer = (token: string, more: Record<string, string> = {}) => ({
  headers: { authorization: `Bearer ${token}`, ...more },
});

export const post = (token: string, body: unknown, more: Record<string, string> = {}) => ({
  method: "POST",
  body: typeof body === "string" ? body : JSON.stringify(body),
  ...bearer(token, { "content-type": "application/json", ...more }),
});

/** An app with a few flags and people, and the mount that answers for it. Filled before the tests run. */
export class Suite {
  mount!: TestMount;
  app!: TestApp;
  client!: Key;
  server!: Key;
  /** Self-registered: not confirmed yet. */
  member!: Person;

  async open(open: () => Promise<TestMount>): Promise<void> {
    this.app = await createApp();
    const { app } = this;
    const colours = [
      { key: "blue", value: "#00f" },
      { key: "none", value: "" },
    ];
    await app.flag("checkout");
    await app.flag("hidden", { clientSide: false });
    await app.flag("off", { selfService: true }, false);
    await app.flag("colour", { type: "string", variants: colours });
    await app.flag("gone");
    await archiveFlag(app.as(), app.project, "gone");
    await app.toggle("checkout", "u-17", { enabled: false, reason: "complained" });
    this.member = await enrol("member", unique("member"), false);
    const { member } = this;
    await putConfiguration(app.as(member), member.username, "theme", { value: { dark: true } });
    await app.toggle("off", member.targetingKey, { enabled: true }, member);
    this.client = await app.key("client");
    this.server = await app.key("server");
    this.mount = await open();
  }

  async poll(query: string, token = this.client.token) {
    return (await this.mount.fetch(`/api/flags${query}`, bearer(token))).json();
  }

  /** Polls once this mount has the change. */
  see(query: string, token: string, sequence: bigint) {
    return this.poll(`${query}${query ? "&" : "?"}atLeast=${sequence}`, token);
  }
}
