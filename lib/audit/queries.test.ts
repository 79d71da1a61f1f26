import { beforeAll, describe, expect, it } from "vitest";
import { listAudit } from "@/lib/audit/queries";
import type { ListAudit } from "@/lib/audit/schema";
import type { Actor } from "@/lib/auth/actor";
import { commitChange } from "@/lib/change";
import { database } from "@/lib/database/client";
import type { AuditEntry } from "@/lib/history/entry";
import { createKey } from "@/lib/keys/mutations";
import { createKeySchema } from "@/lib/keys/schema";
import {
  again,
  createActor,
  createFlag,
  createProject,
  type TestProject,
  unique,
} from "@/lib/testing/factories";

type Person = Awaited<ReturnType<typeof createActor>>;

let admin: Person;
let editor: Person;
let project: TestProject;

beforeAll(async () => {
  admin = await createActor("admin");
  editor = await createActor("editor");
  project = await createProject();
});

/** A row as a mutation would write it: what the queries read is the log alone. */
async function write(actor: Actor, ...audit: [AuditEntry, ...AuditEntry[]]): Promise<void> {
  await commitChange(actor, async () => ({ result: undefined, audit }));
}

async function flagEntry(action: string, options: Parameters<typeof createFlag>[1] = {}) {
  const { id, key } = await createFlag(project, options);
  const { id: projectId, environments } = project;
  const entry: AuditEntry = {
    action,
    project: { id: projectId, key: project.key },
    environment: environments.production,
    flag: { id, key },
    after: { flagId: id, enabled: true },
  };
  return entry;
}

async function actions(actor: Actor, filters: ListAudit = {}): Promise<string[]> {
  const { data } = await listAudit(actor, { project: project.key, limit: 100, ...filters });
  return data.map(({ action }) => action);
}

async function flags(actor: Actor): Promise<(string | null)[]> {
  return (await listAudit(actor, { limit: 100 })).data.map(({ flag }) => flag);
}

