import { beforeAll, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { archiveFlag, restoreFlag } from "@/lib/flags/mutations/archive";
import { changeState } from "@/lib/flags/mutations/change-state";
import { updateFlag } from "@/lib/flags/mutations/update";
import { findFlag, getFlag, getState, listFlags } from "@/lib/flags/queries";
import { previewBulk } from "@/lib/flags/queries/bulk";
import { listFlagsSchema, updateFlagSchema } from "@/lib/flags/schema";
import { evaluateSchema } from "@/lib/flags/schema/context";
import { deleteSegment } from "@/lib/segments/mutations/delete";
import { getSegment, listSegments } from "@/lib/segments/queries";
import {
  again,
  createActor,
  createFlag,
  createProject,
  type TestProject,
} from "@/lib/testing/factories";
import { putToggle } from "@/lib/toggles/mutations/put";
import { evaluateFlags, myFeatures, userFlags } from "@/lib/toggles/queries/explain";

const unavailable = (key: string) => ({
  code: "unavailable",
  message: expect.stringContaining(key),
});
let project: TestProject;
const admin = await createActor("admin");

beforeAll(async () => {
  project = await createProject();
  for (const key of ["healthy", "no-prerequisites", "no-rules", "no-variants"])
    await createFlag(project, { key, enabled: true, creator: admin });
  const { id: projectId } = project;
  await database().featureFlag.updateMany({ where: { projectId }, data: { selfService: true } });
  await putToggle(again(admin), project.key, "no-rules", "production", "u-1", { enabled: true });
  await putToggle(again(admin), project.key, "no-variants", "production", "u-1", { enabled: true });
  await database().$executeRaw`
    UPDATE "FeatureFlag" SET "variants" = '[7]', "schema" = '7'
    WHERE "projectId" = ${project.id}::uuid AND "key" = 'no-variants'`;
  await database().$executeRaw`
    UPDATE "FlagState" SET "rules" = '[7]', "fallthrough" = '{}'
    WHERE "environmentId" = ${project.environments.production.id}::uuid
      AND "flagId" = (SELECT "id" FROM "FeatureFlag" WHERE "projectId" = ${project.id}::uuid AND "key" = 'no-rules')`;
  await database().$executeRaw`
    UPDATE "FlagState" SET "prerequisites" = '[7]'
    WHERE "environmentId" = ${project.environments.production.id}::uuid
      AND "flagId" = (SELECT "id" FROM "FeatureFlag" WHERE "projectId" = ${project.id}::uuid AND "key" = 'no-prerequisites')`;
  const conditions = { attribute: "plan", op: "in", values: ["pro"] };
  for (const key of ["hurt", "whole"])
    await database().segment.create({
      data: { projectId: project.id, key, name: key, conditions },
    });
  await database().$executeRaw`
    UPDATE "Segment" SET "conditions" = '7'
    WHERE "projectId" = ${project.id}::uuid AND "key" = 'hurt'`;
});

const state = { rules: ["environments.production.rules", "environments.production.fallthrough"] };

test("the list holds every flag, and says what cannot be read of one", async () => {
  const { data, total } = await listFlags(admin, project.key, listFlagsSchema.parse({}));
  expect(total).toBe(4);
  const [healthy, noPrerequisites, noRules, noVariants] = data;
  expect(healthy).not.toHaveProperty("unreadable");
  expect(noPrerequisites).toMatchObject({
    unreadable: ["environments.production.prerequisites"],
    variants: [{ key: "on" }, { key: "off" }],
  });
  expect(noRules).toMatchObject({
    unreadable: state.rules,
    environments: { production: { enabled: true, toggles: 1, on: 0 } },
  });
  expect(noVariants).toMatchObject({
    ...{ unreadable: ["variants", "schema"], variants: [], schema: null },
    environments: { production: { enabled: true, toggles: 1, on: 0 } },
  });
});

test("the flag itself is unavailable, and so is its damaged state, while its other states are read", async () => {
  for (const key of ["no-prerequisites", "no-rules", "no-variants"])
    await expect(getFlag(admin, project.key, key)).rejects.toMatchObject(unavailable(key));
  const read = (environment: string) => getState(admin, project.key, "no-rules", environment);
  await expect(read("production")).rejects.toMatchObject({
    ...unavailable("no-rules"),
    errors: [{ path: "rules" }, { path: "fallthrough" }],
  });
  expect(await read("staging")).toMatchObject({ rules: [] });
  expect(await findFlag(admin, project.key, "no-rules")).toMatchObject({
    unreadable: state.rules,
  });
});

test("a change of it is refused without trace, and others change", async () => {
  const change = (key: string) =>
    changeState(again(admin), project.key, key, "production", { enabled: false }, null);
  const rows = () => database().auditLog.count({ where: { projectId: project.id } });
  const before = await rows();
  await expect(change("no-rules")).rejects.toMatchObject(unavailable("no-rules"));
  const patch = updateFlagSchema.parse({ name: "Another" });
  const place = [project.key, "no-variants"] as const;
  await expect(updateFlag(again(admin), ...place, patch, null)).rejects.toMatchObject(
    unavailable("no-variants"),
  );
  await expect(archiveFlag(again(admin), ...place)).rejects.toMatchObject(
    unavailable("no-variants"),
  );
  await expect(
    putToggle(again(admin), ...place, "production", "u-2", { enabled: true }),
  ).rejects.toMatchObject(unavailable("no-variants"));
  expect(await rows()).toBe(before);
  await change("healthy");
  await changeState(again(admin), project.key, "no-rules", "staging", { enabled: false }, null);
  await archiveFlag(again(admin), project.key, "healthy");
  await restoreFlag(again(admin), project.key, "healthy");
});

test("a prerequisite is taken although another flag's cannot be read, but none of unreadable variants", async () => {
  const need = (flag: string) => {
    const prerequisites = [{ flag, variants: ["on"] }];
    return changeState(again(admin), project.key, "healthy", "production", { prerequisites }, null);
  };
  await expect(need("no-variants")).rejects.toMatchObject(unavailable("no-variants"));
  await need("no-rules");
  await changeState(
    again(admin),
    project.key,
    "healthy",
    "production",
    { prerequisites: [] },
    null,
  );
});

test("a bulk change names it as refused, and changes the others", async () => {
  const flags = ["healthy", "no-rules"].map((key) => ({ key }));
  const bulk = { action: "enable" as const, environment: "production", flags };
  const off = { action: "disable" as const, environment: "production", flags };
  expect((await previewBulk(admin, project.key, off)).data[1]).toMatchObject({
    ...{ key: "no-rules", outcome: "refused", code: "unavailable" },
  });
  expect((await previewBulk(admin, project.key, bulk)).data[0]).toMatchObject({ key: "healthy" });
});

test("people's flags, my features and evaluations tell the others' values, and its error", async () => {
  const evaluated = await evaluateFlags(
    admin,
    project.key,
    "production",
    evaluateSchema.parse({ context: { targetingKey: "u-1" } }),
  );
  expect(Object.keys(evaluated.flags)).toHaveLength(4);
  expect(evaluated.flags["no-rules"]).toMatchObject({
    reason: "ERROR",
    errorDetails: expect.stringContaining("by hand"),
  });
  expect(await userFlags(admin, project.key, "u-1", "production")).toHaveLength(4);
  const features = await myFeatures(admin, project.key, "production");
  expect(features.find(({ key }) => key === "no-variants")).toMatchObject({ choices: [] });
  expect(features.find(({ key }) => key === "healthy")?.choices).toHaveLength(2);
});

test("a damaged segment is marked in the list, unavailable itself, and refuses to go without trace", async () => {
  const [hurt, whole] = await listSegments(admin, project.key);
  expect(hurt).toMatchObject({ key: "hurt", unreadable: ["conditions"] });
  expect(whole).not.toHaveProperty("unreadable");
  await expect(getSegment(admin, project.key, "hurt")).rejects.toMatchObject(unavailable("hurt"));
  await expect(deleteSegment(again(admin), project.key, "hurt")).rejects.toMatchObject(
    unavailable("hurt"),
  );
  expect(await listSegments(admin, project.key)).toHaveLength(2);
});
