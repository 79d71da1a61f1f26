import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { database } from "@/lib/database/client";
import type { FormState } from "@/lib/form-state";
import { again, createActor, createProject, type TestProject } from "@/lib/testing/factories";
import { auditRows, ledger } from "@/lib/testing/log";
import { undoForms } from "./undo-forms";

vi.mock("next/headers", () => ({ cookies: async () => ({ set: () => undefined }) }));
vi.mock("next/navigation", () => ({
  unstable_rethrow: () => undefined,
  redirect: () => undefined,
}));
vi.mock("@/lib/auth/session", () => ({ requireActor: vi.fn() }));

type Fields = Record<string, string>;

let project: TestProject;

const actAs = (actor: Actor) =>
  vi.mocked(requireActor).mockImplementation(async () => again(actor));

beforeEach(async () => {
  project = await createProject();
  actAs(await createActor("admin"));
});

async function send(form: string, fields: Fields): Promise<FormState> {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return undoForms[form]!(null, data);
}

async function undo(done: FormState): Promise<FormState> {
  if (!done?.ok || !done.undo) throw new Error(`Nothing to undo: ${JSON.stringify(done)}`);
  return send(done.undo.form, { ...done.undo.fields, comment: "Undo" });
}

/** Makes a change and takes it back: it must be as before, by one more change in the log. */
async function thereAndBack(form: string, fields: Fields, standing: () => Promise<unknown>) {
  const before = await standing();
  const done = await send(form, fields);
  expect(await standing()).not.toEqual(before);
  const { rows } = await ledger();
  expect(await undo(done)).toMatchObject({ ok: true });
  expect(await standing()).toEqual(before);
  const log = await auditRows();
  expect(log.length).toBeGreaterThan(rows);
  expect(log.at(-1)?.personal?.comment).toBe("Undo");
  return log.slice(rows).map(({ action }) => action);
}

/** Makes a change, then somebody else another one: nothing is taken back then. */
async function tooLate(done: FormState, meanwhile: () => Promise<unknown>) {
  await meanwhile();
  const { rows } = await ledger();
  expect(await undo(done)).toMatchObject({ ok: false, message: expect.stringMatching(/changed/) });
  expect((await ledger()).rows).toBe(rows);
}

describe("taking back a change of an environment", () => {
  const staging = async () => {
    const { id } = project.environments.staging;
    const { name, protected: locked } = await database().environment.findUniqueOrThrow({
      where: { id },
    });
    return { name, locked };
  };
  const fields = () => ({ project: project.key, environment: "staging", version: "1" });

  it("gives it its name and its openness again", async () => {
    const change = { ...fields(), name: "QA", protected: "on" };
    expect(await thereAndBack("environment", change, staging)).toEqual(["environment.update"]);
  });

  it("protects it again", async () => {
    await send("environment", { ...fields(), name: "Staging", protected: "on" });
    const open = { ...fields(), name: "Staging", version: "2" };
    expect(await thereAndBack("environment", open, staging)).toEqual(["environment.update"]);
  });

  it("is refused once somebody has changed it since", async () => {
    const done = await send("environment", { ...fields(), name: "QA" });
    await tooLate(done, () => send("environment", { ...fields(), name: "Theirs", version: "2" }));
    expect(await staging()).toMatchObject({ name: "Theirs" });
  });

  it("is not offered where nothing was changed", async () => {
    const same = await send("environment", { ...fields(), name: "Staging" });
    expect(same).toEqual({ ok: true, message: expect.any(String) });
  });
});

describe("taking back the new name of a project", () => {
  const name = async () =>
    (await database().project.findUniqueOrThrow({ where: { id: project.id } })).name;
  const rename = (name: string, version: string) => ({ project: project.key, name, version });

  it("gives it the former one", async () => {
    expect(await thereAndBack("project", rename("Shop", "1"), name)).toEqual(["project.update"]);
  });

  it("is refused once somebody has renamed it since, and to whoever may not", async () => {
    const done = await send("project", rename("Shop", "1"));
    await tooLate(done, () => send("project", rename("Theirs", "2")));
    const last = await send("project", rename("Mine", "3"));
    actAs(await createActor("editor"));
    expect(await undo(last)).toMatchObject({ ok: false });
    expect(await name()).toBe("Mine");
  });
});

