import { describe, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { archiveFlag } from "@/lib/flags/mutations/archive";
import { changeState } from "@/lib/flags/mutations/change-state";
import { changeStateSchema } from "@/lib/flags/schema/state";
import { again, createActor, createFlag, createProject } from "@/lib/testing/factories";
import { auditRows, expectAuditRow, expectNoTrace } from "@/lib/testing/log";

async function place(role: Parameters<typeof createActor>[0] = "editor") {
  const project = await createProject();
  const flag = await createFlag(project);
  const actor = await createActor(role);
  const { production } = project.environments;
  const change = (fields: object, ifMatch: number | null = null, as = actor) =>
    changeState(
      again(as),
      project.key,
      flag.key,
      "production",
      changeStateSchema.parse(fields),
      ifMatch,
    );
  const state = () =>
    database().flagState.findUniqueOrThrow({
      where: { flagId_environmentId: { flagId: flag.id, environmentId: production.id } },
    });
  return { project, flag, actor, production, change, state };
}

describe("changeState", () => {
  test.each([
    [{ enabled: true }, {}, "flag.enable"],
    [{ enabled: false }, { enabled: true }, "flag.disable"],
    [{ killed: true }, {}, "flag.kill"],
    [{ killed: false }, { killed: true }, "flag.unkill"],
    [{ offVariant: "on" }, {}, "state.update"],
    [{ fallthrough: { variant: "off" } }, {}, "state.update"],
    [{ enabled: true, killed: true }, {}, "state.update"],
  ])("writes %o and tells it by name", async (fields, before, action) => {
    const { project, flag, production, change, state } = await place();
    await database().flagState.updateMany({ where: { flagId: flag.id }, data: before });

    await change(fields, 1);

    expect(await state()).toMatchObject({ ...fields, version: 2 });
    await expectAuditRow(
      { action, flagId: flag.id },
      {
        project: { id: project.id, key: project.key },
        environment: { id: production.id, key: "production" },
        before: expect.objectContaining({ ...before, version: 1 }),
        after: expect.objectContaining({ ...fields, flagId: flag.id, version: 2 }),
      },
    );
    const others = await database().flagState.findMany({
      where: { flagId: flag.id, environmentId: { not: production.id } },
    });
    for (const other of others) expect(other).toMatchObject({ ...before, version: 1 });
  });

  test("writes nothing when nothing changes", async () => {
    const { change, state } = await place();
    const before = await state();

    const same = { enabled: false, killed: false, offVariant: "off", rules: [], prerequisites: [] };
    expect(
      await expectNoTrace(() => change({ ...same, fallthrough: { variant: "on" } }, 1)),
    ).toBeUndefined();
    expect(await state()).toEqual(before);
  });

  test("refuses an older version, an unknown variant and an archived flag", async () => {
    const { project, flag, change, state } = await place();
    await change({ enabled: true });

    expect(await expectNoTrace(() => change({ enabled: false }, 1))).toMatchObject({
      code: "stale",
    });
    expect(await expectNoTrace(() => change({ offVariant: "blue" }))).toMatchObject({
      ...{ code: "invalid", field: "offVariant" },
    });
    expect(await expectNoTrace(() => change({ fallthrough: { variant: "blue" } }))).toMatchObject({
      code: "invalid",
      field: "fallthrough.variant",
    });
    await archiveFlag(await createActor("admin"), project.key, flag.key);
    expect(await expectNoTrace(() => change({ enabled: false }))).toMatchObject({
      code: "conflict",
    });
    expect(await state()).toMatchObject({ enabled: true, version: 2 });
  });

  test("asks for approval in a protected environment, except for killing", async () => {
    const { production, change, state } = await place("admin");
    await database().environment.update({
      where: { id: production.id },
      data: { protected: true },
    });

    for (const fields of [{ enabled: true }, { offVariant: "on" }, { killed: true, enabled: true }])
      expect(await expectNoTrace(() => change(fields))).toMatchObject({
        code: "approval_required",
      });
    await change({ killed: true, enabled: false });
    expect(await state()).toMatchObject({ killed: true, enabled: false, version: 2 });
    expect(await expectNoTrace(() => change({ killed: false }))).toMatchObject({
      code: "approval_required",
    });
    expect(await expectNoTrace(() => change({ killed: true }))).toBeUndefined();
  });

  test.each(["member", "viewer"] as const)("refuses a %s", async (role) => {
    const { change, state } = await place(role);
    const before = await state();

    expect(await expectNoTrace(() => change({ killed: true }, 7))).toMatchObject({
      code: "forbidden",
    });
    expect(await state()).toEqual(before);
  });

  test("refuses a read-only token and an unknown environment", async () => {
    const { project, flag, actor, change } = await place();

    expect(
      await expectNoTrace(() => change({ enabled: true }, null, { ...actor, readOnly: true })),
    ).toMatchObject({ code: "forbidden" });
    expect(
      await expectNoTrace(() =>
        changeState(actor, project.key, flag.key, "moon", { enabled: true }, null),
      ),
    ).toMatchObject({ code: "not_found" });
  });

  test("of twenty writers with the same version lets one through", async () => {
    const { flag, change, state } = await place();

    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => change({ enabled: true }, 1)),
    );

    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await state()).toMatchObject({ enabled: true, version: 2 });
    expect(await auditRows({ flagId: flag.id })).toHaveLength(1);
  });
});
