import { describe, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { getFlag, listFlags } from "@/lib/flags/queries";
import { getUsage } from "@/lib/flags/queries/usage";
import { listFlagsSchema } from "@/lib/flags/schema";
import { createActor, createFlag, createProject } from "@/lib/testing/factories";

async function evaluated() {
  const project = await createProject();
  const creator = await createActor();
  const flag = await createFlag(project, { creator, visibility: "restricted" });
  const { id: environmentId, key: environment } = project.environments.production;
  const lastEvaluatedAt = new Date(Date.now() - 90_000);
  const place = { flagId: flag.id, environmentId };
  await database().flagUsage.create({ data: { ...place, lastEvaluatedAt } });
  const add = (startsAt: Date, minutes: number, variant: string, count: number) =>
    database().flagUsageCount.create({ data: { ...place, startsAt, minutes, variant, count } });
  return { project, creator, flag, environment, lastEvaluatedAt, add };
}

describe("getUsage", () => {
  test("tells the counts of the last hour and when the last one was", async () => {
    const { project, creator, flag, environment, lastEvaluatedAt, add } = await evaluated();
    const recent = new Date(Date.now() - 60_000);
    await add(recent, 1, "on", 3);
    await add(recent, 1, "off", 4);
    await add(new Date(Date.now() - 3_700_000), 1, "on", 5);
    expect(await getUsage(creator, project.key, flag.key, environment, {})).toEqual({
      lastEvaluatedAt: lastEvaluatedAt.toISOString(),
      data: [
        { startsAt: recent.toISOString(), minutes: 1, variant: "off", count: 4 },
        { startsAt: recent.toISOString(), minutes: 1, variant: "on", count: 3 },
      ],
    });
    const since = new Date(0);
    const all = await getUsage(creator, project.key, flag.key, environment, { since });
    expect(all.data.map(({ count }) => count)).toEqual([5, 4, 3]);
  });

  test("is empty where nothing was ever evaluated", async () => {
    const { project, creator, flag } = await evaluated();
    const usage = await getUsage(creator, project.key, flag.key, "staging", {});
    expect(usage).toEqual({ lastEvaluatedAt: null, data: [] });
  });

  test("does not exist for who may not see the flag", async () => {
    const { project, flag, environment } = await evaluated();
    const stranger = await createActor("approver");
    await expect(getUsage(stranger, project.key, flag.key, environment, {})).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

test("flags say in the list and alone when they were last evaluated, in each environment", async () => {
  const { project, creator, flag, lastEvaluatedAt } = await evaluated();
  const { data } = await listFlags(creator, project.key, listFlagsSchema.parse({}));
  const alone = await getFlag(creator, project.key, flag.key);
  for (const view of [data[0], alone])
    expect(view).toMatchObject({
      environments: {
        production: { lastEvaluatedAt: lastEvaluatedAt.toISOString() },
        staging: { lastEvaluatedAt: null },
      },
    });
});
