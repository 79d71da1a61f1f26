import { describe, expect, it } from "vitest";
import { database } from "@/lib/database/client";
import { createKey, revokeKey } from "@/lib/keys/mutations";
import { getKeyUse } from "@/lib/keys/queries";
import { createKeySchema } from "@/lib/keys/schema";
import { again, createActor, createProject } from "@/lib/testing/factories";

const input = createKeySchema.parse({ name: "web", kind: "client" });

describe("getKeyUse", () => {
  it("counts keys, and tells the last use of any key, revoked ones too", async () => {
    const [admin, viewer] = [await createActor("admin"), await createActor("viewer")];
    const { key: project } = await createProject();
    const use = (environment = "production") => getKeyUse(viewer, project, environment);
    expect(await use()).toEqual({ keys: 0, lastUsedAt: null });

    const first = await createKey(admin, project, "production", input);
    const second = await createKey(again(admin), project, "production", input);
    expect(await use()).toEqual({ keys: 2, lastUsedAt: null });

    const lastUsedAt = new Date("2026-11-01T10:00:00.000Z");
    await database().apiKey.update({ where: { id: first.id }, data: { lastUsedAt } });
    await revokeKey(again(admin), project, "production", first.id);
    expect(await use()).toEqual({ keys: 1, lastUsedAt: lastUsedAt.toISOString() });
    expect(await use("staging")).toEqual({ keys: 0, lastUsedAt: null });
    expect(second.lastUsedAt).toBeNull();
  });

  it("is not for members, and not there for unknown environments", async () => {
    const { key: project } = await createProject();
    const member = await createActor("member");
    await expect(getKeyUse(member, project, "production")).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(getKeyUse(member, project, "moon")).rejects.toMatchObject({ code: "not_found" });
  });
});
