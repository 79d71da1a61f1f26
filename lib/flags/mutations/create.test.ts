import { describe, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { createFlag } from "@/lib/flags/mutations/create";
import { createFlagSchema } from "@/lib/flags/schema";
import { again, createActor, createProject, unique } from "@/lib/testing/factories";
import { auditRows, expectAuditRow, expectNoTrace } from "@/lib/testing/log";

const input = (fields: object) => createFlagSchema.parse({ key: unique("flag"), ...fields });

describe("createFlag", () => {
  test("needs a key alone, and leaves the flag disabled in every environment", async () => {
    const editor = await createActor("editor");
    const project = await createProject();

    const { id, key } = await createFlag(editor, project.key, input({}));

    expect(await database().featureFlag.findUniqueOrThrow({ where: { id } })).toMatchObject({
      ...{ key, name: key, description: "", type: "boolean", tags: [], visibility: "public" },
      variants: [
        { key: "on", value: true },
        { key: "off", value: false },
      ],
      ...{ clientSide: true, selfService: false, creatorId: editor.id, version: 1 },
      salt: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    const states = await database().flagState.findMany({ where: { flagId: id } });
    expect(states.map(({ environmentId }) => environmentId).sort()).toEqual(
      Object.values(project.environments)
        .map((environment) => environment.id)
        .sort(),
    );
    for (const state of states) {
      expect(state).toMatchObject({
        ...{ enabled: false, killed: false, version: 1, offVariant: "off" },
        ...{ fallthrough: { variant: "on" }, rules: [], prerequisites: [] },
      });
    }
  });

  test("tells it in one row, default states implied", async () => {
    const editor = again(await createActor("editor"), "for the launch");
    const project = await createProject();

    const { id, key } = await createFlag(editor, project.key, input({ tags: ["a", "a", "b"] }));

    await expectAuditRow(
      { action: "flag.create", flagId: id },
      {
        actor: { kind: "user", id: editor.id },
        project: { id: project.id, key: project.key },
        flag: { id, key },
        before: null,
        after: expect.objectContaining({
          ...{ id, key, projectId: project.id, tags: ["a", "b"], creatorId: editor.id },
          ...{ archivedAt: null, version: 1 },
          state: { offVariant: "off", fallthrough: { variant: "on" } },
        }),
        personal: { before: null, after: null, comment: "for the launch" },
      },
    );
    expect(await auditRows({ flagId: id })).toHaveLength(1);
  });

  test("falls through to the first variant and is off with the last", async () => {
    const project = await createProject();
    const variants = ["red", "green", "blue"].map((key) => ({ key, value: key }));

    const { id } = await createFlag(
      await createActor("editor"),
      project.key,
      input({ type: "string", variants, salt: "imported", visibility: "restricted" }),
    );

    const flag = await database().featureFlag.findUniqueOrThrow({
      where: { id },
      include: { states: true },
    });
    expect(flag).toMatchObject({ salt: "imported", visibility: "restricted", clientSide: false });
    expect(flag.states[0]).toMatchObject({ offVariant: "blue", fallthrough: { variant: "red" } });
  });

  test.each(["member", "viewer"] as const)("refuses a %s", async (role) => {
    const actor = await createActor(role);
    const project = await createProject();

    expect(await expectNoTrace(() => createFlag(actor, project.key, input({})))).toMatchObject({
      code: "forbidden",
    });
    expect(await database().flagKey.count({ where: { projectId: project.id } })).toBe(0);
  });

  test("refuses a read-only token and an unknown project", async () => {
    const reader = await createActor("admin", { readOnly: true });
    const project = await createProject();

    expect(await expectNoTrace(() => createFlag(reader, project.key, input({})))).toMatchObject({
      code: "forbidden",
    });
    expect(
      await expectNoTrace(async () => createFlag(await createActor(), unique("no"), input({}))),
    ).toMatchObject({ code: "not_found" });
  });

  test("makes one flag of 8 writers with the same key, and tells the others that it is taken", async () => {
    const project = await createProject();
    const editor = await createActor("editor");
    const wanted = input({});

    const made = await Promise.allSettled(
      Array.from({ length: 8 }, () => createFlag(again(editor), project.key, wanted)),
    );

    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of made) {
      if (outcome.status === "rejected")
        expect(outcome.reason).toMatchObject({ code: "conflict", field: "key" });
    }
    expect(await database().flagState.count({ where: { projectId: project.id } })).toBe(3);
    expect(await auditRows({ projectId: project.id, action: "flag.create" })).toHaveLength(1);
  });
});
