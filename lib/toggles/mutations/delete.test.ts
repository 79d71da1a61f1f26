import { describe, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { again, createActor, createFlag, createProject } from "@/lib/testing/factories";
import { expectAuditRow, expectNoTrace } from "@/lib/testing/log";
import { deleteToggle } from "@/lib/toggles/mutations/delete";
import { putToggle } from "@/lib/toggles/mutations/put";

async function toggledBy(role: "member" | "editor") {
  const project = await createProject();
  const flag = await createFlag(project);
  await database().featureFlag.update({ where: { id: flag.id }, data: { selfService: true } });
  const creator = await createActor(role);
  const subject = role === "member" ? creator : await createActor("member");
  const place = [project.key, flag.key, "staging", subject.targetingKey] as const;
  await putToggle(creator, ...place, { enabled: true, reason: "why" });
  const count = () => database().toggle.count({ where: { flagId: flag.id } });
  return { project, flag, creator: again(creator), subject: again(subject), place, count };
}

describe("deleteToggle", () => {
  test.each(["member", "editor"] as const)(
    "lets who made it delete it, here the %s",
    async (role) => {
      const { flag, creator, subject, place, count } = await toggledBy(role);

      await deleteToggle(creator, ...place);

      expect(await count()).toBe(0);
      await expectAuditRow(
        { action: "toggle.delete", flagId: flag.id },
        {
          user: subject.id,
          before: expect.objectContaining({ variant: "on", creatorId: creator.id }),
          after: null,
          personal: { before: { reason: "why" }, after: null, comment: null },
        },
      );
    },
  );

  test("refuses everybody else: admins, the person toggled, a creator below editor now", async () => {
    const { creator, subject, place, count } = await toggledBy("editor");

    for (const actor of [
      await createActor("admin"),
      await createActor("editor"),
      await createActor("viewer"),
      subject,
      { ...creator, role: "viewer" as const },
      { ...creator, readOnly: true },
    ]) {
      expect(await expectNoTrace(() => deleteToggle(actor, ...place))).toMatchObject({
        code: "forbidden",
      });
    }
    expect(await count()).toBe(1);
  });

  test("tells a member nothing of who has a toggle", async () => {
    const { project, flag, place } = await toggledBy("editor");
    const member = await createActor("member");
    const nobody = [project.key, flag.key, "staging", "nobody-at-all"] as const;

    const answers = [
      await expectNoTrace(() => deleteToggle(member, ...place)),
      await expectNoTrace(() => deleteToggle(member, ...nobody)),
    ].map((refused) => ({ ...(refused as object) }));
    expect(answers[0]).toMatchObject({ code: "forbidden" });
    expect(answers[1]).toEqual(answers[0]);
  });

  test("refuses an archived flag, and knows no toggle where there is none", async () => {
    const { project, flag, creator, place, count } = await toggledBy("editor");
    const elsewhere = [project.key, flag.key, "production", place[3]] as const;

    expect(await expectNoTrace(() => deleteToggle(creator, ...elsewhere))).toMatchObject({
      code: "not_found",
    });
    await database().featureFlag.update({
      where: { id: flag.id },
      data: { archivedAt: new Date() },
    });
    expect(await expectNoTrace(() => deleteToggle(creator, ...place))).toMatchObject({
      code: "conflict",
    });
    expect(await count()).toBe(1);
  });
});
