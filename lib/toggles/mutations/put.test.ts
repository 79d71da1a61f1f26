import { describe, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { again, createActor, createFlag, createProject, unique } from "@/lib/testing/factories";
import { auditRows, expectAuditRow, expectNoTrace } from "@/lib/testing/log";
import { putToggle } from "@/lib/toggles/mutations/put";
import { getToggle } from "@/lib/toggles/queries";
import { type PutToggle, putToggleSchema } from "@/lib/toggles/schema";

async function place(flagFields: { selfService?: boolean; archivedAt?: Date } = {}) {
  const project = await createProject();
  const flag = await createFlag(project);
  await database().featureFlag.update({ where: { id: flag.id }, data: flagFields });
  const put = (
    actor: Awaited<ReturnType<typeof createActor>>,
    targetingKey: string,
    input: Partial<PutToggle> = { enabled: true },
  ) =>
    putToggle(
      again(actor),
      project.key,
      flag.key,
      "production",
      targetingKey,
      putToggleSchema.parse(input),
    );
  const toggles = () =>
    database().toggle.findMany({ where: { flagId: flag.id }, include: { user: true } });
  return { project, flag, put, toggles };
}

describe("putToggle", () => {
  test("writes the row and tells it, the reason apart", async () => {
    const { project, flag, put, toggles } = await place();
    const editor = await createActor("editor");
    const subject = await createActor("member");

    const expiresAt = "2100-01-01T00:00:00.000Z";
    const made = await put(editor, subject.targetingKey, {
      ...{ enabled: false, reason: "reported a bug", expiresAt },
    });

    expect(made).toMatchObject({ created: true });
    const [toggle, ...others] = await toggles();
    expect(others).toEqual([]);
    expect(toggle).toMatchObject({
      ...{ userId: subject.id, variant: "off", reason: "reported a bug", selfService: false },
      ...{ expiresAt: new Date(expiresAt), creatorId: editor.id },
    });
    const row = await expectAuditRow(
      { action: "toggle.create", flagId: flag.id },
      {
        project: { id: project.id, key: project.key },
        environment: { id: project.environments.production.id, key: "production" },
        user: subject.id,
        before: null,
        after: expect.objectContaining({ id: toggle!.id, variant: "off", expiresAt }),
        personal: { before: null, after: { reason: "reported a bug" }, comment: null },
      },
    );
    expect(JSON.stringify(row.after)).not.toContain("reported");
  });

  test("gives the toggle as whoever asks for it next is told", async () => {
    const { project, flag, put } = await place({ selfService: true });
    const [maker, changer] = [await createActor("editor"), await createActor("editor")];
    const member = await createActor("member");
    await database().user.update({ where: { id: member.id }, data: { confirmed: false } });
    const expectNext = async (
      actor: typeof maker,
      { targetingKey }: typeof maker,
      input: object,
    ) => {
      const { toggle } = await put(actor, targetingKey, input);
      const at = [project.key, flag.key, "production", targetingKey] as const;
      expect(toggle).toEqual(await getToggle(again(actor), ...at));
      return toggle;
    };

    const subject = await createActor("member");
    const expiresAt = "2100-01-01T00:00:00.000Z";
    await expectNext(maker, subject, { enabled: true, expiresAt });
    const changed = await expectNext(changer, subject, { enabled: false, reason: "why" });
    expect(changed).toMatchObject({ creator: { username: maker.username }, variant: "off" });
    expect(await expectNext(maker, subject, { enabled: false, reason: "why" })).toEqual(changed);
    expect(await expectNext(member, member, { enabled: true })).toMatchObject({ pending: true });
  });

  test("replaces what was there: absent fields become null, the creator stays", async () => {
    const { flag, put, toggles } = await place();
    const [creator, other] = [await createActor("editor"), await createActor("admin")];
    const subject = await createActor("member");
    await put(creator, subject.targetingKey, { enabled: false, reason: "why" });

    expect(await put(other, subject.targetingKey, { variant: "on" })).toMatchObject({
      created: false,
    });

    expect(await toggles()).toMatchObject([
      { variant: "on", reason: null, expiresAt: null, creatorId: creator.id },
    ]);
    await expectAuditRow(
      { action: "toggle.update", flagId: flag.id },
      {
        actor: { kind: "user", id: other.id },
        before: expect.objectContaining({ variant: "off" }),
        after: expect.objectContaining({ variant: "on", creatorId: creator.id }),
        personal: { before: { reason: "why" }, after: { reason: null }, comment: null },
      },
    );
  });

  test("writes nothing when nothing changes, and restarts an ended toggle", async () => {
    const { put, toggles } = await place();
    const editor = await createActor("editor");
    const same = { enabled: true, reason: "r", expiresAt: "2100-01-01T01:00:00+01:00" };
    await put(editor, editor.targetingKey, same);

    expect(await expectNoTrace(() => put(editor, editor.targetingKey, same))).toBeUndefined();
    await database().toggle.updateMany({
      where: { userId: editor.id },
      data: { expiresAt: new Date(0) },
    });
    expect(await put(editor, editor.targetingKey)).toMatchObject({ created: false });
    expect(await toggles()).toMatchObject([{ expiresAt: null }]);
  });

  test("makes a user without sign-in for an unknown targeting key, in the same change", async () => {
    const { flag, put, toggles } = await place();
    const key = unique("u");

    await put(await createActor("editor"), key);

    const [toggle] = await toggles();
    expect(toggle?.user).toMatchObject({
      ...{ username: key, targetingKey: key, passwordHash: null, email: null, confirmed: true },
    });
    const made = await expectAuditRow(
      { action: "user.create", userId: toggle!.userId },
      {
        after: expect.objectContaining({ id: toggle!.userId, role: "member", active: true }),
        personal: {
          before: null,
          after: { username: key, targetingKey: key, email: null, attributes: {} },
          comment: null,
        },
      },
    );
    const [toggled] = await auditRows({ action: "toggle.create", flagId: flag.id });
    expect(toggled).toMatchObject({ changeSet: made.changeSet, sequence: made.sequence + 1n });
  });

  test.each([
    ["cannot be a username", () => `${unique("mail")}@example.com`],
    ["is a username in another case", async () => (await createActor()).username.toUpperCase()],
  ])("makes up a username when the targeting key %s", async (_what, key) => {
    const { put, toggles } = await place();
    const targetingKey = await key();

    await put(await createActor("editor"), targetingKey);

    const [toggle] = await toggles();
    expect(toggle?.user).toMatchObject({
      ...{ targetingKey, username: expect.stringMatching(/^user-[a-z2-7]{10}$/) },
    });
  });

  test("refuses what the flag has not, times gone by and keys that are none", async () => {
    const { put, toggles } = await place();
    const editor = await createActor("editor");
    const refused = (input: Partial<PutToggle>, key = unique("u")) =>
      expectNoTrace(() => put(editor, key, input));

    expect(await refused({ variant: "blue" })).toMatchObject({ code: "invalid", field: "variant" });
    expect(await refused({ enabled: true, expiresAt: "2020-01-01T00:00:00Z" })).toMatchObject({
      code: "invalid",
      field: "expiresAt",
    });
    expect(await refused({ enabled: true }, "x".repeat(257))).toMatchObject({ code: "invalid" });
    expect(await refused({ enabled: true }, "")).toMatchObject({ code: "invalid" });
    expect(await toggles()).toEqual([]);
  });

  test("wants a variant by name when the flag is not boolean", async () => {
    const { flag, put, toggles } = await place();
    const editor = await createActor("editor");
    await database().featureFlag.update({
      where: { id: flag.id },
      data: { type: "string", variants: ["on", "off"].map((key) => ({ key, value: key })) },
    });

    expect(
      await expectNoTrace(() => put(editor, editor.targetingKey, { enabled: true })),
    ).toMatchObject({ code: "invalid", field: "enabled" });
    await put(editor, editor.targetingKey, { variant: "off" });
    expect(await toggles()).toMatchObject([{ variant: "off" }]);
  });

  test("refuses an archived flag, an unknown flag and an unknown environment", async () => {
    const { project, flag, put } = await place({ archivedAt: new Date() });
    const editor = await createActor("editor");
    const at = (flagKey: string, environment: string) => () =>
      putToggle(editor, project.key, flagKey, environment, "u", { enabled: true });

    expect(await expectNoTrace(() => put(editor, "u"))).toMatchObject({ code: "conflict" });
    expect(await expectNoTrace(at("nothing", "production"))).toMatchObject({ code: "not_found" });
    expect(await expectNoTrace(at(flag.key, "moon"))).toMatchObject({ code: "not_found" });
  });

  test("works in a protected environment: it changes no state of the flag", async () => {
    const { project, put, toggles } = await place();
    await database().environment.update({
      where: { id: project.environments.production.id },
      data: { protected: true },
    });
    await put(await createActor("editor"), unique("u"));
    expect(await toggles()).toHaveLength(1);
  });

  test("refuses a read-only token", async () => {
    const { put } = await place();
    const reader = await createActor("admin", { readOnly: true });
    expect(await expectNoTrace(() => put(reader, unique("u")))).toMatchObject({
      code: "forbidden",
    });
  });
});

describe("putToggle by a user for themselves", () => {
  test.each(["member", "viewer"] as const)("lets a %s where the flag offers it", async (role) => {
    const { put, toggles } = await place({ selfService: true });
    const actor = await createActor(role);

    expect(await put(actor, actor.targetingKey)).toMatchObject({ created: true });
    expect(await toggles()).toMatchObject([
      { userId: actor.id, creatorId: actor.id, selfService: true },
    ]);
  });

  test("refuses a flag that does not offer it, and everybody else's toggle", async () => {
    const offered = await place({ selfService: true });
    const plain = await place();
    const member = await createActor("member");
    const other = await createActor("member");

    for (const attempt of [
      () => plain.put(member, member.targetingKey),
      () => offered.put(member, other.targetingKey),
      () => offered.put(member, unique("unknown")),
    ]) {
      expect(await expectNoTrace(attempt)).toMatchObject({ code: "forbidden" });
    }
    expect(await offered.toggles()).toEqual([]);
  });

  test("counts as an editor's once an editor touched it, also with the same values", async () => {
    const { flag, put, toggles } = await place({ selfService: true });
    const member = await createActor("member");
    const editor = await createActor("editor");
    const states: boolean[] = [];
    const see = async () => states.push((await toggles())[0]!.selfService);

    await put(member, member.targetingKey);
    await see();
    await put(editor, member.targetingKey);
    await see();
    expect(await expectNoTrace(() => put(member, member.targetingKey))).toBeUndefined();
    await see();
    await put(member, member.targetingKey, { enabled: false });
    await see();

    expect(states).toEqual([true, false, false, true]);
    expect(await toggles()).toMatchObject([{ creatorId: member.id }]);
    expect(await auditRows({ flagId: flag.id, action: "toggle.update" })).toHaveLength(2);
  });
});