describe("taking back a change of a user", () => {
  let username: string;
  let id: string;
  beforeEach(async () => {
    const person = await createActor("member");
    ({ username, id } = person);
    await database().membership.deleteMany({ where: { userId: id } });
    await database().user.update({
      where: { id },
      data: { confirmed: false, attributes: { plan: "free" } },
    });
  });
  const standing = async () => {
    const { attributes, targetingKey, active, confirmed, memberships } =
      await database().user.findUniqueOrThrow({
        where: { id },
        include: { memberships: { select: { scope: true, role: true } } },
      });
    const roles = memberships.map(({ scope, role }) => [scope, role]);
    return { attributes, targetingKey, active, confirmed, roles };
  };

  it.each<[string, Fields]>([
    ["describeUser", { attributes: '{"plan":"pro","seats":[1,{"a":null}]}' }],
    ["targetingKey", { targetingKey: "another-key" }],
    ["userActive", { active: "false" }],
    ["confirmUser", {}],
    ["userRole", { role: "editor" }],
  ])("puts back what %s changed, and a confirmation that came with it", async (form, fields) => {
    const actions = await thereAndBack(form, { username, ...fields }, standing);
    expect(actions).toEqual(["user.update"]);
  });

  it("puts back a role that was lowered, and what the other forms change the other way", async () => {
    await send("userRole", { username, role: "approver" });
    await thereAndBack("userRole", { username, role: "viewer" }, standing);
    await send("userActive", { username, active: "false" });
    await thereAndBack("userActive", { username, active: "true" }, standing);
  });

  it("gives oneself the former names", async () => {
    const person = await createActor("member");
    const renamed = `${person.username}-new`;
    actAs(person);
    const done = await send("rename", { username: renamed, email: `${renamed}@example.com` });
    actAs({ ...person, username: renamed });
    expect(await undo(done)).toMatchObject({ ok: true });
    const row = await database().user.findUniqueOrThrow({ where: { id: person.id } });
    expect(row).toMatchObject({ username: person.username, email: null });
  });

  it("is refused once somebody has changed them since", async () => {
    const done = await send("describeUser", { username, attributes: "{}" });
    await tooLate(done, () => send("describeUser", { username, attributes: '{"by":"others"}' }));
    expect(await standing()).toMatchObject({ attributes: { by: "others" } });
  });

  it("leaves what somebody has changed of them besides", async () => {
    const done = await send("describeUser", { username, attributes: '{"plan":"pro"}' });
    await send("userRole", { username, role: "viewer" });
    expect(await undo(done)).toMatchObject({ ok: true });
    expect(await standing()).toMatchObject({
      attributes: { plan: "free" },
      roles: [["*", "viewer"]],
    });
  });

  it.each<[string, Fields, Fields]>([
    ["describeUser", { attributes: "{}" }, { attributes: '{"a":1}' }],
    ["targetingKey", { targetingKey: "key-a" }, { targetingKey: "key-b" }],
    ["userActive", { active: "false" }, { active: "true" }],
    ["userRole", { role: "viewer" }, { role: "editor" }],
    ["confirmUser", { confirmed: "true" }, { confirmed: "false" }],
  ])("refuses %s over what somebody else has written since", async (form, mine, theirs) => {
    const done = await send(form, { username, ...mine });
    await tooLate(done, () => send(form, { username, ...theirs }));
  });

  it("is refused to whoever may not make that change", async () => {
    const done = await send("targetingKey", { username, targetingKey: "one-more-key" });
    actAs(await createActor("editor"));
    expect(await undo(done)).toMatchObject({ ok: false });
    expect(await standing()).toMatchObject({ targetingKey: "one-more-key" });
  });

  it("is not offered where nothing was changed", async () => {
    const same = await send("describeUser", { username, attributes: '{ "plan": "free" }' });
    expect(same).toEqual({ ok: true, message: expect.any(String) });
  });

  describe("in one project", () => {
    const place = () => ({ project: project.key, username });

    it("takes a given role, and the confirmation that it brought", async () => {
      const give = { ...place(), role: "editor" };
      expect(await thereAndBack("membership", give, standing)).toEqual([
        "membership.delete",
        "user.update",
      ]);
    });

    it("leaves the confirmation that stood before, or that another role brings too", async () => {
      const give = { ...place(), role: "editor" };
      const done = await send("membership", give);
      await send("membership", { ...give, project: (await createProject()).key });
      expect(await undo(done)).toMatchObject({ ok: true });
      expect(await standing()).toMatchObject({
        confirmed: true,
        roles: [[expect.anything(), "editor"]],
      });

      expect(await thereAndBack("membership", give, standing)).toEqual(["membership.delete"]);
    });

    it("gives a changed or a taken role again", async () => {
      await send("membership", { ...place(), role: "editor" });
      const lower = { ...place(), role: "viewer" };
      expect(await thereAndBack("membership", lower, standing)).toEqual(["membership.put"]);
      expect(await thereAndBack("deleteMembership", place(), standing)).toEqual(["membership.put"]);
    });

    it("is refused once somebody has changed the role since", async () => {
      const given = await send("membership", { ...place(), role: "editor" });
      await tooLate(given, () => send("membership", { ...place(), role: "viewer" }));
      const taken = await send("deleteMembership", place());
      await tooLate(taken, () => send("membership", { ...place(), role: "admin" }));
      expect((await standing()).roles).toEqual([[project.id, "admin"]]);
    });
  });
});

describe("taking back a change of one's own configuration", () => {
  let me: Awaited<ReturnType<typeof createActor>>;
  beforeEach(async () => {
    me = await createActor("member");
    actAs(me);
  });
  const standing = () =>
    database().configuration.findMany({
      where: { userId: me.id },
      select: { key: true, value: true },
    });
  const dark = { key: "theme", value: '"dark"' };

  it("removes a new value, and puts a former or a removed one back", async () => {
    const [put, remove] = ["configuration", "deleteConfiguration"] as const;
    expect(await thereAndBack(put, dark, standing)).toEqual(["configuration.delete"]);
    await send(put, { key: "theme", value: "null" });
    expect(await thereAndBack(put, dark, standing)).toEqual(["configuration.put"]);
    expect(await thereAndBack(remove, { key: "theme" }, standing)).toEqual(["configuration.put"]);
  });

  it("is refused once the value was changed elsewhere", async () => {
    const done = await send("configuration", dark);
    await tooLate(done, () => send("configuration", { ...dark, value: '"light"' }));
    const removed = await send("deleteConfiguration", { key: "theme" });
    await tooLate(removed, () => send("configuration", dark));
    expect(await standing()).toEqual([{ key: "theme", value: "dark" }]);
  });

  it("changes nobody else's", async () => {
    const done = await send("configuration", dark);
    const other = await createActor("admin");
    actAs(other);
    expect(await undo(done)).toMatchObject({ ok: false });
    expect(await standing()).toHaveLength(1);
  });
});
