import { describe, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { updateFlag } from "@/lib/flags/mutations/update";
import { updateFlagSchema } from "@/lib/flags/schema";
import { again, createActor, createFlag, createProject } from "@/lib/testing/factories";
import { auditRows, expectAuditRow, expectNoTrace } from "@/lib/testing/log";

const patch = (fields: object) => updateFlagSchema.parse(fields);
const stored = (id: string) => database().featureFlag.findUniqueOrThrow({ where: { id } });

describe("updateFlag", () => {
  test("merges the given fields and tells before and after", async () => {
    const editor = await createActor("editor");
    const project = await createProject();
    const flag = await createFlag(project, { tags: ["old"] });

    const fields = { name: "New name", tags: [], selfService: true };
    await updateFlag(editor, project.key, flag.key, patch(fields), 1);

    expect(await stored(flag.id)).toMatchObject({ ...fields, salt: flag.salt, version: 2 });
    await expectAuditRow(
      { action: "flag.update", flagId: flag.id },
      {
        before: expect.objectContaining({ name: flag.name, tags: ["old"], version: 1 }),
        after: expect.objectContaining({ ...fields, version: 2, creatorId: flag.creatorId }),
      },
    );
  });

  test("writes nothing when nothing changes", async () => {
    const project = await createProject();
    const flag = await createFlag(project, { tags: ["a"] });

    const same = patch({ name: flag.name, tags: ["a"], variants: flag.variants });
    const editor = await createActor("editor");
    expect(
      await expectNoTrace(() => updateFlag(editor, project.key, flag.key, same, null)),
    ).toBeUndefined();
    expect(await stored(flag.id)).toEqual(flag);
  });

  test("refuses somebody who saw an older version", async () => {
    const editor = await createActor("editor");
    const project = await createProject();
    const flag = await createFlag(project);
    await updateFlag(editor, project.key, flag.key, patch({ name: "First" }), 1);

    const late = () => updateFlag(again(editor), project.key, flag.key, patch({ name: "Late" }), 1);
    expect(await expectNoTrace(late)).toMatchObject({ code: "stale" });
    expect(await stored(flag.id)).toMatchObject({ name: "First" });
  });

  test("lets values and order of variants change, keeping what is in use", async () => {
    const project = await createProject();
    const flag = await createFlag(project);

    const variants = [
      { key: "off", value: true },
      { key: "on", value: false },
    ];
    await updateFlag(await createActor(), project.key, flag.key, patch({ variants }), null);

    expect(await stored(flag.id)).toMatchObject({ variants });
  });

  test("refuses to drop a variant that a state or an ended toggle names, listing them", async () => {
    const editor = await createActor("editor");
    const project = await createProject();
    const flag = await createFlag(project);
    const { development, staging, production } = project.environments;
    await database().featureFlag.update({
      where: { id: flag.id },
      data: { type: "string", variants: ["a", "b", "c", "d"].map((key) => ({ key, value: key })) },
    });
    await database().flagState.updateMany({
      where: { flagId: flag.id },
      data: { offVariant: "a", fallthrough: { variant: "a" } },
    });
    await database().flagState.update({
      where: { flagId_environmentId: { flagId: flag.id, environmentId: staging.id } },
      data: { offVariant: "b", fallthrough: { variant: "c" } },
    });
    const place = { flagId: flag.id, creatorId: editor.id, userId: editor.id, variant: "c" };
    await database().toggle.create({
      data: { ...place, environmentId: production.id, expiresAt: new Date(0) },
    });
    await database().toggle.create({
      data: { ...place, environmentId: development.id, variant: "a" },
    });

    const only = (...keys: string[]) =>
      patch({ variants: keys.map((key) => ({ key, value: key })) });
    const refused = await expectNoTrace(() =>
      updateFlag(editor, project.key, flag.key, only("a"), null),
    );

    expect(refused).toMatchObject({
      code: "in_use",
      errors: [
        { path: "variants.b", message: "b is in use in staging (off variant)." },
        { path: "variants.c", message: "c is in use in staging (fallthrough)." },
        {
          path: "variants.c",
          message: "c is in use in production (toggles, ended ones included: 1).",
        },
      ],
    });
    await updateFlag(again(editor), project.key, flag.key, only("a", "b", "c"), null);
    expect(await auditRows({ flagId: flag.id })).toHaveLength(1);
  });

  test("refuses values that do not fit the flag's type", async () => {
    const project = await createProject();
    const flag = await createFlag(project);
    const wrong = patch({
      variants: [
        { key: "on", value: "yes" },
        { key: "off", value: false },
      ],
    });
    const editor = await createActor("editor");

    expect(
      await expectNoTrace(() => updateFlag(editor, project.key, flag.key, wrong, null)),
    ).toMatchObject({ code: "invalid", field: "variants" });
  });

  test.each(["member", "viewer"] as const)("refuses a %s", async (role) => {
    const project = await createProject();
    const flag = await createFlag(project);
    const actor = await createActor(role);

    expect(
      await expectNoTrace(() => updateFlag(actor, project.key, flag.key, patch({ name: "x" }), 9)),
    ).toMatchObject({ code: "forbidden" });
    expect(await stored(flag.id)).toEqual(flag);
  });

  test("knows nothing of somebody else's restricted flag, but admins and its creator do", async () => {
    const project = await createProject();
    const creator = await createActor("editor");
    const flag = await createFlag(project, { visibility: "restricted", creator });
    const rename = (name: string) => patch({ name });

    const stranger = await createActor("approver");
    expect(
      await expectNoTrace(() => updateFlag(stranger, project.key, flag.key, rename("x"), null)),
    ).toMatchObject({ code: "not_found" });
    await updateFlag(creator, project.key, flag.key, rename("Mine"), null);
    await updateFlag(await createActor("admin"), project.key, flag.key, rename("Ours"), null);
    expect(await stored(flag.id)).toMatchObject({ name: "Ours", version: 3 });
  });

  test("lets nobody restrict a flag they would lose sight of", async () => {
    const project = await createProject();
    const creator = await createActor("editor");
    const flag = await createFlag(project, { creator });
    const restrict = patch({ visibility: "restricted" });

    const stranger = await createActor("editor");
    expect(
      await expectNoTrace(() => updateFlag(stranger, project.key, flag.key, restrict, null)),
    ).toMatchObject({ code: "forbidden" });
    await updateFlag(creator, project.key, flag.key, restrict, null);
    expect(await stored(flag.id)).toMatchObject({ visibility: "restricted" });
  });

  test("refuses a read-only token", async () => {
    const project = await createProject();
    const flag = await createFlag(project);
    const reader = await createActor("admin", { readOnly: true });

    expect(
      await expectNoTrace(() =>
        updateFlag(reader, project.key, flag.key, patch({ name: "x" }), null),
      ),
    ).toMatchObject({ code: "forbidden" });
  });
});