describe("listAudit", () => {
  it("names the actor, the affected user and the things by key, newest first", async () => {
    const entry = await flagEntry("flag.enable");
    const someone = await createActor("member");
    const toggle = { variant: "off", creatorId: editor.id, userId: someone.id };
    await write(again(editor), entry);
    await write(again(editor, "Asked by Ada"), {
      ...entry,
      action: "toggle.create",
      userId: someone.id,
      after: { ...toggle, flagId: entry.flag?.id ?? "" },
      personal: { after: { reason: "Beta" } },
    });

    const { data } = await listAudit(editor, { project: project.key, limit: 2 });

    expect(data.map(({ action }) => action)).toEqual(["toggle.create", "flag.enable"]);
    expect(data[0]).toMatchObject({
      actor: { username: editor.username, kind: "user" },
      project: project.key,
      environment: "production",
      flag: entry.flag?.key,
      user: someone.username,
      before: null,
      after: { variant: "off", reason: "Beta", creator: { username: editor.username } },
      comment: "Asked by Ada",
    });
    expect(data[0]?.after).not.toHaveProperty("userId");
    expect(data[0]?.after).not.toHaveProperty("flagId");
  });

  it("shows sequence and hashes to admins, as numbers that count down, and to nobody else", async () => {
    await write(again(editor), await flagEntry("flag.enable"), await flagEntry("flag.disable"));
    const { data } = await listAudit(admin, { project: project.key, limit: 2 });
    const [newest, older] = data;
    expect(newest?.sequence).toBe((older?.sequence ?? 0) + 1);
    expect(newest?.previousHash).toBe(older?.hash);
    const [forEditor] = (await listAudit(editor, { project: project.key, limit: 1 })).data;
    expect(forEditor).not.toHaveProperty("sequence");
    expect(forEditor).not.toHaveProperty("hash");
    expect(forEditor).not.toHaveProperty("previousHash");
  });

  it("shows e-mail addresses to admins only", async () => {
    const someone = await createActor("member");
    const personal = { username: someone.username, email: "u@example.com" };
    const { id } = someone;
    await write(admin, {
      action: "user.create",
      userId: id,
      after: { id },
      personal: { after: personal },
    });
    const filters = { user: someone.username };
    expect((await listAudit(admin, filters)).data[0]?.after).toMatchObject(personal);
    const [shown] = (await listAudit(editor, filters)).data;
    expect(shown?.after).toMatchObject({ username: someone.username });
    expect(shown?.after).not.toHaveProperty("email");
  });

  it("shows a configuration's value to its user only, not even to admins", async () => {
    const someone = await createActor("viewer");
    const id = "0197a1de-0000-7000-8000-000000000001";
    await write(someone, {
      action: "configuration.put",
      userId: someone.id,
      after: { id, userId: someone.id },
      personal: { after: { key: "theme", value: "dark" } },
    });
    const filters = { user: someone.username, action: "configuration.put" };
    expect((await listAudit(someone, filters)).data[0]?.after).toEqual({
      id,
      key: "theme",
      value: "dark",
    });
    for (const other of [admin, editor]) {
      expect((await listAudit(other, filters)).data[0]?.after).toEqual({ id, key: "theme" });
    }
  });

  it("has no name for who is erased, and no personal part", async () => {
    const someone = await createActor("editor");
    await write(someone, {
      action: "user.update",
      userId: someone.id,
      after: { id: someone.id },
      personal: { after: { username: someone.username } },
    });
    const [row] = (await listAudit(admin, { user: someone.username })).data;
    await database().auditPersonal.deleteMany({ where: { auditId: row?.id } });
    await database().user.update({
      where: { id: someone.id },
      data: { username: null, usernameKey: null, targetingKey: null },
    });
    const { data } = await listAudit(admin, { action: "user.update" });
    expect(data.find(({ id }) => id === row?.id)).toMatchObject({
      actor: { username: null, kind: "user" },
      user: null,
      after: { id: someone.id },
      comment: null,
    });
  });

  it("shows rows about keys to admins only", async () => {
    const key = createKeySchema.parse({ name: "web", kind: "client" });
    await createKey(again(admin), project.key, "production", key);
    expect(await actions(admin, { action: "key" })).toEqual(["key.create"]);
    expect(await actions(editor, { action: "key" })).toEqual([]);
  });

  it("shows rows about tokens to their owner and to admins", async () => {
    const owner = await createActor("viewer");
    await write(owner, { action: "token.create", userId: owner.id, after: { userId: owner.id } });
    const about = { user: owner.username };
    expect((await listAudit(owner, about)).data).toHaveLength(1);
    expect((await listAudit(admin, about)).data).toHaveLength(1);
    expect((await listAudit(editor, about)).data).toEqual([]);
  });

  it("shows rows about restricted flags to admins and to the editor who made them", async () => {
    const entry = await flagEntry("flag.enable", { visibility: "restricted", creator: editor });
    await write(again(editor), entry);
    const key = entry.flag?.key;
    expect(await flags(admin)).toContain(key);
    expect(await flags(editor)).toContain(key);
    expect(await flags(await createActor("approver"))).not.toContain(key);
    const demoted = { ...editor, role: "viewer" as const };
    expect(await flags(demoted)).not.toContain(key);
  });

  it.each(["public", "restricted"] as const)(
    "keeps a deleted %s flag as it was",
    async (visibility) => {
      const entry = await flagEntry("flag.enable", { visibility, creator: editor });
      await write(again(editor), entry);
      const id = entry.flag?.id ?? "";
      const before = { id, visibility, creatorId: editor.id };
      await write(again(editor), { ...entry, action: "flag.delete", before, after: undefined });
      await database().flagState.deleteMany({ where: { flagId: id } });
      await database().featureFlag.delete({ where: { id } });

      const seenBy = async (actor: Actor) =>
        (await flags(actor)).filter((flag) => flag === entry.flag?.key).length;
      expect(await seenBy(admin)).toBe(2);
      expect(await seenBy(editor)).toBe(2);
      expect(await seenBy(await createActor("viewer"))).toBe(visibility === "public" ? 2 : 0);
      expect(await actions(editor, { flag: entry.flag?.key })).toEqual([
        "flag.delete",
        "flag.enable",
      ]);
    },
  );

  it("is refused to members, of this project or of all", async () => {
    const member = await createActor("member");
    const refusal = { code: "forbidden" };
    await expect(listAudit(member, {})).rejects.toMatchObject(refusal);
    await expect(listAudit(member, { project: project.key })).rejects.toMatchObject(refusal);
    const elsewhere = { ...member, roles: new Map([[unique("id"), "viewer" as const]]) };
    await expect(listAudit(elsewhere, { project: project.key })).rejects.toMatchObject(refusal);
  });

  it("tells who may read one project nothing of another", async () => {
    const here = await createProject();
    const member = await createActor("member");
    const viewer = { ...member, roles: new Map([[here.id, "viewer" as const]]) };
    const update = (of: TestProject): AuditEntry => ({
      action: "project.update",
      project: { id: of.id, key: of.key },
    });
    await write(again(admin), update(here), update(project));
    const { data } = await listAudit(viewer, { action: "project.update" });
    expect(data.map((row) => row.project)).toEqual([here.key]);
  });

  it("does not find an unknown project", async () => {
    await expect(listAudit(admin, { project: "nowhere" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
