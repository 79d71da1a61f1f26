import { describe, expect, it } from "vitest";
import { hashToken, wellFormed } from "@/lib/auth/secret";
import { database } from "@/lib/database/client";
import { createKey, revokeKey } from "@/lib/keys/mutations";
import { listKeys } from "@/lib/keys/queries";
import { createKeySchema } from "@/lib/keys/schema";
import { again, createActor, createProject } from "@/lib/testing/factories";
import { auditRows, expectAuditRow, expectNoTrace } from "@/lib/testing/log";

const web = createKeySchema.parse({
  name: "web",
  kind: "client",
  allowedOrigins: ["https://app.example.com"],
});
const api = createKeySchema.parse({ name: "api", kind: "server" });

describe("createKey", () => {
  it("tells token and identity secret once, and keeps only the token's hash", async () => {
    const admin = await createActor("admin");
    const project = await createProject();

    const made = await createKey(admin, project.key, "production", web);

    expect(made.token).toMatch(/^hst_cli_/);
    expect(wellFormed(made.token)).toBe(true);
    expect(made.identitySecret).toMatch(/^[0-9a-f]{64}$/);
    const stored = await database().apiKey.findUniqueOrThrow({ where: { id: made.id } });
    expect(stored).toMatchObject({
      environmentId: project.environments.production.id,
      hash: hashToken(made.token),
      identitySecret: made.identitySecret,
      allowedOrigins: ["https://app.example.com"],
      creatorId: admin.id,
    });
    expect(stored.streamSecret).toMatch(/^[0-9a-f]{64}$/);
    expect(stored.streamSecret).not.toBe(stored.identitySecret);
    const listed = JSON.stringify(await listKeys(admin, project.key, "production"));
    for (const secret of [made.token, stored.hash, stored.identitySecret, stored.streamSecret]) {
      expect(listed).not.toContain(secret);
    }
  });

  it("writes an audit row without any secret", async () => {
    const admin = await createActor("admin");
    const project = await createProject();

    const made = await createKey(admin, project.key, "staging", web);

    const { id } = project.environments.staging;
    const row = await expectAuditRow(
      { action: "key.create", projectId: project.id },
      { environment: { id, key: "staging" }, before: null },
    );
    expect(row.after).toEqual({
      id: made.id,
      environmentId: id,
      name: "web",
      kind: "client",
      prefix: made.prefix,
      allowedOrigins: ["https://app.example.com"],
      requireIdentity: false,
      expiresAt: null,
      revokedAt: null,
      creatorId: admin.id,
      createdAt: made.createdAt,
    });
  });

  it("makes server keys without an identity secret", async () => {
    const admin = await createActor("admin");
    const project = await createProject();
    const made = await createKey(admin, project.key, "production", api);
    expect(made.token).toMatch(/^hst_srv_/);
    expect(made).not.toHaveProperty("identitySecret");
  });

  it.each(["member", "viewer", "editor", "approver"] as const)("refuses a %s", async (role) => {
    const actor = await createActor(role);
    const project = await createProject();
    const thrown = await expectNoTrace(() => createKey(actor, project.key, "production", web));
    expect(thrown).toMatchObject({ code: "forbidden" });
    expect(
      await database().apiKey.count({
        where: { environmentId: project.environments.production.id },
      }),
    ).toBe(0);
  });

  it("refuses a token that may only read", async () => {
    const actor = await createActor("admin", { readOnly: true });
    const project = await createProject();
    const thrown = await expectNoTrace(() => createKey(actor, project.key, "production", web));
    expect(thrown).toMatchObject({ code: "forbidden" });
  });

  it("does not find an unknown environment", async () => {
    const admin = await createActor("admin");
    const project = await createProject();
    const thrown = await expectNoTrace(() => createKey(admin, project.key, "moon", web));
    expect(thrown).toMatchObject({ code: "not_found" });
  });
});

describe("revokeKey", () => {
  it("ends the key, keeps its row and tells it", async () => {
    const admin = await createActor("admin");
    const project = await createProject();
    const { id } = await createKey(admin, project.key, "production", api);

    await revokeKey(again(admin), project.key, "production", id);

    const stored = await database().apiKey.findUniqueOrThrow({ where: { id } });
    expect(await listKeys(admin, project.key, "production")).toEqual([]);
    await expectAuditRow(
      { action: "key.revoke", projectId: project.id },
      {
        before: expect.objectContaining({ id, revokedAt: null }),
        after: expect.objectContaining({ id, revokedAt: stored.revokedAt?.toISOString() }),
      },
    );
  });

  it("is done by one of two who try at once", async () => {
    const admin = await createActor("admin");
    const project = await createProject();
    const { id } = await createKey(admin, project.key, "production", api);
    const settled = await Promise.allSettled(
      [1, 2].map(() => revokeKey(again(admin), project.key, "production", id)),
    );
    expect(settled.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await auditRows({ action: "key.revoke", projectId: project.id })).toHaveLength(1);
  });

  it("refuses whoever is no admin", async () => {
    const admin = await createActor("admin");
    const project = await createProject();
    const { id } = await createKey(admin, project.key, "production", api);
    const editor = await createActor("editor");
    const thrown = await expectNoTrace(() => revokeKey(editor, project.key, "production", id));
    expect(thrown).toMatchObject({ code: "forbidden" });
  });

  it.each(["no-id", "0197a1de-0000-7000-8000-000000000000"])("does not find %s", async (id) => {
    const admin = await createActor("admin");
    const project = await createProject();
    const thrown = await expectNoTrace(() => revokeKey(admin, project.key, "production", id));
    expect(thrown).toMatchObject({ code: "not_found" });
  });

  it("does not find a key of another environment", async () => {
    const admin = await createActor("admin");
    const project = await createProject();
    const { id } = await createKey(admin, project.key, "production", api);
    const thrown = await expectNoTrace(() => revokeKey(again(admin), project.key, "staging", id));
    expect(thrown).toMatchObject({ code: "not_found" });
  });
});

describe("listKeys", () => {
  it("is for admins, newest first, with whoever made the key", async () => {
    const admin = await createActor("admin");
    const project = await createProject();
    await createKey(admin, project.key, "production", api);
    await createKey(again(admin), project.key, "production", web);
    expect(await listKeys(admin, project.key, "production")).toMatchObject([
      { name: "web", creator: { username: admin.username }, lastUsedAt: null },
      { name: "api", creator: { username: admin.username } },
    ]);
    await expect(
      listKeys(await createActor("approver"), project.key, "production"),
    ).rejects.toMatchObject({ code: "forbidden" });
  });
});
