import { describe, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { archiveFlag } from "@/lib/flags/mutations/archive";
import { createFlag as createFlagAs } from "@/lib/flags/mutations/create";
import { deleteFlag } from "@/lib/flags/mutations/delete";
import { createFlagSchema } from "@/lib/flags/schema";
import { again, createActor, createFlag, createProject } from "@/lib/testing/factories";
import { auditRows, expectAuditRow, expectNoTrace, verifyChain } from "@/lib/testing/log";

async function archived() {
  const creator = await createActor("editor");
  const project = await createProject();
  const flag = await createFlag(project, { creator });
  await archiveFlag(creator, project.key, flag.key);
  return { creator: again(creator), project, flag };
}

const exists = async (id: string) => (await database().featureFlag.count({ where: { id } })) > 0;

describe("deleteFlag", () => {
  test("removes the flag with its states and toggles, in one row, and keeps the key reserved", async () => {
    const { creator, project, flag } = await archived();
    const environmentId = project.environments.production.id;
    const people = { creatorId: creator.id, userId: creator.id };
    await database().toggle.create({
      data: { flagId: flag.id, environmentId, variant: "on", ...people },
    });

    await deleteFlag(creator, project.key, flag.key);

    expect(await exists(flag.id)).toBe(false);
    expect(await database().flagState.count({ where: { flagId: flag.id } })).toBe(0);
    expect(await database().toggle.count({ where: { flagId: flag.id } })).toBe(0);
    await expectAuditRow(
      { action: "flag.delete", flagId: flag.id },
      { before: expect.objectContaining({ id: flag.id, key: flag.key, version: 2 }), after: null },
    );
    expect(await auditRows({ flagId: flag.id })).toHaveLength(2);

    const same = createFlagSchema.parse({ key: flag.key });
    expect(
      await expectNoTrace(() => createFlagAs(again(creator), project.key, same)),
    ).toMatchObject({ code: "conflict" });
    await verifyChain();
  });

  test("refuses an admin who did not make it", async () => {
    const { project, flag } = await archived();
    const admin = await createActor("admin");

    expect(await expectNoTrace(() => deleteFlag(admin, project.key, flag.key))).toMatchObject({
      code: "forbidden",
    });
    expect(await exists(flag.id)).toBe(true);
  });

  test("refuses a creator who is no longer an editor", async () => {
    const { creator, project, flag } = await archived();

    expect(
      await expectNoTrace(() => deleteFlag({ ...creator, role: "viewer" }, project.key, flag.key)),
    ).toMatchObject({ code: "forbidden" });
  });

  test("refuses a flag in use, after having said who may not", async () => {
    const creator = await createActor("editor");
    const project = await createProject();
    const flag = await createFlag(project, { creator });
    const stranger = await createActor("editor");

    expect(await expectNoTrace(() => deleteFlag(creator, project.key, flag.key))).toMatchObject({
      code: "conflict",
    });
    expect(await expectNoTrace(() => deleteFlag(stranger, project.key, flag.key))).toMatchObject({
      code: "forbidden",
    });
  });

  test("refuses a read-only token", async () => {
    const { creator, project, flag } = await archived();

    expect(
      await expectNoTrace(() => deleteFlag({ ...creator, readOnly: true }, project.key, flag.key)),
    ).toMatchObject({ code: "forbidden" });
  });
});
