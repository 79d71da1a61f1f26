import { describe, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { evaluateSchema } from "@/lib/flags/schema/context";
import { again, createActor, createFlag, createProject, unique } from "@/lib/testing/factories";
import { putToggle } from "@/lib/toggles/mutations/put";
import { getToggle, listToggles } from "@/lib/toggles/queries";
import { evaluateFlags, userFlags } from "@/lib/toggles/queries/explain";
import { listTogglesSchema } from "@/lib/toggles/schema";

async function place() {
  const project = await createProject();
  const flag = await createFlag(project, { enabled: true });
  const editor = await createActor("editor");
  const put = (targetingKey: string, input: object = {}, actor = editor, environment = "staging") =>
    putToggle(again(actor), project.key, flag.key, environment, targetingKey, {
      enabled: false,
      ...input,
    });
  return { project, flag, editor, put };
}

describe("listToggles", () => {
  test("pages newest first, ended ones only when asked for", async () => {
    const { project, flag, editor, put } = await place();
    const viewer = await createActor("viewer");
    const people = ["a", "b", "c", "d"].map((name) => unique(name));
    for (const key of people) await put(key, { reason: `for ${key}` });
    await put(unique("elsewhere"), {}, editor, "production");
    await database().toggle.updateMany({
      where: { user: { targetingKey: people[1] } },
      data: { expiresAt: new Date() },
    });
    const list = async (query: object) =>
      listToggles(viewer, project.key, flag.key, "staging", listTogglesSchema.parse(query));

    const first = await list({ limit: 2 });
    const rest = await list({ limit: 2, cursor: first.nextCursor });
    const [a, b, c, d] = people;
    expect([...first.data, ...rest.data].map(({ user }) => user.targetingKey)).toEqual([d, c, a]);
    expect(rest.nextCursor).toBeNull();
    expect(first.data[0]).toEqual({
      user: { username: d, targetingKey: d },
      ...{ variant: "off", reason: `for ${d}`, expiresAt: null, pending: false },
      creator: { username: editor.username },
      createdAt: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
      updatedAt: expect.any(String),
    });
    const all = await list({ ended: "true" });
    expect(all.data.map(({ user }) => user.targetingKey)).toEqual([d, c, b, a]);
    await expect(list({ cursor: "nonsense" })).rejects.toMatchObject({ code: "invalid" });
  });

  test("is not for members", async () => {
    const { project, flag } = await place();
    const query = listTogglesSchema.parse({});
    await expect(
      listToggles(await createActor("member"), project.key, flag.key, "staging", query),
    ).rejects.toMatchObject({ code: "forbidden" });
  });
});

test("getToggle answers members their own toggle and nobody else's", async () => {
  const { project, flag, put } = await place();
  const [member, other] = [await createActor("member"), await createActor("member")];
  await put(member.targetingKey);
  const get = (actor: typeof member) =>
    getToggle(actor, project.key, flag.key, "staging", member.targetingKey);

  expect(await get(member)).toMatchObject({ variant: "off" });
  expect(await get(await createActor("viewer"))).toMatchObject({ variant: "off" });
  await expect(get(other)).rejects.toMatchObject({ code: "not_found" });
});

describe("userFlags", () => {
  test("says what somebody gets of every flag in use, and why", async () => {
    const { project, flag, put } = await place();
    const disabled = await createFlag(project);
    const killed = await createFlag(project, { enabled: true });
    const archived = await createFlag(project, { enabled: true });
    await createFlag(project, { visibility: "restricted" });
    await database().flagState.updateMany({ where: { flagId: killed.id }, data: { killed: true } });
    await database().featureFlag.update({
      where: { id: archived.id },
      data: { archivedAt: new Date() },
    });
    const subject = await createActor("member");
    await put(subject.targetingKey, { reason: "why" });
    const viewer = await createActor("viewer");
    const get = async (environment: string) => {
      const flags = await userFlags(viewer, project.key, subject.username, environment);
      return new Map(flags.map((answer) => [answer.key, answer]));
    };

    const staging = await get("staging");
    expect([...staging.keys()].sort()).toEqual([flag.key, disabled.key, killed.key].sort());
    expect(staging.get(flag.key)).toEqual({
      ...{ key: flag.key, name: flag.name, description: "", type: "boolean", selfService: false },
      ...{ variants: flag.variants, value: false, variant: "off", reason: "TARGETING_MATCH" },
      ...{ decidedBy: { kind: "toggle", bucket: null }, unknownAttributes: [] },
      toggle: expect.objectContaining({ variant: "off", reason: "why" }),
    });
    expect(staging.get(disabled.key)).toMatchObject({ value: false, reason: "DISABLED" });
    expect(staging.get(killed.key)).toMatchObject({
      ...{ value: false, reason: "DISABLED", decidedBy: { kind: "killed" }, toggle: null },
    });
    expect((await get("production")).get(flag.key)).toMatchObject({
      ...{ value: true, reason: "STATIC", toggle: null },
    });
  });

  test("shows a member their own flags without variants and what decided, and nobody else's", async () => {
    const { project, flag, put } = await place();
    const member = await createActor("member");
    await put(member.targetingKey);

    expect(await userFlags(member, project.key, member.username, "staging")).toEqual([
      {
        ...{ key: flag.key, name: flag.name, description: "", type: "boolean", selfService: false },
        ...{ value: false, variant: "off", reason: "TARGETING_MATCH" },
        toggle: expect.objectContaining({ variant: "off" }),
      },
    ]);
    for (const username of [(await createActor("member")).username, unique("nobody")])
      await expect(userFlags(member, project.key, username, "staging")).rejects.toMatchObject({
        code: "forbidden",
      });
  });

  test("lets an unconfirmed user's own toggle wait", async () => {
    const { project, flag, put } = await place();
    await database().featureFlag.update({ where: { id: flag.id }, data: { selfService: true } });
    const member = await createActor("member");
    await database().user.update({ where: { id: member.id }, data: { confirmed: false } });
    await put(member.targetingKey, {}, member);
    const get = async () => (await userFlags(member, project.key, member.username, "staging"))[0];

    expect(await get()).toMatchObject({ value: true, reason: "STATIC", toggle: { pending: true } });
    await database().user.update({ where: { id: member.id }, data: { confirmed: true } });
    expect(await get()).toMatchObject({ value: false, toggle: { pending: false } });
  });
});

describe("an explanation", () => {
  test("follows rules into segments and prerequisites", async () => {
    const { project, flag } = await place();
    const needed = await createFlag(project, { enabled: true });
    await database().segment.create({
      data: {
        ...{ projectId: project.id, key: "europe", name: "Europe" },
        conditions: { all: [{ attribute: "country", op: "in", values: ["FR"] }] },
      },
    });
    await database().flagState.updateMany({
      where: { flagId: flag.id, environment: { key: "staging" } },
      data: {
        prerequisites: [{ flag: needed.key, variants: ["on"] }],
        rules: [
          {
            ...{ id: "r1", name: "Europe", startsAt: null, endsAt: null },
            when: { all: [{ segment: "europe" }, { not: { attribute: "plan", op: "exists" } }] },
            serve: { split: [{ variant: "off", weight: 100_000 }], by: "targetingKey" },
          },
        ],
      },
    });
    const viewer = await createActor("viewer");
    const ask = async (context: object) => {
      const wanted = evaluateSchema.parse({ keys: [flag.key], context });
      return (await evaluateFlags(viewer, project.key, "staging", wanted)).flags[flag.key];
    };

    expect(await ask({ targetingKey: "u", country: "FR" })).toMatchObject({
      ...{ variant: "off", reason: "SPLIT", unknownAttributes: ["plan"] },
      decidedBy: { kind: "rule", rule: "r1", bucket: expect.any(Number) },
      steps: [
        { step: "killed", outcome: false },
        { step: "prerequisite", flag: needed.key, variant: "on", outcome: true },
        { step: "toggle", outcome: false },
        { step: "enabled", outcome: true },
        {
          ...{ step: "rule", rule: "r1", time: "during", matches: true, outcome: true },
          condition: {
            all: [
              {
                ...{ segment: "europe", because: "conditions", outcome: true },
                conditions: [{ all: [{ attribute: "country", actual: "FR", outcome: true }] }],
              },
              { not: [{ attribute: "plan", problem: "missing", outcome: false }], outcome: true },
            ],
          },
        },
      ],
    });
    expect(await ask({ country: "IT" })).toMatchObject({ variant: "on", reason: "DEFAULT" });
    expect(await ask({ country: "FR" })).toMatchObject({ errorCode: "TARGETING_KEY_MISSING" });
    await database().flagState.updateMany({
      where: { flagId: needed.id },
      data: { killed: true },
    });
    expect(await ask({ country: "FR" })).toMatchObject({
      ...{ variant: "off", reason: "PREREQUISITE_FAILED" },
      decidedBy: { kind: "prerequisite", flag: needed.key },
    });
  });
});

describe("evaluateFlags", () => {
  test("evaluates a context, at any moment, and says what decided", async () => {
    const { project, flag, put } = await place();
    await createFlag(project);
    const key = unique("u");
    await put(key, { expiresAt: "2100-01-01T00:00:00Z" });
    const viewer = await createActor("viewer");
    const ask = async (input: object) => {
      const wanted = evaluateSchema.parse({ keys: [flag.key], ...input });
      return evaluateFlags(viewer, project.key, "staging", wanted);
    };

    expect(await ask({ context: { targetingKey: key }, at: "2099-12-31T23:59:59.999Z" })).toEqual({
      environment: "staging",
      at: "2099-12-31T23:59:59.999Z",
      flags: {
        [flag.key]: {
          ...{ enabled: false, value: false, variant: "off", reason: "TARGETING_MATCH" },
          decidedBy: { kind: "toggle", bucket: null },
          steps: [
            { step: "killed", outcome: false },
            {
              step: "toggle",
              variant: "off",
              expiresAt: "2100-01-01T00:00:00.000Z",
              outcome: true,
            },
          ],
          unknownAttributes: [],
        },
      },
    });
    const fallthrough = { [flag.key]: expect.objectContaining({ value: true, reason: "STATIC" }) };
    expect(await ask({ context: { targetingKey: key }, at: "2100-01-01T00:00:00Z" })).toMatchObject(
      { flags: fallthrough },
    );
    for (const context of [
      {},
      { targetingKey: "" },
      { targetingKey: "somebody-else", plan: "pro" },
    ])
      expect((await ask({ context })).flags).toEqual(fallthrough);
    const everything = evaluateSchema.parse({});
    const { flags } = await evaluateFlags(viewer, project.key, "staging", everything);
    expect(Object.keys(flags)).toHaveLength(2);
  });

  test("is not for members, and passes over what is hidden", async () => {
    const { project } = await place();
    const hidden = await createFlag(project, { visibility: "restricted" });
    const all = evaluateSchema.parse({});

    await expect(
      evaluateFlags(await createActor("member"), project.key, "staging", all),
    ).rejects.toMatchObject({ code: "forbidden" });
    const { flags } = await evaluateFlags(await createActor("viewer"), project.key, "staging", all);
    expect(Object.keys(flags)).not.toContain(hidden.key);
  });
});
