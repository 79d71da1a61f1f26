import { describe, expect, it } from "vitest";
import { database } from "@/lib/database/client";
import { createEnvironment, updateEnvironment } from "@/lib/environments/mutations";
import { getEnvironment, listEnvironments, requireEnvironment } from "@/lib/environments/queries";
import { again, createActor, createFlag, createProject } from "@/lib/testing/factories";
import { expectAuditRow, expectNoTrace } from "@/lib/testing/log";

const qa = { key: "qa", name: "QA", protected: false };

describe("createEnvironment", () => {
  it("makes it last in order, and tells it in one row", async () => {
    const admin = await createActor("admin");
    const project = await createProject();

    await createEnvironment(admin, project.key, qa);

    const { id } = await requireEnvironment(admin, project.key, "qa");
    const keys = (await listEnvironments(admin, project.key)).map(({ key }) => key);
    expect(keys).toEqual(["development", "staging", "production", "qa"]);
    await expectAuditRow(
      { action: "environment.create", projectId: project.id },
      {
        environment: { id, key: "qa" },
        before: null,
        after: { id, projectId: project.id, ...qa, position: 3, version: 1 },
      },
    );
  });

  it("gives every flag of the project its default state there, archived ones too", async () => {
    const admin = await createActor("admin");
    const project = await createProject();
    const flag = await createFlag(project, { enabled: true });
    const archived = await createFlag(project);
    await createFlag(await createProject());
    await database().featureFlag.update({
      where: { id: archived.id },
      data: {
        archivedAt: new Date(),
        variants: [
          { key: "blue", value: "b" },
          { key: "red", value: "r" },
          { key: "none", value: "" },
        ],
      },
    });

    await createEnvironment(admin, project.key, qa);

    const { id } = await requireEnvironment(admin, project.key, "qa");
    const states = await database().flagState.findMany({ where: { environmentId: id } });
    const fresh = { enabled: false, killed: false, version: 1, rules: [], prerequisites: [] };
    expect(states).toHaveLength(2);
    expect(states.find(({ flagId }) => flagId === flag.id)).toMatchObject({
      ...fresh,
      offVariant: "off",
      fallthrough: { variant: "on" },
    });
    expect(states.find(({ flagId }) => flagId === archived.id)).toMatchObject({
      ...fresh,
      offVariant: "none",
      fallthrough: { variant: "blue" },
    });
  });

  it.each(["member", "viewer", "editor", "approver"] as const)("refuses a %s", async (role) => {
    const actor = await createActor(role);
    const project = await createProject();
    const thrown = await expectNoTrace(() => createEnvironment(actor, project.key, qa));
    expect(thrown).toMatchObject({ code: "forbidden" });
    expect(await database().environment.count({ where: { projectId: project.id } })).toBe(3);
  });

  it("refuses a token that may only read", async () => {
    const actor = await createActor("admin", { readOnly: true });
    const project = await createProject();
    const thrown = await expectNoTrace(() => createEnvironment(actor, project.key, qa));
    expect(thrown).toMatchObject({ code: "forbidden" });
  });

  it("refuses a key the project has, and takes one that another project has", async () => {
    const admin = await createActor("admin");
    const [project, other] = [await createProject(), await createProject()];
    await createEnvironment(admin, project.key, qa);
    const thrown = await expectNoTrace(() => createEnvironment(again(admin), project.key, qa));
    expect(thrown).toMatchObject({ code: "conflict", field: "key" });
    await expect(createEnvironment(again(admin), other.key, qa)).resolves.toEqual({ key: "qa" });
  });

  it("does not find an unknown project", async () => {
    const admin = await createActor("admin");
    const thrown = await expectNoTrace(() => createEnvironment(admin, "nowhere", qa));
    expect(thrown).toMatchObject({ code: "not_found" });
  });
});

describe("updateEnvironment", () => {
  it("changes name and protection, and tells before and after", async () => {
    const admin = await createActor("admin");
    const project = await createProject();
    const { id } = project.environments.production;

    await updateEnvironment(admin, project.key, "production", { name: "Live", protected: true }, 1);

    const same = { id, projectId: project.id, key: "production", position: 2 };
    expect(await getEnvironment(admin, project.key, "production")).toMatchObject({
      name: "Live",
      protected: true,
      version: 2,
    });
    await expectAuditRow(
      { action: "environment.update", projectId: project.id },
      {
        before: { ...same, name: "Production", protected: false, version: 1 },
        after: { ...same, name: "Live", protected: true, version: 2 },
      },
    );
  });

  it("writes nothing when nothing changes", async () => {
    const admin = await createActor("admin");
    const project = await createProject();
    const thrown = await expectNoTrace(() =>
      updateEnvironment(admin, project.key, "staging", { protected: false }, null),
    );
    expect(thrown).toBeUndefined();
  });

  it("refuses a version that is not the current one", async () => {
    const admin = await createActor("admin");
    const project = await createProject();
    const thrown = await expectNoTrace(() =>
      updateEnvironment(admin, project.key, "staging", { name: "QA" }, 2),
    );
    expect(thrown).toMatchObject({ code: "stale" });
  });

  it("refuses an editor, before looking at the version", async () => {
    const editor = await createActor("editor");
    const project = await createProject();
    const thrown = await expectNoTrace(() =>
      updateEnvironment(editor, project.key, "staging", { name: "QA" }, 2),
    );
    expect(thrown).toMatchObject({ code: "forbidden" });
  });

  it("does not find an unknown environment, whoever asks", async () => {
    const member = await createActor("member");
    const project = await createProject();
    const thrown = await expectNoTrace(() =>
      updateEnvironment(member, project.key, "moon", { name: "Moon" }, null),
    );
    expect(thrown).toMatchObject({ code: "not_found" });
  });
});

describe("listEnvironments", () => {
  it("tells members names only", async () => {
    const project = await createProject();
    const [first] = await listEnvironments(await createActor("member"), project.key);
    expect(first).toEqual({ key: "development", name: "Development" });
  });
});
