import { describe, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { changeState } from "@/lib/flags/mutations/change-state";
import { getState } from "@/lib/flags/queries";
import { changeStateSchema } from "@/lib/flags/schema/state";
import type { FeatureFlag } from "@/lib/generated/prisma/client";
import { again, createActor, createFlag, createProject } from "@/lib/testing/factories";
import { auditRows, expectAuditRow, expectNoTrace } from "@/lib/testing/log";

const plan = { attribute: "plan", op: "in", values: ["pro"] };
const split = (on: number) => ({
  split: [
    { variant: "on", weight: on },
    { variant: "off", weight: 100_000 - on },
  ],
  by: "targetingKey",
});
const rule = { when: plan, serve: split(25_000) };

async function place() {
  const project = await createProject();
  const actor = await createActor();
  const flag = await createFlag(project);
  const change = (
    fields: object,
    { on = flag, as = actor, env = "production" }: Partial<Where> = {},
  ) => changeState(again(as), project.key, on.key, env, changeStateSchema.parse(fields), null);
  const state = () => getState(actor, project.key, flag.key, "production");
  return { project, actor, flag, change, state };
}
type Where = { on: FeatureFlag; as: Awaited<ReturnType<typeof createActor>>; env: string };

const needs = (...flags: { key: string }[]) => ({
  prerequisites: flags.map(({ key }) => ({ flag: key, variants: ["on"] })),
});

describe("changeState with rules", () => {
  test("stores the whole document and tells it before and after", async () => {
    const { project, flag, change, state } = await place();
    await database().segment.create({
      data: { projectId: project.id, key: "europe", name: "Europe", conditions: plan },
    });
    const document = {
      rules: [{ id: "r1", name: "Pro", ...rule, when: { all: [plan, { segment: "europe" }] } }],
      fallthrough: {
        ...split(100_000),
        exposure: [{ at: "2026-12-01T09:00:00.000Z", weight: 1_000 }],
      },
    };

    await change(document);

    const stored = { ...document, rules: [{ startsAt: null, endsAt: null, ...document.rules[0] }] };
    expect(await state()).toMatchObject({ ...stored, version: 2 });
    await expectAuditRow(
      { action: "state.update", flagId: flag.id },
      {
        before: expect.objectContaining({ rules: [], fallthrough: { variant: "on" } }),
        after: expect.objectContaining({ ...stored, version: 2 }),
      },
    );
    expect(await expectNoTrace(() => change(document))).toBeUndefined();
  });

  test("gives rules ids of their own, and keeps them", async () => {
    const { change, state, flag } = await place();
    await change({ rules: [rule, rule, { ...rule, id: "mine" }] });
    const { rules } = await state();
    const ids = rules.map(({ id }) => id);
    expect(ids).toEqual([expect.any(String), expect.any(String), "mine"]);
    expect(new Set(ids).size).toBe(3);

    expect(
      await expectNoTrace(() => change({ rules: [rule, rule, { ...rule, id: "mine" }] })),
    ).toBe(undefined);
    await change({ rules: [{ ...rule, name: "First" }, rule, rule] });
    const renamed = await state();
    expect(renamed.rules[0]?.name).toBe("First");
    expect(renamed.rules.slice(1).map(({ id }) => id)).toEqual([ids[1], "mine"]);
    expect(ids).not.toContain(renamed.rules[0]?.id);
    expect(await auditRows({ flagId: flag.id })).toHaveLength(2);
  });

  test("refuses variants and segments that are not there, each at its place", async () => {
    const { change } = await place();
    const elsewhere = await createProject();
    await database().segment.create({
      data: { projectId: elsewhere.id, key: "europe", name: "Europe", conditions: plan },
    });
    const blue = { variant: "blue" };
    const refused = await expectNoTrace(() =>
      change({
        offVariant: "blue",
        rules: [
          { when: { any: [plan, { not: { segment: "europe" } }] }, serve: { variant: "on" } },
          { when: plan, serve: { split: [{ ...blue, weight: 100_000 }], by: "id" } },
        ],
        fallthrough: blue,
      }),
    );
    expect(refused).toMatchObject({
      code: "invalid",
      errors: [
        { path: "offVariant", message: "This flag has no variant blue." },
        { path: "fallthrough.variant", message: "This flag has no variant blue." },
        { path: "rules.1.serve.split.0.variant", message: "This flag has no variant blue." },
        { path: "rules.0.when.any.1.not.segment", message: "There is no segment europe." },
      ],
    });
  });

  test("asks for approval in a protected environment", async () => {
    const { project, change } = await place();
    const { production } = project.environments;
    await database().environment.update({
      where: { id: production.id },
      data: { protected: true },
    });
    for (const fields of [{ rules: [rule] }, { fallthrough: split(1) }])
      expect(await expectNoTrace(() => change(fields))).toMatchObject({
        code: "approval_required",
      });
  });
});

describe("changeState with prerequisites", () => {
  test("stores them in one environment", async () => {
    const { project, flag, change, state } = await place();
    const billing = await createFlag(project);
    await change(needs(billing));
    expect((await state()).prerequisites).toEqual([{ flag: billing.key, variants: ["on"] }]);
    const staging = await getState(await createActor(), project.key, flag.key, "staging");
    expect(staging.prerequisites).toEqual([]);
  });

  test("refuses what is missing, archived, hidden, restricted or has no such variant", async () => {
    const { project, actor, flag, change } = await place();
    const [archived, wrong] = [await createFlag(project), await createFlag(project)];
    await database().featureFlag.update({
      where: { id: archived.id },
      data: { archivedAt: new Date() },
    });
    const hidden = await createFlag(project, { visibility: "restricted" });
    const own = await createFlag(project, { visibility: "restricted", creator: actor });
    const { prerequisites } = needs({ key: "none" }, hidden, archived, own);
    const refused = await expectNoTrace(() =>
      change({
        prerequisites: [...prerequisites, { flag: wrong.key, variants: ["off", "blue"] }],
      }),
    );
    expect(refused).toMatchObject({
      code: "invalid",
      errors: [
        { path: "prerequisites.0.flag", message: "There is no flag none." },
        { path: "prerequisites.1.flag", message: `There is no flag ${hidden.key}.` },
        { path: "prerequisites.2.flag", message: expect.stringMatching(/is archived/) },
        { path: "prerequisites.3.flag", message: expect.stringMatching(/is restricted/) },
        { path: "prerequisites.4.variants.1", message: `${wrong.key} has no variant blue.` },
      ],
    });

    const secret = await createFlag(project, { visibility: "restricted", creator: actor });
    await change(needs(own), { on: secret });
    const admin = await createActor("admin");
    await change(needs(hidden), { on: secret, as: admin });
    await change({ ...needs(hidden), enabled: true }, { on: secret });
    expect(await auditRows({ flagId: flag.id })).toEqual([]);
  });

  test("refuses circles, of one flag or of many, in each environment for itself", async () => {
    const { project, flag, change } = await place();
    const [b, c] = [await createFlag(project), await createFlag(project)];
    const circle = (flags: { key: string }[]) => ({
      code: "invalid",
      errors: [
        {
          path: "prerequisites.0.flag",
          message: `This closes a circle: ${flags.map(({ key }) => key).join(" → ")}. Take one of these prerequisites away.`,
        },
      ],
    });
    expect(await expectNoTrace(() => change(needs(flag)))).toMatchObject(circle([flag, flag]));
    await change(needs(b));
    await change(needs(c), { on: b });
    expect(await expectNoTrace(() => change(needs(flag), { on: c }))).toMatchObject(
      circle([c, flag, b, c]),
    );
    await change(needs(flag), { on: c, env: "staging" });
    await change(needs(c));
  });

  test("lets one of two edits that close a circle together through", async () => {
    for (let round = 0; round < 5; round++) {
      const { project, flag, change } = await place();
      const other = await createFlag(project);
      const outcomes = await Promise.allSettled([
        change(needs(other)),
        change(needs(flag), { on: other }),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    }
  });
});
