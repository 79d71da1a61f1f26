import { describe, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import { again, createActor, createFlag, createProject } from "@/lib/testing/factories";
import { expectAuditRow, expectNoTrace } from "@/lib/testing/log";
import { endToggle } from "@/lib/toggles/mutations/end";
import { putToggle } from "@/lib/toggles/mutations/put";

async function toggled() {
  const project = await createProject();
  const flag = await createFlag(project);
  await database().featureFlag.update({ where: { id: flag.id }, data: { selfService: true } });
  const member = await createActor("member");
  const place = [project.key, flag.key, "staging", member.targetingKey] as const;
  await putToggle(member, ...place, { enabled: true, reason: "curious" });
  const stored = () => database().toggle.findFirstOrThrow({ where: { flagId: flag.id } });
  return { project, flag, member: again(member), place, stored };
}

describe("endToggle", () => {
  test("sets the end to now and keeps the row", async () => {
    const { flag, member, place, stored } = await toggled();
    const editor = await createActor("editor");
    const before = Date.now();

    await endToggle(editor, ...place);

    const { expiresAt, ...toggle } = await stored();
    expect(expiresAt?.getTime()).toBeGreaterThanOrEqual(before);
    expect(expiresAt?.getTime()).toBeLessThanOrEqual(Date.now());
    expect(toggle).toMatchObject({ variant: "on", reason: "curious", creatorId: member.id });
    await expectAuditRow(
      { action: "toggle.end", flagId: flag.id },
      {
        user: member.id,
        before: expect.objectContaining({ expiresAt: null }),
        after: expect.objectContaining({ expiresAt: expiresAt?.toISOString() }),
        personal: { before: { reason: "curious" }, after: { reason: "curious" }, comment: null },
      },
    );
    expect(await expectNoTrace(() => endToggle(again(editor), ...place))).toBeUndefined();
  });

  test("refuses members, their own toggle included, viewers and read-only tokens", async () => {
    const { member, place, stored } = await toggled();
    const before = await stored();

    for (const actor of [
      member,
      await createActor("viewer"),
      await createActor("admin", { readOnly: true }),
    ]) {
      expect(await expectNoTrace(() => endToggle(actor, ...place))).toMatchObject({
        code: "forbidden",
      });
    }
    expect(await stored()).toEqual(before);
  });

  test("refuses an archived flag, and knows no toggle where there is none", async () => {
    const { project, flag, place } = await toggled();
    const editor = await createActor("editor");
    const elsewhere = [project.key, flag.key, "production", place[3]] as const;

    expect(await expectNoTrace(() => endToggle(editor, ...elsewhere))).toMatchObject({
      code: "not_found",
    });
    await database().featureFlag.update({
      where: { id: flag.id },
      data: { archivedAt: new Date() },
    });
    expect(await expectNoTrace(() => endToggle(editor, ...place))).toMatchObject({
      code: "conflict",
    });
  });
});
