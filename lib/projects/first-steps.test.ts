import { describe, expect, it } from "vitest";
import { database } from "@/lib/database/client";
import { createKey } from "@/lib/keys/mutations";
import { createKeySchema } from "@/lib/keys/schema";
import { getFirstSteps } from "@/lib/projects/queries";
import { again, createActor, createFlag, createProject } from "@/lib/testing/factories";

describe("getFirstSteps", () => {
  it("follows a project from nothing to the first request", async () => {
    const admin = await createActor("admin");
    const project = await createProject();
    const steps = () => getFirstSteps(admin, project.key);
    const nothing = { flag: null, on: false, environments: [], asked: false };
    expect(await steps()).toEqual(nothing);

    const flag = await createFlag(project);
    expect(await steps()).toEqual({ ...nothing, flag: flag.key });

    await database().flagState.updateMany({
      where: { flagId: flag.id, environmentId: project.environments.staging.id },
      data: { enabled: true },
    });
    expect(await steps()).toEqual({ ...nothing, flag: flag.key, on: true });

    const input = createKeySchema.parse({ name: "web", kind: "client" });
    const { id } = await createKey(admin, project.key, "staging", input);
    const made = { flag: flag.key, on: true };
    expect(await steps()).toEqual({ ...made, environments: ["staging"], asked: false });

    for (const environment of ["development", "staging", "development"]) {
      await createKey(again(admin), project.key, environment, input);
    }
    const environments = ["development", "staging"];
    expect(await steps()).toEqual({ ...made, environments, asked: false });

    await database().apiKey.update({ where: { id }, data: { lastUsedAt: new Date() } });
    expect(await steps()).toEqual({ ...made, environments, asked: true });
  });

  it("names a boolean flag that apps may ask for, if there is any", async () => {
    const admin = await createActor("admin");
    const project = await createProject();
    const flag = async (data: { type?: "string"; clientSide?: boolean }) => {
      const { id, key } = await createFlag(project);
      await database().featureFlag.update({ where: { id }, data });
      expect((await getFirstSteps(admin, project.key)).flag).toBe(key);
    };
    await flag({ clientSide: false, type: "string" });
    await flag({ clientSide: false });
    await flag({ type: "string" });
    await flag({});
  });

  it("knows nothing of flags that one may not see, nor of other projects", async () => {
    const [creator, editor] = [await createActor("editor"), await createActor("editor")];
    const [project, other] = [await createProject(), await createProject()];
    const hidden = await createFlag(project, { creator, visibility: "restricted", enabled: true });
    await createFlag(other, { enabled: true });
    const none = { flag: null, on: false };
    expect(await getFirstSteps(editor, project.key)).toMatchObject(none);
    expect(await getFirstSteps(creator, project.key)).toMatchObject({ flag: hidden.key, on: true });
  });

  it("is not for members", async () => {
    const { key } = await createProject();
    const reading = getFirstSteps(await createActor("member"), key);
    await expect(reading).rejects.toMatchObject({ code: "forbidden" });
  });
});
