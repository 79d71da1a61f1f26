import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { openCable } from "@/lib/testing/cable";
import { unique } from "@/lib/testing/factories";
import { createApp, type TestApp } from "@/lib/testing/read-api";
import type { Changed } from "./changed";
import { diskSnapshot } from "./disk";
import { followSnapshot, type Snapshot } from "./follow";

const connectionString = process.env.DATABASE_URL ?? "";
const silent = { info: () => undefined, warn: () => undefined };
const folder = fs.mkdtempSync(join(os.tmpdir(), "hoist-snapshot-"));
const client = new pg.Client({ connectionString });
let cable: Awaited<ReturnType<typeof openCable>>;
let app: TestApp;
const opened: Snapshot[] = [];

beforeAll(async () => {
  await client.connect();
  cable = await openCable(connectionString);
  app = await createApp();
  await app.flag("checkout");
}, 60_000);
afterEach(async () => {
  await Promise.all(opened.splice(0).map((snapshot) => snapshot.close()));
});
afterAll(async () => {
  cable.cut();
  await client.end();
  fs.rmSync(folder, { recursive: true });
});

function follow(path?: string): Snapshot {
  const disk = path === undefined ? undefined : diskSnapshot(path);
  const snapshot = followSnapshot({ connectionString: cable.url, log: silent, disk });
  opened.push(snapshot);
  return snapshot;
}

