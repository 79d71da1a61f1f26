import { describe, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { archiveFlag, restoreFlag } from "@/lib/flags/mutations/archive";
import { again, createActor, createFlag, createProject } from "@/lib/testing/factories";
import { expectAuditRow, expectNoTrace } from "@/lib/testing/log";

const stored = (id: string) => database().featureFlag.findUniqueOrThrow({ where: { id } });

describe("archiveFlag and restoreFlag", () => {
  test("take the creator's flag out of use and put it back, told each time", async () => {
    const creator = await createActor("editor");
    const project = await createProject();
    const flag = await createFlag(project, { creator });

    await archiveFlag(creator, project.key, flag.key);
    const { archivedAt } = await stored(flag.id);
    expect(archivedAt).toBeInstanceOf(Date);
    await expectAuditRow(
      { action: "flag.archive", flagId: flag.id },
      {
        before: expect.objectContaining({ archivedAt: null, version: 1 }),
        after: expect.objectContaining({ archivedAt: archivedAt?.toISOString(), version: 2 }),
      },
    );

    await restoreFlag(again(creator), project.key, flag.key);
    expect(await stored(flag.id)).toMatchObject({ archivedAt: null, version: 3 });
    await expectAuditRow(
      { action: "flag.restore", flagId: flag.id },
      { after: expect.objectContaining({ archivedAt: null, version: 3 }) },
    );
  });

  test("write nothing when it is already so", async () => {
    const admin = await createActor("admin");
    const project = await createProject();
    const flag = await createFlag(project);

    await expectNoTrace(() => restoreFlag(admin, project.key, flag.key));
    await archiveFlag(admin, project.key, flag.key);
    expect(
      await expectNoTrace(() => archiveFlag(again(admin), project.key, flag.key)),
    ).toBeUndefined();
  });

  test.each([
    ["another editor", "editor", "forbidden"],
    ["another approver", "approver", "forbidden"],
    ["a viewer", "viewer", "forbidden"],
    ["a member", "member", "forbidden"],
  ] as const)("refuse %s", async (_who, role, code) => {
    const actor = await createActor(role);
    const project = await createProject();
    const flag = await createFlag(project);

    expect(await expectNoTrace(() => archiveFlag(actor, project.key, flag.key))).toMatchObject({
      code,
    });
    expect((await stored(flag.id)).archivedAt).toBeNull();
  });

  test("hide an archived flag from members", async () => {
    const project = await createProject();
    const flag = await createFlag(project);
    await archiveFlag(await createActor("admin"), project.key, flag.key);

    const member = await createActor("member");
    expect(await expectNoTrace(() => restoreFlag(member, project.key, flag.key))).toMatchObject({
      code: "not_found",
    });
  });

  test("refuse a read-only token", async () => {
    const reader = await createActor("admin", { readOnly: true });
    const project = await createProject();
    const flag = await createFlag(project);

    for (const run of [archiveFlag, restoreFlag]) {
      expect(await expectNoTrace(() => run(reader, project.key, flag.key))).toMatchObject({
        code: "forbidden",
      });
    }
  });
});
