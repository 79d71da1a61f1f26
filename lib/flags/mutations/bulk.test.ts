import { describe, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { changeFlags } from "@/lib/flags/mutations/bulk";
import { changeState } from "@/lib/flags/mutations/change-state";
import { bulkLimit, bulkSchema } from "@/lib/flags/schema/bulk";
import {
  again,
  createActor,
  createFlag,
  createFlags,
  createProject,
} from "@/lib/testing/factories";
import { auditRows, expectNoTrace, verifyChain } from "@/lib/testing/log";

async function place(role: Parameters<typeof createActor>[0] = "admin") {
  const project = await createProject();
  const actor = await createActor(role);
  const keys = ["a", "b", "c"];
  for (const key of keys) await createFlag(project, { key, tags: ["old"] });
  const change = (fields: object, as = actor) =>
    changeFlags(
      again(as),
      project.key,
      bulkSchema.parse({ flags: keys.map((key) => ({ key })), ...fields }),
    );
  const flags = () =>
    database().featureFlag.findMany({
      where: { projectId: project.id },
      orderBy: { key: "asc" },
      include: { states: { where: { environmentId: project.environments.production.id } } },
    });
  return { project, actor, change, flags };
}
const on = { action: "enable", environment: "production" };

describe("changeFlags", () => {
  test.each([
    [on, "flag.enable"],
    [{ action: "disable", environment: "production" }, "flag.disable"],
    [{ action: "tag", tag: "new" }, "flag.update"],
    [{ action: "untag", tag: "old" }, "flag.update"],
    [{ action: "archive" }, "flag.archive"],
    [{ action: "restore" }, "flag.restore"],
  ])("makes %o of all of them in one change set, told as %s", async (fields, action) => {
    const { project, change, flags } = await place();
    const { id: projectId } = project;
    if (action === "flag.disable") {
      await database().flagState.updateMany({ where: { projectId }, data: { enabled: true } });
    }
    if (action === "flag.restore") {
      await database().featureFlag.updateMany({
        where: { projectId },
        data: { archivedAt: new Date() },
      });
    }
    const before = await flags();

    expect(await change(fields)).toEqual({
      changed: ["a", "b", "c"].map((key) => ({ key, version: 2 })),
      same: [],
    });

    const rows = await auditRows({ action, projectId });
    expect(rows.map(({ flag }) => flag?.key)).toEqual(["a", "b", "c"]);
    expect(new Set(rows.map(({ changeSet }) => changeSet)).size).toBe(1);
    expect(rows.map((row) => [row.before?.version, row.after?.version])).toEqual(
      rows.map(() => [1, 2]),
    );
    for (const [index, flag] of (await flags()).entries()) {
      const [former, state] = [before[index]!, flag.states[0]!];
      expect({
        enabled: state.enabled,
        tags: flag.tags,
        archived: flag.archivedAt !== null,
      }).toEqual({
        enabled: action === "flag.enable",
        tags: { tag: ["old", "new"], untag: [] as string[] }[fields.action] ?? ["old"],
        archived: action === "flag.archive",
      });
      expect(rows[index]?.after?.updatedAt).not.toBe(former.updatedAt.toISOString());
    }
    const others = await database().flagState.findMany({
      where: { projectId, environmentId: { not: project.environments.production.id } },
    });
    for (const other of others) expect(other.version).toBe(1);
    await verifyChain();
  });

  test("leaves what is so already, and writes no row for it", async () => {
    const { project, actor, change } = await place();
    await changeState(again(actor), project.key, "b", "production", { enabled: true }, null);

    expect(await change(on)).toEqual({
      changed: [
        { key: "a", version: 2 },
        { key: "c", version: 2 },
      ],
      same: ["b"],
    });
    expect(await auditRows({ action: "flag.enable", projectId: project.id })).toHaveLength(3);
    expect(await expectNoTrace(() => change(on))).toBeUndefined();
  });

  test("changes nothing when one of them has changed since it was seen", async () => {
    const { project, actor, change, flags } = await place();
    const seen = ["a", "b", "c"].map((key) => ({ key, version: 1 }));
    await changeState(again(actor), project.key, "b", "production", { killed: true }, null);

    expect(await expectNoTrace(() => change({ ...on, flags: seen }))).toMatchObject({
      code: "conflict",
      message: "Nothing was changed, because of b: Somebody was faster: this is version 2 now.",
      errors: [{ path: "flags.b" }],
    });
    expect((await flags()).map(({ states }) => states[0]?.enabled)).toEqual([false, false, false]);
  });

  test("changes nothing when one of them is unknown, hidden, archived or protected", async () => {
    const { project, change } = await place("editor");
    const { production } = project.environments;
    const set = (key: string, data: object) =>
      database().featureFlag.updateMany({ where: { projectId: project.id, key }, data });

    const unknown = { ...on, flags: [{ key: "a" }, { key: "z" }] };
    expect(await expectNoTrace(() => change(unknown))).toMatchObject({ code: "not_found" });
    await set("c", { visibility: "restricted" });
    expect(await expectNoTrace(() => change(on))).toMatchObject({ code: "not_found" });
    await set("c", { visibility: "public", archivedAt: new Date() });
    expect(await expectNoTrace(() => change(on))).toMatchObject({
      code: "conflict",
      errors: [{ path: "flags.c" }],
    });
    await set("c", { archivedAt: null });
    await database().environment.update({
      where: { id: production.id },
      data: { protected: true },
    });
    expect(await expectNoTrace(() => change(on))).toMatchObject({
      code: "approval_required",
      message: expect.stringContaining("2 more flags too."),
    });
    expect(await expectNoTrace(() => change({ ...on, environment: "moon" }))).toMatchObject({
      code: "not_found",
    });
  });

  test("refuses a flag with too many tags, and the others with it", async () => {
    const { project, change, flags } = await place();
    const full = Array.from({ length: 50 }, (_, index) => `t${index}`);
    await database().featureFlag.updateMany({
      where: { projectId: project.id, key: "b" },
      data: { tags: full },
    });

    expect(await expectNoTrace(() => change({ action: "tag", tag: "x" }))).toMatchObject({
      code: "invalid",
      errors: [{ path: "flags.b" }],
    });
    expect((await flags()).map(({ tags }) => tags.length)).toEqual([1, 50, 1]);
  });

  test.each([
    ["member", on, "forbidden"],
    ["viewer", on, "forbidden"],
    ["viewer", { action: "tag", tag: "x" }, "forbidden"],
    ["editor", { action: "archive" }, "forbidden"],
  ] as const)("refuses a %s %o", async (role, fields, code) => {
    const { change } = await place(role);
    expect(await expectNoTrace(() => change(fields))).toMatchObject({ code });
  });

  test("refuses a read-only token", async () => {
    const { actor, change } = await place();
    expect(await expectNoTrace(() => change(on, { ...actor, readOnly: true }))).toMatchObject({
      code: "forbidden",
    });
  });

  test("of two that meet over the same flags lets one through", async () => {
    const { change } = await place();
    const seen = ["a", "b", "c"].map((key) => ({ key, version: 1 }));
    const reversed = [...seen].reverse();

    const outcomes = await Promise.allSettled([
      change({ ...on, flags: seen }),
      change({ action: "disable", environment: "production", flags: reversed }),
      change({ ...on, flags: reversed }),
    ]);

    const changed = outcomes.flatMap((one) =>
      one.status === "fulfilled" ? one.value.changed : [],
    );
    expect(changed).toHaveLength(3);
  });

  test(`takes ${bulkLimit} flags at once, and is taken back as one`, async () => {
    const { project, change } = await place();
    const keys = await createFlags(project, bulkLimit);
    const flags = keys.map((key) => ({ key, version: 1 }));

    const { changed } = await change({ ...on, flags });
    expect(changed).toHaveLength(bulkLimit);
    const back = await change({ action: "disable", environment: "production", flags: changed });
    expect(back.changed).toEqual(flags.map(({ key }) => ({ key, version: 3 })));
    const where = { projectId: project.id, enabled: true };
    expect(await database().flagState.count({ where })).toBe(0);
  });
});

describe("bulkSchema", () => {
  test.each([
    { ...on, flags: [] },
    { ...on, flags: [{ key: "a" }, { key: "a" }] },
    { action: "enable", flags: [{ key: "a" }] },
    { action: "tag", tag: " ", flags: [{ key: "a" }] },
    { action: "kill", flags: [{ key: "a" }] },
    { ...on, flags: Array.from({ length: bulkLimit + 1 }, (_, index) => ({ key: `k${index}` })) },
  ])("refuses %o", (bulk) => {
    expect(bulkSchema.safeParse(bulk).success).toBe(false);
  });
});
