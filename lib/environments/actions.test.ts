import { redirect } from "next/navigation";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { requireActor } from "@/lib/auth/session";
import { createEnvironmentAction, updateEnvironmentAction } from "@/lib/environments/actions";
import { getEnvironment } from "@/lib/environments/queries";
import { createProjectAction, renameProjectAction } from "@/lib/projects/actions";
import { getProject } from "@/lib/projects/queries";
import { again, createActor, createProject, unique } from "@/lib/testing/factories";

vi.mock("next/headers", () => ({ cookies: async () => ({ set: () => {} }) }));
vi.mock("next/navigation", () => ({ redirect: vi.fn(), unstable_rethrow: () => {} }));
vi.mock("@/lib/auth/session", () => ({ requireActor: vi.fn() }));

let admin: Awaited<ReturnType<typeof createActor>>;
beforeEach(async () => {
  admin = await createActor("admin");
  vi.mocked(requireActor).mockImplementation(async () => again(admin));
});

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

describe("the forms for environments", () => {
  it("create one named after its key when the name is left empty", async () => {
    const { key: project } = await createProject();
    const fields = { project, key: "qa", name: "", protected: "on" };
    expect(await createEnvironmentAction(null, form(fields))).toMatchObject({ ok: true });
    expect(await getEnvironment(admin, project, "qa")).toMatchObject({
      name: "qa",
      protected: true,
    });
    expect(await createEnvironmentAction(null, form(fields))).toEqual({
      ok: false,
      fields: { key: ["This key is taken. Choose another one."] },
    });
  });

  it("say what a key may look like", async () => {
    const { key: project } = await createProject();
    const state = await createEnvironmentAction(null, form({ project, key: "q a", name: "" }));
    expect(state).toMatchObject({ ok: false, fields: { key: [expect.any(String)] } });
  });

  it("take the protection off when the box is not ticked, and refuse an older version", async () => {
    const { key: project } = await createProject();
    const place = { project, environment: "staging", name: "QA" };
    await updateEnvironmentAction(null, form({ ...place, version: "1", protected: "on" }));
    await updateEnvironmentAction(null, form({ ...place, version: "2" }));
    expect(await getEnvironment(admin, project, "staging")).toMatchObject({
      name: "QA",
      protected: false,
      version: 3,
    });
    expect(await updateEnvironmentAction(null, form({ ...place, version: "2" }))).toEqual({
      ok: false,
      message:
        "Somebody changed this environment since you read it. Look at it again, then repeat your change.",
    });
  });
});

describe("the forms for projects", () => {
  it("create one and lead to its flags", async () => {
    const key = unique("shop");
    await createProjectAction(null, form({ key, name: "Shop" }));
    expect(await getProject(admin, key)).toMatchObject({ name: "Shop" });
    expect(redirect).toHaveBeenCalledWith(`/projects/${key}/flags`);
  });

  it("rename one", async () => {
    const { key } = await createProject();
    await renameProjectAction(null, form({ project: key, name: "Shop", version: "1" }));
    expect(await getProject(admin, key)).toMatchObject({ name: "Shop" });
  });
});
