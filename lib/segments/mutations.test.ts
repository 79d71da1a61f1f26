import { describe, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { changeState } from "@/lib/flags/mutations/change-state";
import { changeStateSchema } from "@/lib/flags/schema/state";
import { createSegment } from "@/lib/segments/mutations/create";
import { deleteSegment } from "@/lib/segments/mutations/delete";
import { putSegment } from "@/lib/segments/mutations/put";
import { getSegment, listSegments } from "@/lib/segments/queries";
import { createSegmentSchema, putSegmentSchema } from "@/lib/segments/schema";
import { again, createActor, createFlag, createProject } from "@/lib/testing/factories";
import { auditRows, expectAuditRow, expectNoTrace, verifyChain } from "@/lib/testing/log";

const plan = { attribute: "plan", op: "in", values: ["pro"] };
type Person = Awaited<ReturnType<typeof createActor>>;

async function place(role: Parameters<typeof createActor>[0] = "editor") {
  const project = await createProject();
  const actor = await createActor(role);
  const create = (key: string, fields: object = {}, as: Person = actor) =>
    createSegment(again(as), project.key, createSegmentSchema.parse({ key, ...fields }));
  const put = (
    key: string,
    fields: object,
    { ifMatch = null, as = actor }: { ifMatch?: number | null; as?: Person } = {},
  ) =>
    putSegment(
      again(as),
      project.key,
      key,
      putSegmentSchema.parse({ name: key, ...fields }),
      ifMatch,
    );
  const remove = (key: string, as: Person = actor) => deleteSegment(again(as), project.key, key);
  const get = (key: string) => getSegment(actor, project.key, key);
  const target = (flag: { key: string }, segment: string, environment = "production") => {
    const rules = [{ when: { not: { segment } }, serve: { variant: "on" } }];
    const input = changeStateSchema.parse({ rules });
    const admin = createActor("admin");
    return admin.then((as) => changeState(as, project.key, flag.key, environment, input, null));
  };
  return { project, actor, create, put, remove, get, target };
}

describe("createSegment", () => {
  test("writes the segment and tells it, with those who are named apart", async () => {
    const { project, create, get } = await place();
    const people = { included: ["u-1", "u-2", "u-1"], excluded: ["u-3"] };
    await create("europe", { name: "Europe", conditions: plan, ...people });

    const document = { key: "europe", name: "Europe", conditions: plan, version: 1 };
    const lists = { included: ["u-1", "u-2"], excluded: ["u-3"] };
    expect(await get("europe")).toMatchObject({ ...document, ...lists, usedBy: [] });
    const row = await expectAuditRow(
      { action: "segment.create", projectId: project.id },
      { before: null, after: expect.objectContaining(document) },
    );
    expect(row.personal).toEqual({ before: null, after: lists, comment: null });
    expect(JSON.stringify(row.after)).not.toContain("u-1");
    await verifyChain();
  });

  test("needs only a key: then it is for nobody", async () => {
    const { create, get } = await place();
    await create("none");
    expect(await get("none")).toMatchObject({ name: "none", conditions: { any: [] } });
  });

  test("refuses a taken key, which is free again once deleted", async () => {
    const { create, remove } = await place();
    await create("a");
    expect(await expectNoTrace(() => create("a"))).toMatchObject({ code: "conflict" });
    await remove("a");
    await create("a");
  });

  test.each(["member", "viewer"] as const)("refuses a %s, and a read-only token", async (role) => {
    const { create } = await place(role);
    expect(await expectNoTrace(() => create("a"))).toMatchObject({ code: "forbidden" });
    const reader = await createActor("admin", { readOnly: true });
    expect(await expectNoTrace(() => create("a", {}, reader))).toMatchObject({ code: "forbidden" });
  });
});

describe("putSegment", () => {
  test("replaces everything but the key, and tells before and after", async () => {
    const { project, create, put, get } = await place();
    await create("a", { conditions: plan, included: ["u-1"] });
    await put("a", { name: "New", excluded: ["u-2"] }, { ifMatch: 1 });

    const lists = { included: [], excluded: ["u-2"] };
    const after = { name: "New", conditions: { any: [] }, version: 2 };
    expect(await get("a")).toMatchObject({ ...after, ...lists });
    const row = await expectAuditRow(
      { action: "segment.update", projectId: project.id },
      { before: expect.objectContaining({ conditions: plan, version: 1 }) },
    );
    expect(row.after).toMatchObject(after);
    expect(row.personal).toMatchObject({
      before: { included: ["u-1"], excluded: [] },
      after: lists,
    });
  });

  test("writes nothing when nothing changes", async () => {
    const { create, put } = await place();
    await create("a", { conditions: plan, included: ["u-1"] });
    const same = { conditions: plan, included: ["u-1"] };
    expect(await expectNoTrace(() => put("a", same))).toBeUndefined();
  });

  test("refuses an older version, another key, and what is not there", async () => {
    const { create, put } = await place();
    await create("a");
    await put("a", { name: "B" });
    expect(await expectNoTrace(() => put("a", { name: "C" }, { ifMatch: 1 }))).toMatchObject({
      code: "stale",
    });
    expect(await expectNoTrace(() => put("a", { key: "b" }))).toMatchObject({ field: "key" });
    expect(await expectNoTrace(() => put("b", {}))).toMatchObject({ code: "not_found" });
  });

  test.each(["member", "viewer"] as const)("refuses a %s", async (role) => {
    const { create, put } = await place();
    await create("a");
    const as = await createActor(role);
    expect(await expectNoTrace(() => put("a", { name: "B" }, { as }))).toMatchObject({
      code: "forbidden",
    });
    expect(await expectNoTrace(() => put("none", { name: "B" }, { as }))).toMatchObject({
      code: "forbidden",
    });
  });

  test("refuses segments that are not there, and circles, even when two edits close one", async () => {
    const { create, put } = await place();
    const conditions = (segment: string) => ({ conditions: { all: [plan, { segment }] } });
    await create("a");
    await create("b", conditions("a"));
    const path = "conditions.all.1.segment";
    for (const [segment, message] of [
      ["none", /There is no segment none/],
      ["a", /cannot contain itself/],
      ["b", /contains this segment already/],
    ] as const)
      expect(await expectNoTrace(() => put("a", conditions(segment)))).toMatchObject({
        code: "invalid",
        errors: [{ path, message: expect.stringMatching(message) }],
      });

    for (let round = 0; round < 5; round++) {
      const [c, d] = [`c${round}`, `d${round}`];
      await create(c);
      await create(d);
      const outcomes = await Promise.allSettled([put(c, conditions(d)), put(d, conditions(c))]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    }
  });

  test("lets at most eight segments contain each other in a row", async () => {
    const { create, put } = await place();
    await create("s1");
    for (let n = 2; n <= 8; n++) await create(`s${n}`, { conditions: { segment: `s${n - 1}` } });
    expect(
      await expectNoTrace(() => create("s9", { conditions: { segment: "s8" } })),
    ).toMatchObject({ code: "invalid", field: "conditions" });
    await create("s0");
    expect(await expectNoTrace(() => put("s1", { conditions: { segment: "s0" } }))).toMatchObject({
      code: "invalid",
      field: "conditions",
    });
  });

  test("asks for approval where a protected environment targets by it, directly or not", async () => {
    const { project, create, put, target } = await place("admin");
    await create("inner");
    await create("outer", { conditions: { segment: "inner" } });
    await target(await createFlag(project), "outer", "staging");
    await put("inner", { included: ["u-1"] });
    const { id } = project.environments.staging;
    await database().environment.update({ where: { id }, data: { protected: true } });

    for (const key of ["inner", "outer"])
      expect(await expectNoTrace(() => put(key, { included: ["u-2"] }))).toMatchObject({
        code: "approval_required",
      });
    await put("inner", { name: "Only a name", included: ["u-1"] });
  });
});

describe("deleteSegment", () => {
  test("deletes it and tells what it was", async () => {
    const { project, create, remove } = await place();
    await create("a", { conditions: plan, included: ["u-1"] });
    expect(await remove("a")).toMatchObject({ key: "a" });
    const row = await expectAuditRow(
      { action: "segment.delete", projectId: project.id },
      { before: expect.objectContaining({ key: "a", conditions: plan }), after: null },
    );
    expect(row.personal?.before).toEqual({ included: ["u-1"], excluded: [] });
    expect(await database().segment.count({ where: { projectId: project.id } })).toBe(0);
  });

  test("refuses while something uses it, naming what one may see and counting the rest", async () => {
    const { project, create, remove, target, get } = await place();
    await create("a");
    await create("b", { conditions: { not: { segment: "a" } } });
    const flag = await createFlag(project);
    const hidden = await createFlag(project, { visibility: "restricted" });
    await target(flag, "a");
    await target(flag, "a", "development");
    await target(hidden, "a");

    expect((await get("a")).usedBy).toEqual([
      { flag: flag.key, environment: "development" },
      { flag: flag.key, environment: "production" },
      { segment: "b" },
    ]);
    const refused = await expectNoTrace(() => remove("a"));
    expect(refused).toMatchObject({
      code: "in_use",
      errors: [
        { message: `${flag.key} targets by it in development.` },
        { message: `${flag.key} targets by it in production.` },
        { path: "flags", message: "1 flag that you do not see targets by it." },
        { path: "segments.b.conditions", message: "b contains it." },
      ],
    });
    expect(String(refused)).not.toContain(hidden.key);
  });

  test.each(["member", "viewer"] as const)("refuses a %s", async (role) => {
    const { create, remove } = await place();
    await create("a");
    const stranger = await createActor(role);
    expect(await expectNoTrace(() => remove("a", stranger))).toMatchObject({ code: "forbidden" });
  });
});

test("listSegments gives a project's own segments in order, and members none", async () => {
  const { project, actor, create } = await place();
  await (await place()).create("elsewhere");
  for (const key of ["b", "a"]) await create(key);
  expect((await listSegments(actor, project.key)).map(({ key }) => key)).toEqual(["a", "b"]);
  const member = await createActor("member");
  await expect(listSegments(member, project.key)).rejects.toMatchObject({ code: "forbidden" });
  await expect(getSegment(member, project.key, "none")).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await auditRows({ projectId: project.id })).toHaveLength(3);
});
