import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { database } from "@/lib/database/client";
import { createActor, createFlag, createProject } from "@/lib/testing/factories";
import { ledger } from "@/lib/testing/log";
import { addCounts, foldCounts } from "./usage-counts";

const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
beforeAll(() => client.connect());
afterAll(() => client.end());

const minute = (time: string) => Date.parse(time) / 60_000;
const now = Math.floor(Date.now() / 60_000);

async function flagIn() {
  const project = await createProject();
  const flag = await createFlag(project, { creator: await createActor() });
  const environmentId = project.environments.production.id;
  const line = (fields: object) => ({
    ...{ environmentId, key: flag.key, variant: "on", minute: now, count: 1, at: now * 60_000 },
    ...fields,
  });
  const counts = async () => {
    const rows = await database().flagUsageCount.findMany({
      where: { flagId: flag.id },
      orderBy: [{ startsAt: "asc" }, { variant: "asc" }],
    });
    return rows.map(({ startsAt, minutes, variant, count }) => [
      startsAt.toISOString(),
      minutes,
      variant,
      Number(count),
    ]);
  };
  return { flag, line, counts };
}

describe("counts", () => {
  it("add up over instances, and the last evaluation is the latest of any", async () => {
    const { flag, line, counts } = await flagIn();
    const before = await ledger();
    const at = Date.parse("2026-11-22T10:00:30.500Z");
    const then = { minute: minute("2026-11-22T10:00:00Z") };
    await addCounts(client, [line({ ...then, count: 3, at }), line({ ...then, variant: "off" })]);
    await addCounts(client, [line({ ...then, count: 4, at: at - 1 })]);
    expect(await counts()).toEqual([
      ["2026-11-22T10:00:00.000Z", 1, "off", 1],
      ["2026-11-22T10:00:00.000Z", 1, "on", 7],
    ]);
    const last = await database().flagUsage.findMany({ where: { flagId: flag.id } });
    expect(last.map(({ lastEvaluatedAt }) => lastEvaluatedAt.getTime())).toEqual([
      Math.max(at, now * 60_000),
    ]);
    expect(await ledger()).toEqual(before);
  });

  it("of a flag that is gone are dropped, and the others written", async () => {
    const { line, counts } = await flagIn();
    await addCounts(client, [line({ key: "gone" }), line({})]);
    expect((await counts()).map(([, , variant, count]) => [variant, count])).toEqual([["on", 1]]);
  });

  it("become hours and days with age, with the same sums", async () => {
    const { line, counts } = await flagIn();
    const old = minute("2026-11-01T10:00:00Z");
    await addCounts(
      client,
      [old, old + 59, old + 60, old + 24 * 60].map((minute) => line({ minute, count: 5 })),
    );
    await addCounts(client, [line({})]);
    await foldCounts(client);
    await foldCounts(client); // What is folded stays as it is.
    await addCounts(client, [line({ minute: old, count: 2 })]); // The database was away for long.
    await foldCounts(client);
    expect(await counts()).toEqual([
      ["2026-11-01T00:00:00.000Z", 1_440, "on", 17],
      ["2026-11-02T00:00:00.000Z", 1_440, "on", 5],
      [new Date(now * 60_000).toISOString(), 1, "on", 1],
    ]);
  });

  it("stay hours for a week", async () => {
    const { line, counts } = await flagIn();
    const hour = Math.floor(now / 60) * 60 - 24 * 60;
    await addCounts(client, [line({ minute: hour + 7 }), line({ minute: hour + 8 })]);
    await foldCounts(client);
    expect(await counts()).toEqual([[new Date(hour * 60_000).toISOString(), 60, "on", 2]]);
  });

  it("vanish after 400 days, and with their flag", async () => {
    const [old, deleted] = [await flagIn(), await flagIn()];
    await addCounts(client, [
      old.line({ minute: now - 402 * 24 * 60 }),
      deleted.line({ minute: now - 24 * 60 }),
    ]);
    await database().flagState.deleteMany({ where: { flagId: deleted.flag.id } });
    await database().featureFlag.delete({ where: { id: deleted.flag.id } });
    await foldCounts(client);
    expect([await old.counts(), await deleted.counts()]).toEqual([[], []]);
    const left = { where: { flagId: deleted.flag.id } };
    expect(await database().flagUsage.count(left)).toBe(0);
  });
});
