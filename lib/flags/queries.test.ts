import pg from "pg";
import { describe, expect, test, vi } from "vitest";
import { database } from "@/lib/database/client";
import { flagRights, getFlag, getState, listFlags, listTags, stayOn } from "@/lib/flags/queries";
import { type ListFlagsInput, listFlagsSchema } from "@/lib/flags/schema";
import {
  createActor,
  createFlag,
  createFlags,
  createProject,
  type TestProject,
} from "@/lib/testing/factories";
import { putToggle } from "@/lib/toggles/mutations/put";

async function keys(
  actor: Awaited<ReturnType<typeof createActor>>,
  project: TestProject,
  query: ListFlagsInput = {},
) {
  const { data } = await listFlags(actor, project.key, listFlagsSchema.parse(query));
  return data.map(({ key }) => key);
}

const set = (
  id: string,
  data: Parameters<ReturnType<typeof database>["featureFlag"]["update"]>[0]["data"],
) => database().featureFlag.update({ where: { id }, data });

describe("listFlags", () => {
  test("searches key, name and description, taking wildcards literally", async () => {
    const viewer = await createActor("viewer");
    const project = await createProject();
    await createFlag(project, { key: "new-checkout" });
    const named = await createFlag(project, { key: "b" });
    await set(named.id, { name: "Prüfung der NEW Seite" });
    const told = await createFlag(project, { key: "c" });
    await set(told.id, { description: "100% of \\ people_x" });

    expect(await keys(viewer, project, { q: "new" })).toEqual(["b", "new-checkout"]);
    expect(await keys(viewer, project, { q: "100%" })).toEqual(["c"]);
    expect(await keys(viewer, project, { q: "e_x" })).toEqual(["c"]);
    expect(await keys(viewer, project, { q: "_" })).toEqual(["c"]);
    expect(await keys(viewer, project, { q: "\\" })).toEqual(["c"]);
    expect(await keys(viewer, project, { q: "%w" })).toEqual([]);
  });

  test("filters by tag, creator, archive and state in an environment", async () => {
    const viewer = await createActor("viewer");
    const project = await createProject();
    const [first, second] = [await createActor("editor"), await createActor("editor")];
    const a = await createFlag(project, { key: "a", creator: first, tags: ["ui", "x"] });
    const b = await createFlag(project, { key: "b", creator: second, tags: ["ui"] });
    const c = await createFlag(project, { key: "c", creator: second });
    await set(c.id, { archivedAt: new Date() });
    const state = (flagId: string, data: object) =>
      database().flagState.update({
        where: {
          flagId_environmentId: { flagId, environmentId: project.environments.production.id },
        },
        data,
      });
    await state(a.id, { enabled: true });
    await state(b.id, { enabled: true, killed: true });

    expect(await keys(viewer, project)).toEqual(["a", "b"]);
    expect(await keys(viewer, project, { tag: "ui" })).toEqual(["a", "b"]);
    expect(await keys(viewer, project, { tag: "x" })).toEqual(["a"]);
    expect(await keys(viewer, project, { creator: second.username.toUpperCase() })).toEqual(["b"]);
    expect(await keys(viewer, project, { archived: "true" })).toEqual(["c"]);
    expect(await keys(viewer, project, { archived: "all" })).toEqual(["a", "b", "c"]);
    const env = "production";
    expect(await keys(viewer, project, { state: "enabled", env })).toEqual(["a"]);
    expect(await keys(viewer, project, { state: "killed", env })).toEqual(["b"]);
    expect(await keys(viewer, project, { state: "disabled", env })).toEqual([]);
    expect(await keys(viewer, project, { state: "disabled", env: "staging" })).toEqual(["a", "b"]);
  });

  test.each(["key", "-key", "name", "-name", "createdAt", "-updatedAt"] as const)(
    "pages by %s without repeating or skipping, whatever is equal",
    async (sort) => {
      const viewer = await createActor("viewer");
      const project = await createProject();
      const creator = await createActor("editor");
      const now = new Date();
      for (const key of ["d", "a", "c", "b", "e"]) {
        const { id } = await createFlag(project, { key, creator });
        await set(id, { name: "same", createdAt: now, updatedAt: now });
      }

      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const query = listFlagsSchema.parse({ sort, limit: 2, cursor });
        const page = await listFlags(viewer, project.key, query);
        expect(page.total).toBe(5);
        seen.push(...page.data.map(({ key }) => key));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);

      expect([...seen].sort()).toEqual(["a", "b", "c", "d", "e"]);
      if (sort === "key") expect(seen).toEqual(["a", "b", "c", "d", "e"]);
      if (sort === "-key") expect(seen).toEqual(["e", "d", "c", "b", "a"]);
    },
  );

  test("refuses cursors that are not its own", async () => {
    const viewer = await createActor("viewer");
    const project = await createProject();
    const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const id = project.id;

    for (const cursor of [
      "nonsense",
      forged({}),
      forged(["-key", "a", id]),
      forged(["key", "a\0", id]),
      forged(["key", "a", "no-id"]),
    ]) {
      await expect(keys(viewer, project, { cursor })).rejects.toMatchObject({ code: "invalid" });
    }
    const cursor = forged(["createdAt", "yesterday", id]);
    await expect(keys(viewer, project, { sort: "createdAt", cursor })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  test("shows members a glance of public flags in use, found by words alone", async () => {
    const member = await createActor("member");
    const project = await createProject();
    const flag = await createFlag(project, { tags: ["secret"] });
    await createFlag(project, { visibility: "restricted" });
    await set((await createFlag(project)).id, { archivedAt: new Date() });

    const { data, total } = await listFlags(member, project.key, listFlagsSchema.parse({}));
    expect(total).toBe(1);
    expect(data).toEqual([
      { key: flag.key, name: flag.name, description: "", type: "boolean", selfService: false },
    ]);
    expect(await getFlag(member, project.key, flag.key)).toEqual(data[0]);
    for (const query of [{ tag: "secret" }, { creator: "u" }, { state: "killed", env: "staging" }])
      await expect(keys(member, project, query as ListFlagsInput)).rejects.toMatchObject({
        code: "forbidden",
      });
    expect(await keys(member, project, { archived: "all" })).toEqual([flag.key]);
    expect(await listTags(member, project.key)).toEqual([]);
  });

  test("asks the database as often for a page of 2,000 flags as for one of 20", {
    timeout: 60_000,
  }, async () => {
    const viewer = await createActor("viewer");
    const [small, large] = [await createProject(), await createProject()];
    await createFlags(small, 20);
    await createFlags(large, 2_000);
    const asked = async (project: TestProject, query: ListFlagsInput) => {
      const sent = vi.spyOn(pg.Client.prototype, "query");
      const found = await keys(viewer, project, query);
      const { length } = sent.mock.calls;
      sent.mockRestore();
      return { found: found.length, length };
    };

    for (const query of [{}, { q: "many", tag: "t", state: "disabled", env: "staging" } as const]) {
      const [few, many] = [await asked(small, query), await asked(large, query)];
      expect([few.found, many.found]).toEqual([20, 50]);
      expect(few.length).toBeGreaterThan(2);
      expect(many.length).toBe(few.length);
    }
  });
});

describe("getFlag", () => {
  test("counts unexpired toggles, and those that serve something else than off", async () => {
    const editor = await createActor("editor");
    const project = await createProject();
    const flag = await createFlag(project, { creator: editor });
    const put = (environment: string, key: string, input: object) =>
      putToggle(editor, project.key, flag.key, environment, key, input);
    await put("production", `${flag.key}-1`, { enabled: true });
    await put("production", `${flag.key}-2`, { enabled: false });
    await put("production", `${flag.key}-3`, { enabled: true });
    await put("staging", `${flag.key}-1`, { enabled: true });
    await database().toggle.updateMany({
      where: { user: { targetingKey: `${flag.key}-3` } },
      data: { expiresAt: new Date() },
    });

    const viewer = await createActor("viewer");
    const off = { enabled: false, killed: false, version: 1, lastEvaluatedAt: null };
    expect(await getFlag(viewer, project.key, flag.key)).toEqual({
      ...{ key: flag.key, name: flag.key, description: "", type: "boolean", selfService: false },
      ...{ variants: flag.variants, schema: null },
      ...{ tags: [], visibility: "public", clientSide: true, salt: flag.salt },
      creator: { username: editor.username },
      archivedAt: null,
      createdAt: flag.createdAt.toISOString(),
      updatedAt: flag.updatedAt.toISOString(),
      version: 1,
      environments: {
        development: { ...off, toggles: 0, on: 0 },
        staging: { ...off, toggles: 1, on: 1 },
        production: { ...off, toggles: 2, on: 1 },
      },
    });
    expect(await stayOn(viewer, project.key, flag.key, "production")).toBe(1);

    await database().flagState.updateMany({ where: { flagId: flag.id }, data: { killed: true } });
    expect(await stayOn(viewer, project.key, flag.key, "production")).toBe(0);
  });

  test("does not count whom nobody has confirmed yet", async () => {
    const project = await createProject();
    const flag = await createFlag(project);
    await set(flag.id, { selfService: true });
    const member = await createActor("member");
    await database().user.update({ where: { id: member.id }, data: { confirmed: false } });
    await putToggle(member, project.key, flag.key, "staging", member.targetingKey, {
      enabled: true,
    });

    const viewer = await createActor("viewer");
    expect(await getFlag(viewer, project.key, flag.key)).toMatchObject({
      environments: { staging: { toggles: 1, on: 0 } },
    });
  });

  test("does not know restricted flags of others, which admins and creators see", async () => {
    const project = await createProject();
    const creator = await createActor("editor");
    const flag = await createFlag(project, { visibility: "restricted", creator });

    for (const role of ["member", "viewer", "editor", "approver"] as const)
      await expect(getFlag(await createActor(role), project.key, flag.key)).rejects.toMatchObject({
        code: "not_found",
      });
    for (const actor of [creator, await createActor("admin")])
      expect(await getFlag(actor, project.key, flag.key)).toMatchObject({ key: flag.key });
  });
});

describe("getState", () => {
  test("answers the state document", async () => {
    const project = await createProject();
    const flag = await createFlag(project, { enabled: true });

    expect(await getState(await createActor("viewer"), project.key, flag.key, "staging")).toEqual({
      ...{ enabled: true, killed: false, offVariant: "off", version: 1 },
      ...{ prerequisites: [], rules: [], fallthrough: { variant: "on" } },
    });
  });

  test("is not for members, and unknown where there is no such flag or environment", async () => {
    const project = await createProject();
    const flag = await createFlag(project);
    const [member, viewer] = [await createActor("member"), await createActor("viewer")];
    const refused = (actor: typeof member, key: string, environment: string) =>
      getState(actor, project.key, key, environment).catch(({ code }) => code);

    expect(await refused(member, flag.key, "staging")).toBe("forbidden");
    expect(await refused(member, "nothing", "staging")).toBe("not_found");
    expect(await refused(viewer, flag.key, "moon")).toBe("not_found");
  });
});

test("listTags names the tags of visible flags in use once, in order", async () => {
  const project = await createProject();
  await createFlag(project, { tags: ["b", "a"] });
  await createFlag(project, { tags: ["b", "é"] });
  await createFlag(project, { tags: ["hidden"], visibility: "restricted" });
  await set((await createFlag(project, { tags: ["old"] })).id, { archivedAt: new Date() });

  expect(await listTags(await createActor("viewer"), project.key)).toEqual(["a", "b", "é"]);
});

test("flagRights says what the actor may do with a flag", async () => {
  const project = await createProject();
  const creator = await createActor("editor");
  const flag = await createFlag(project, { creator });
  const rights = async (role: "viewer" | "editor" | "admin") =>
    flagRights(await createActor(role), project.key, flag.key);

  const none = { change: false, archive: false, delete: false };
  expect(await flagRights(creator, project.key, flag.key)).toEqual({
    ...{ change: true, archive: true, delete: true },
  });
  expect(await rights("admin")).toEqual({ change: true, archive: true, delete: false });
  expect(await rights("editor")).toEqual({ ...none, change: true });
  expect(await rights("viewer")).toEqual(none);
});
