import { describe, expect, it } from "vitest";
import { database } from "@/lib/database/client";
import { createProject, updateProject } from "@/lib/projects/mutations";
import { getProject, listProjects } from "@/lib/projects/queries";
import { again, createActor, createProject as existing, unique } from "@/lib/testing/factories";
import { auditRows, expectAuditRow, expectNoTrace } from "@/lib/testing/log";

describe("createProject", () => {
  it("makes a project with three open environments, told in one audit row", async () => {
    const admin = await createActor("admin");
    const key = unique("shop");

    await createProject(admin, { key, name: "Shop" });

    const project = await database().project.findUniqueOrThrow({
      where: { key },
      include: { environments: { orderBy: { position: "asc" } } },
    });
    expect(project.environments.map(({ key, protected: locked }) => [key, locked])).toEqual([
      ["development", false],
      ["staging", false],
      ["production", false],
    ]);
    const row = await expectAuditRow({ action: "project.create", projectId: project.id });
    expect(row.before).toBeNull();
    expect(row.after).toEqual({
      id: project.id,
      key,
      name: "Shop",
      version: 1,
      environments: project.environments.map((environment) => ({
        id: environment.id,
        key: environment.key,
        name: environment.name,
        position: environment.position,
        protected: false,
        version: 1,
      })),
    });
  });

  it("is named after its key unless said", async () => {
    const admin = await createActor("admin");
    const key = unique("shop");
    await createProject(admin, { key });
    expect(await getProject(admin, key)).toMatchObject({ name: key });
  });

  it.each(["member", "viewer", "editor", "approver"] as const)("refuses a %s", async (role) => {
    const actor = await createActor(role);
    const thrown = await expectNoTrace(() => createProject(actor, { key: unique("shop") }));
    expect(thrown).toMatchObject({ code: "forbidden" });
  });

  it("refuses a token that may only read", async () => {
    const actor = await createActor("admin", { readOnly: true });
    const thrown = await expectNoTrace(() => createProject(actor, { key: unique("shop") }));
    expect(thrown).toMatchObject({ code: "forbidden" });
  });

  it("refuses a key that is taken", async () => {
    const admin = await createActor("admin");
    const { key } = await existing();
    const thrown = await expectNoTrace(() => createProject(admin, { key }));
    expect(thrown).toMatchObject({ code: "conflict", field: "key" });
  });
});

describe("updateProject", () => {
  it("renames, raises the version and tells before and after", async () => {
    const admin = await createActor("admin");
    const project = await existing();

    await updateProject(admin, project.key, { name: "Shop" }, 1);

    expect(await getProject(admin, project.key)).toMatchObject({ name: "Shop", version: 2 });
    await expectAuditRow(
      { action: "project.update", projectId: project.id },
      {
        before: { id: project.id, key: project.key, name: project.key, version: 1 },
        after: { id: project.id, key: project.key, name: "Shop", version: 2 },
      },
    );
  });

  it("writes nothing when nothing changes", async () => {
    const admin = await createActor("admin");
    const project = await existing();
    const thrown = await expectNoTrace(() =>
      updateProject(admin, project.key, { name: project.key }, null),
    );
    expect(thrown).toBeUndefined();
    expect(await getProject(admin, project.key)).toMatchObject({ version: 1 });
  });

  it("refuses a version that is not the current one", async () => {
    const admin = await createActor("admin");
    const project = await existing();
    await updateProject(admin, project.key, { name: "Mine" }, 1);
    const thrown = await expectNoTrace(() =>
      updateProject(again(admin), project.key, { name: "Theirs" }, 1),
    );
    expect(thrown).toMatchObject({ code: "stale" });
  });

  it("lets one of many writers of the same version through", async () => {
    const admin = await createActor("admin");
    const project = await existing();
    const settled = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) =>
        updateProject(again(admin), project.key, { name: `Name ${index}` }, 1),
      ),
    );
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await auditRows({ action: "project.update", projectId: project.id })).toHaveLength(1);
  });

  it("refuses whoever is no admin, before looking at the version", async () => {
    const editor = await createActor("editor");
    const project = await existing();
    const thrown = await expectNoTrace(() =>
      updateProject(editor, project.key, { name: "Shop" }, 7),
    );
    expect(thrown).toMatchObject({ code: "forbidden" });
  });

  it("lets an admin of this project alone change it", async () => {
    const project = await existing();
    const member = await createActor("member");
    const admin = { ...member, roles: new Map([[project.id, "admin" as const]]) };
    await updateProject(admin, project.key, { name: "Shop" }, null);
    expect(await getProject(admin, project.key)).toMatchObject({ name: "Shop" });
  });

  it("does not find an unknown project", async () => {
    const admin = await createActor("admin");
    const thrown = await expectNoTrace(() => updateProject(admin, "nowhere", {}, null));
    expect(thrown).toMatchObject({ code: "not_found" });
  });
});

describe("listProjects", () => {
  it("tells members names only, and everybody else the rest", async () => {
    const project = await existing();
    const [forMember] = (await listProjects(await createActor("member"))).slice(-1);
    const [forViewer] = (await listProjects(await createActor("viewer"))).slice(-1);
    expect(forMember).toEqual({ key: project.key, name: project.key });
    expect(forViewer).toMatchObject({ key: project.key, version: 1 });
  });
});