async function until(done: () => boolean, ms = 5_000): Promise<void> {
  const end = Date.now() + ms;
  while (!done()) {
    if (Date.now() > end) throw new Error("Waited in vain.");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe("a snapshot", () => {
  it("has a change at once, long before it would ask, and says what changed", async () => {
    const snapshot = follow();
    await snapshot.loaded;
    const heard: Changed[] = [];
    snapshot.onChange((changed) => heard.push(changed));
    const waits: number[] = [];
    for (const enabled of [true, false, true, false, true]) {
      const sequence = await app.toggle("checkout", "u-17", { enabled });
      const committed = Date.now();
      await until(() => snapshot.state!.sequence >= sequence);
      waits.push(Date.now() - committed);
    }
    expect(waits.sort((left, right) => left - right)[2]).toBeLessThan(300);
    for (const { environments } of heard)
      expect([...environments.values()]).toEqual([new Map([["checkout", true]])]);
    expect(heard).toHaveLength(5);
    expect(snapshot.degraded()).toEqual([]);
  });

  const long = ["a", "b"].map((key) => ({ key, value: "ü".repeat(2_000) }));
  it.each([
    ["nothing when the notice tells the change", {}, 0],
    ["the log when a change is too long for a notice", { type: "string", variants: long }, 1],
  ])("asks %s", async (_, options, asked) => {
    const snapshot = follow();
    await snapshot.loaded;
    await snapshot.refresh(1_000); // The next time that it asks by itself is a second away.
    const queries = vi.spyOn(pg.Client.prototype, "query");
    const key = await app.flag(unique("f"), options, false);
    const environments = () => [...snapshot.state!.environments.values()];
    await until(() => environments().some(({ compiled }) => compiled.has(key)), 900);
    const asking = queries.mock.calls.filter(([query]) =>
      JSON.stringify(query).includes("AuditPersonal"),
    );
    queries.mockRestore();
    expect(asking).toHaveLength(asked);
  });

  it("takes no notice for true that does not follow what it has", async () => {
    const snapshot = follow();
    await snapshot.loaded;
    const { sequence, head } = snapshot.state!;
    const row = (previous: string) => [
      ...[Number(sequence) + 5, new Date().toISOString(), previous, "c".repeat(64)],
      ...[JSON.stringify({ version: 1, action: "membership.put" }), null],
    ];
    for (const said of ["[", "[]", "7", "null", `[{"a":1}]`, JSON.stringify([row("b".repeat(64))])])
      await client.query(
        `SELECT pg_notify('hoist_' || replace("installation"::text, '-', ''), $1) FROM "Ledger"`,
        [said],
      );
    const next = await app.toggle("checkout", "u-22", { enabled: true });
    expect(await snapshot.catchUp(next, 1_000)).toBe(true);
    expect(next).toBeGreaterThan(sequence);
    expect(snapshot.state!.head).not.toBe(head);
    expect(snapshot.degraded()).toEqual([]);
  });

  it("keeps its state while the database is away, and catches up by itself", async () => {
    const snapshot = follow();
    await snapshot.loaded;
    const { sequence } = snapshot.state!;
    cable.cut();
    const missed = await app.toggle("checkout", "u-18", { enabled: false });
    await until(() => snapshot.degraded().includes("database"));
    expect(snapshot.state!.sequence).toBe(sequence);
    expect(await snapshot.refresh(1_000)).toBe(false);
    expect(await snapshot.catchUp(missed, 200)).toBe(false);

    await cable.mend();
    expect(await snapshot.catchUp(missed, 5_000)).toBe(true);
    expect(snapshot.degraded()).toEqual([]);
  });

  it("needs no notices: the ledger is asked every second", async () => {
    const snapshot = follow();
    await snapshot.loaded;
    const missed = await app.toggle("checkout", "u-19", { enabled: true });
    await until(() => snapshot.state!.sequence >= missed);
    // A row that nobody announced, as behind a pooler that drops LISTEN.
    await client.query(`UPDATE "Ledger" SET "head" = repeat('e', 64)`);
    await until(() => snapshot.state!.head === "e".repeat(64), 2_500);
    await restoreHead();
  });

  it("waits for a sequence as long as it was told to, and no longer", async () => {
    const snapshot = follow();
    await snapshot.loaded;
    const { sequence } = snapshot.state!;
    expect(await snapshot.catchUp(sequence, 1_000)).toBe(true);
    const started = Date.now();
    expect(await snapshot.catchUp(sequence + 1n, 300)).toBe(false);
    expect(Date.now() - started).toBeLessThan(900);
  });

  it("loads everything again when the ledger is behind it or not its own", async () => {
    const snapshot = follow();
    await snapshot.loaded;
    const heard: Changed[] = [];
    snapshot.onChange((changed) => heard.push(changed));
    const { sequence } = snapshot.state!;
    await client.query(`UPDATE "Ledger" SET "sequence" = $1`, [String(sequence - 1n)]);
    await until(() => snapshot.state!.sequence === sequence - 1n);
    expect(heard).toMatchObject([{ reloaded: true }]);
    await client.query(`UPDATE "Ledger" SET "sequence" = $1`, [String(sequence)]);
    await until(() => snapshot.state!.sequence === sequence);
    await client.query(`UPDATE "Ledger" SET "head" = repeat('f', 64)`);
    await until(() => snapshot.state!.head === "f".repeat(64));
    expect(heard.at(-1)).toMatchObject({ reloaded: true });
    await restoreHead();
  });
});

async function restoreHead() {
  await client.query(
    `UPDATE "Ledger" SET "head" = "hash" FROM "AuditLog" WHERE "AuditLog"."sequence" = "Ledger"."sequence"`,
  );
}

describe("the snapshot on disk", () => {
  it("is written at the end, for nobody else to read, and answers a boot without a database", async () => {
    const path = join(folder, "kept");
    const first = follow(path);
    await first.loaded;
    const sequence = await app.toggle("checkout", "u-20", { enabled: false });
    await first.catchUp(sequence, 1_000);
    cable.cut();
    await first.close();
    expect(fs.statSync(path).mode & 0o777).toBe(0o600);
    expect(fs.readdirSync(folder)).toEqual(["kept"]);

    const second = follow(path);
    await second.loaded;
    expect(second.state!.sequence).toBe(sequence);
    expect(second.degraded()).toEqual(["database"]);
    const user = second.state!.people.find("u-20")!;
    const toggles = [...second.state!.environments.values()].flatMap((one) => one.toggles.of(user));
    expect(toggles).toMatchObject([{ variant: "off", flag: { key: "checkout" } }]);

    await cable.mend();
    const next = await app.toggle("checkout", "u-21", { enabled: false });
    expect(await second.catchUp(next, 5_000)).toBe(true);
    expect(second.degraded()).toEqual([]);
  });

  it("of another installation gives way to the database", async () => {
    const path = join(folder, "foreign");
    const first = follow(path);
    await first.loaded;
    await first.close();
    const [head = "", ...lines] = fs.readFileSync(path, "utf8").split("\n");
    const foreign = { ...JSON.parse(head), installation: "00000000-0000-0000-0000-000000000000" };
    fs.writeFileSync(path, [JSON.stringify(foreign), ...lines].join("\n"));

    cable.cut();
    const second = follow(path);
    await second.loaded;
    await cable.mend();
    await until(() => second.state!.installation === JSON.parse(head).installation);
  });

  it.each([
    ["missing", null],
    ["damaged", '{"format":1,"installation":"x","sequence":"1","head":""}\n["flag",{'],
    ["of another format", '{"format":2}\n'],
  ])("that is %s is as good as none", async (name, text) => {
    const path = join(folder, name);
    if (text !== null) fs.writeFileSync(path, text);
    expect(await diskSnapshot(path).read()).toBeNull();
  });
});
