import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, logIn, request, until, valueFor } from "./client";
import { freePort, type Hoist } from "./harness";
import { query } from "./ledger";
import { kinds, Site } from "./site";

describe.skipIf(kinds[1].missing)("several instances on one PostgreSQL", () => {
  let site: Site;
  let hoists: Hoist[];
  let api: Api;
  beforeAll(async () => {
    site = await Site.open("PostgreSQL");
    hoists = await Promise.all([1, 2, 3, 4].map(() => site.startAnother()));
  });
  afterAll(() => site?.close());

  it("make one default project when they boot at once on an empty database", async () => {
    const rows = await query(site.databaseUrl, `SELECT key FROM "Project"`);
    expect(rows).toEqual([{ key: "default" }]);
    const log = await query(site.databaseUrl, `SELECT action FROM "AuditLog"`);
    expect(log).toEqual([{ action: "project.create" }]);
    await Promise.all(hoists.splice(2).map((hoist) => hoist.terminate()));
  });

  it("make one administrator of two first sign-ups at once", async () => {
    const password = "correct horse battery";
    const made = await Promise.all(
      hoists.map(({ url }, at) =>
        request(`${url}/api/v1/auth/sign-up`, "POST", { username: `first-${at}`, password }),
      ),
    );
    expect(made.map(({ status }) => status)).toEqual([201, 201]);
    const roles = await Promise.all(
      ["first-0", "first-1"].map(async (username) => {
        const user = await logIn(hoists[1]!, username);
        return (await user.must("GET", "/me")).role;
      }),
    );
    expect(roles.toSorted()).toEqual(["admin", "member"]);
    api = await logIn(hoists[0]!, roles[0] === "admin" ? "first-0" : "first-1");
  });

  it("serve reads alone with HOIST_ROLE=read", async () => {
    await api.flag("new-checkout");
    const { token } = await api.key("client");
    const reader = await site.startAnother({ HOIST_ROLE: "read" });
    expect(await valueFor(reader, token, "new-checkout")).toBe(true);
    await api.switch("new-checkout", false);
    await until(
      "it tells the change",
      async () => (await valueFor(reader, token, "new-checkout")) === false,
      1000,
    );
    for (const path of ["/", "/sign-in", "/api/v1/me", "/api/auth/session", "/_next/static/x.js"]) {
      expect((await request(`${reader.url}${path}`)).status, path).toBe(404);
    }
    expect((await request(`${reader.url}/api/health/live`)).status).toBe(200);
    expect(reader.child("console")).toBeUndefined();
    expect((await reader.terminate()).code).toBe(0);
  });

  it("serve everything but reads with HOIST_ROLE=console", async () => {
    const { token } = await api.key("client");
    const console = await site.startAnother({ HOIST_ROLE: "console" });
    expect((await request(`${console.url}/sign-in`)).status).toBe(200);
    await api.at(console).switch("new-checkout", true);
    await until(
      "the others tell the change",
      async () => (await valueFor(hoists[0]!, token, "new-checkout")) === true,
      1000,
    );
    // Only a console beside a read API can ask what apps sent.
    const preview = "/projects/default/flags/new-checkout/environments/production/preview";
    expect((await api.at(console).must("POST", preview, {})).traffic).toBeNull();
    expect((await api.at(hoists[0]!).must("POST", preview, {})).traffic).toMatchObject({
      contexts: expect.any(Number),
    });
    for (const path of ["/api/flags", "/api/flags/new-checkout", "/api/stream", "/api//flags"]) {
      const headers = { "x-api-key": token };
      const answer = await request(`${console.url}${path}`, "GET", undefined, headers);
      expect(answer.status, path).toBe(404);
    }
  });

  it("leave migrations to those that write: a read node refuses an empty database", async () => {
    await query(site.databaseUrl, "CREATE DATABASE empty");
    const url = new URL(site.databaseUrl);
    url.pathname = "/empty";
    const env = { HOIST_ROLE: "read", DATABASE_URL: url.href };
    const reader = site.launch({ port: await freePort(), dataFolder: site.folder(), env });
    expect(await reader.exit).toBe(1);
    expect(reader.errors).toMatch(/^The database lacks \d+ migrations?; .*\.\n$/);
  });
});
