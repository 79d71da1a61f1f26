import { describe, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { previewBulk } from "@/lib/flags/queries/bulk";
import { bulkSchema } from "@/lib/flags/schema/bulk";
import { createActor, createFlag, createProject } from "@/lib/testing/factories";
import { putToggle } from "@/lib/toggles/mutations/put";

async function place(role: Parameters<typeof createActor>[0] = "editor") {
  const project = await createProject();
  const actor = await createActor(role);
  const mine = await createFlag(project, { key: "mine", creator: actor, tags: ["ui"] });
  const theirs = await createFlag(project, { key: "theirs", enabled: true });
  const preview = async (fields: object) => {
    const flags = [{ key: "mine" }, { key: "theirs" }];
    const bulk = bulkSchema.parse({ flags, ...fields });
    return (await previewBulk(actor, project.key, bulk)).data;
  };
  return { project, actor, mine, theirs, preview };
}
const said = (data: Awaited<ReturnType<typeof previewBulk>>["data"]) =>
  data.map(({ outcome, message }) => `${outcome}: ${message}`);

describe("previewBulk", () => {
  test("says flag by flag what changes and what stays", async () => {
    const { preview } = await place();

    expect(await preview({ action: "enable", environment: "production" })).toEqual([
      {
        ...{ key: "mine", outcome: "change", code: null, version: 1 },
        message: "off → on in Production",
      },
      {
        ...{ key: "theirs", outcome: "same", code: null, version: 1 },
        message: "is on in Production already",
      },
    ]);
    expect(said(await preview({ action: "tag", tag: "ui" }))).toEqual([
      "same: has this tag already",
      "change: gets the tag ui",
    ]);
    expect(said(await preview({ action: "untag", tag: "ui" }))).toEqual([
      "change: loses the tag ui",
      "same: does not have this tag",
    ]);
    expect(said(await preview({ action: "archive" }))).toEqual([
      "change: client apps no longer get it",
      "refused: Only the flag's creator or an administrator may archive it. Ask one of them.",
    ]);
  });

  test("says who stays on by toggles, and that a kill stands", async () => {
    const { project, actor, theirs, preview } = await place();
    for (const key of ["u1", "u2"])
      await putToggle(actor, project.key, theirs.key, "production", `${theirs.id}-${key}`, {
        enabled: true,
      });
    const off = { action: "disable", environment: "production" };
    expect(said(await preview(off))).toEqual([
      "same: is off in Production already",
      "change: on → off in Production. 2 people stay on by per-user toggles",
    ]);

    await database().flagState.updateMany({
      where: { projectId: project.id },
      data: { killed: true },
    });
    expect(said(await preview(off))[1]).toBe(
      "change: on → off in Production. It is killed there: off for everybody until that is taken back",
    );
  });

  test("says what is refused, and why", async () => {
    const { project, mine, preview } = await place();
    const { production } = project.environments;
    const on = { action: "enable", environment: "production" };
    await database().featureFlag.update({
      where: { id: mine.id },
      data: { archivedAt: new Date() },
    });
    await database().environment.update({
      where: { id: production.id },
      data: { protected: true },
    });

    expect(
      await preview({ ...on, flags: [{ key: "mine" }, { key: "hidden" }, { key: "theirs" }] }),
    ).toMatchObject([
      { outcome: "refused", code: "conflict", version: 1 },
      { outcome: "refused", code: "not_found", version: null },
      { outcome: "same", code: null },
    ]);
    const off = { action: "disable", environment: "production" };
    expect((await preview(off))[1]).toMatchObject({
      ...{ outcome: "refused", code: "approval_required" },
    });
    expect(await preview({ action: "restore" })).toMatchObject([
      { outcome: "change", message: "client apps get it again" },
      { outcome: "refused", code: "forbidden" },
    ]);
  });

  test("hides what the actor may not see, and is not for members", async () => {
    const { project, preview, theirs } = await place("viewer");
    await database().featureFlag.update({
      where: { id: theirs.id },
      data: { visibility: "restricted" },
    });
    const on = { action: "enable", environment: "production" };

    expect(await preview(on)).toMatchObject([{ code: "forbidden" }, { code: "not_found" }]);
    const bulk = bulkSchema.parse({ ...on, flags: [{ key: "mine" }] });
    await expect(previewBulk(await createActor("member"), project.key, bulk)).rejects.toMatchObject(
      {
        code: "forbidden",
      },
    );
    await expect(
      previewBulk(await createActor("viewer"), project.key, {
        ...bulk,
        environment: "moon",
      } as never),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});
