import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, firstAccount, poll, request, until, valueFor } from "./client";
import type { Hoist } from "./harness";
import { query } from "./ledger";
import { kinds, Site } from "./site";

const damagedFlags = ["no-variants", "no-rules"];
/** Whole themselves: a rule of one names a damaged segment, that of the other a segment that names it. */
const segmentedFlags = ["direct", "through"];

describe.skipIf(kinds[1].missing)("what somebody damaged in the database by hand", () => {
  let site: Site;
  let hoist: Hoist;
  let api: Api;
  let token: string;
  beforeAll(async () => {
    site = await Site.open("PostgreSQL");
    hoist = await site.start();
    api = await firstAccount(hoist);
    for (const key of [...damagedFlags, ...segmentedFlags, "healthy"]) await api.flag(key);
    await targetSegment();
    ({ token } = await api.key());
  });
  afterAll(() => site?.close());

  /** Serves off to whoever is in Europe: by conditions, or by name. */
  async function targetSegment() {
    const path = "/projects/default/segments";
    const conditions = { attribute: "targetingKey", op: "startsWith", values: ["eu-"] };
    await api.must("POST", path, { key: "europe", conditions: { any: [] } });
    await api.must("PUT", `${path}/europe`, { name: "Europe", conditions, included: ["u-19"] });
    await api.must("POST", path, { key: "abroad", conditions: { not: { segment: "europe" } } });
    const rule = { id: "r", name: "", serve: { variant: "off" }, startsAt: null, endsAt: null };
    for (const [key, when] of [
      ["direct", { segment: "europe" }],
      ["through", { not: { segment: "abroad" } }],
    ] as const) {
      const state = `/projects/default/flags/${key}/environments/production`;
      await api.must("PATCH", state, { rules: [{ ...rule, when }] });
    }
  }

  async function expectSegmentAsBefore() {
    for (const key of segmentedFlags)
      for (const [user, value] of [["eu-1", false] as const, ["u-19", false], ["us-1", true]])
        expect(await valueFor(hoist, token, key, String(user)), `${key} for ${user}`).toBe(value);
  }

  const valuesOf = (keys: string[]) => Promise.all(keys.map((key) => valueFor(hoist, token, key)));
  const degraded = async () => {
    const { status, body } = await request(`${hoist.url}/api/health/ready`);
    expect(status).toBe(200);
    return (body as { degraded: string[] }).degraded.join("\n");
  };
  /** The other flag takes a change at once, and the export holds all. */
  async function expectOthersUnharmed() {
    for (const enabled of [false, true]) {
      await api.switch("healthy", enabled);
      expect(await valueFor(hoist, token, "healthy")).toBe(enabled);
    }
    const headers = { "x-api-key": token };
    const url = `${hoist.url}/flagd/flags.json`;
    const { status, body } = await request(url, "GET", undefined, headers);
    expect(status).toBe(200);
    const exported = body as { flags: Record<string, { state: string }> };
    for (const key of ["healthy", ...damagedFlags, ...segmentedFlags])
      expect(exported.flags[key]?.state, key).toBe("ENABLED");
  }
  function expectNamed(thing: string, ills: string) {
    expect(ills).toContain(thing);
    expect(hoist.said).toContain(thing);
  }

  it("answers as before while it runs, and after a restart, when it is named", async () => {
    await query(
      site.databaseUrl,
      `UPDATE "FeatureFlag" SET variants = '[7]' WHERE key = 'no-variants'`,
    );
    await query(
      site.databaseUrl,
      `UPDATE "FlagState" SET rules = '[7]', fallthrough = '{}'
       WHERE "flagId" = (SELECT id FROM "FeatureFlag" WHERE key = 'no-rules')`,
    );
    await query(site.databaseUrl, `UPDATE "Segment" SET conditions = '[7]' WHERE key = 'europe'`);
    expect(await valuesOf(damagedFlags)).toEqual([true, true]);
    await expectSegmentAsBefore();
    await hoist.terminate();
    hoist = await site.start();
    expect(await valuesOf(damagedFlags)).toEqual([true, true]);
    await expectSegmentAsBefore();
    const ills = await degraded();
    for (const key of damagedFlags) expectNamed(`flag default/production/${key}`, ills);
    expectNamed("segment default/europe", ills);
    for (const key of [...segmentedFlags, "abroad"]) expect(ills).not.toContain(key);
    expect(ills).not.toContain("healthy");
    await expectOthersUnharmed();
  });

  it("is marked in the list of all flags, unavailable itself, and holds up no other list", async () => {
    const read = (path: string) => api.send("GET", `/projects/default${path}`);
    const { status, body } = await read("/flags");
    expect(status).toBe(200);
    const { data } = body as { data: { key: string; unreadable?: string[] }[] };
    expect(Object.fromEntries(data.map(({ key, unreadable }) => [key, unreadable]))).toEqual({
      healthy: undefined,
      "no-rules": ["development", "staging", "production"].flatMap((environment) => [
        `environments.${environment}.rules`,
        `environments.${environment}.fallthrough`,
      ]),
      "no-variants": ["variants"],
    });
    for (const key of damagedFlags)
      expect(await read(`/flags/${key}`)).toMatchObject({
        status: 503,
        body: { code: "unavailable", detail: expect.stringContaining(key) },
      });
    const { data: segments } = (await read("/segments")).body as typeof body & { data: object[] };
    expect(segments).toMatchObject([
      { key: "abroad" },
      { key: "europe", unreadable: ["conditions"] },
    ]);
    expect((await read("/segments/europe")).status).toBe(503);
    for (const path of ["/flags/healthy", "/segments", "/audit", "/users/sam/flags?env=production"])
      expect((await read(path)).status, path).toBe(200);
  });

  it("answers as before also from the snapshot on disk", async () => {
    const told = await poll(hoist, token);
    await hoist.terminate();
    await site.stopDatabase();
    hoist = await site.start();
    expect((await poll(hoist, token)).body).toEqual(told.body);
    await site.startDatabase();
    await until("the database answers", async () => !/^database$/m.test(await degraded()));
    await until("the flags are named", async () => (await degraded()).includes("no-rules"));
    expect(await degraded()).toContain("segment default/europe");
    expect(await valuesOf(damagedFlags)).toEqual([true, true]);
    await expectSegmentAsBefore();
    await expectOthersUnharmed();
  });

  it("is not followed where the log says it in a newer way, and named until it is understood", async () => {
    await addToLog("healthy", (row) => JSON.stringify({ ...row, version: 99 }));
    await until("it is named", async () => (await degraded()).includes("production/healthy"));
    expectNamed("flag default/production/healthy", await degraded());
    expect(await valueFor(hoist, token, "healthy")).toBe(true);
    await expectOthersUnharmed();
    expect(await degraded()).not.toContain("healthy");
  });

  it("is passed over where the log cannot be read, and named", async () => {
    const sequence = await addToLog("healthy", () => "{");
    await until("it is named", async () => (await degraded()).includes(`change ${sequence}`));
    expect(hoist.said).toContain(`change ${sequence}`);
    expect(await valuesOf([...damagedFlags, "healthy"])).toEqual([true, true, true]);
    await expectOthersUnharmed();
    await hoist.terminate();
    hoist = await site.start();
    await expectOthersUnharmed();
  });

  /** Says in the log that a flag was switched off, as `write` makes the text of it. */
  async function addToLog(key: string, write: (row: object) => string) {
    const [row] = await query(
      site.databaseUrl,
      `SELECT canonical, "projectId", "flagId", "environmentId" FROM "AuditLog"
       WHERE action = 'flag.enable' AND canonical LIKE '%"key":"${key}"%' ORDER BY sequence DESC LIMIT 1`,
    );
    const { canonical = "{}", ...ids } = row ?? {};
    const document = JSON.parse(canonical);
    const action = "flag.disable";
    const after = { ...document.after, enabled: false };
    const entry = {
      ...{ ...ids, id: randomUUID(), changeSet: randomUUID(), action },
      canonical: write({ ...document, action, after }),
    };
    const entries = JSON.stringify([entry]).replaceAll("'", "''");
    const [added] = await query(site.databaseUrl, `SELECT append_audit('${entries}') AS sequence`);
    return String(added?.sequence);
  }
});
