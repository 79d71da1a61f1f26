import { describe, expect, test } from "vitest";
import { database } from "@/lib/database/client";
import {
  canArchiveFlag,
  canChangeFlag,
  canCreateFlag,
  canDeleteFlag,
  canReadFlags,
  canSeeFlag,
  visibleFlag,
} from "@/lib/flags/policy";
import { createActor, createFlag, createProject } from "@/lib/testing/factories";

const roles = ["member", "viewer", "editor", "approver", "admin"] as const;
const yes = (...who: (typeof roles)[number][]) => who;

describe("the policy of flags", () => {
  test.each([
    ["reads more than a glance", yes("viewer", "editor", "approver", "admin"), canReadFlags],
    ["creates", yes("editor", "approver", "admin"), canCreateFlag],
  ] as const)("%s: the right roles and no other", async (_what, allowed, can) => {
    const { id } = await createProject();
    for (const role of roles) {
      expect(can(await createActor(role), id), role).toBe(allowed.includes(role as never));
    }
  });

  test.each([
    [
      "changes",
      yes("editor", "approver", "admin"),
      yes("editor", "approver", "admin"),
      canChangeFlag,
    ],
    ["archives", yes("editor", "approver", "admin"), yes("admin"), canArchiveFlag],
    ["deletes", yes("editor", "approver", "admin"), yes(), canDeleteFlag],
  ] as const)("%s: its creator and others in the right roles", async (_what, own, others, can) => {
    const project = await createProject();
    const flag = await createFlag(project);
    for (const role of roles) {
      const actor = await createActor(role);
      const mine = await createFlag(project, { creator: actor });
      expect(can(actor, mine), `own, ${role}`).toBe(own.includes(role as never));
      expect(can(actor, flag), `another's, ${role}`).toBe(others.includes(role as never));
    }
  });

  test("counts the role in the project when it is the higher one", async () => {
    const project = await createProject();
    const member = await createActor("member");
    const here = { ...member, roles: new Map([[project.id, "editor" as const]]) };

    expect(canCreateFlag(here, project.id)).toBe(true);
    expect(canCreateFlag(here, (await createProject()).id)).toBe(false);
  });

  test("asks rows and lists the same question about what one may see", async () => {
    const project = await createProject();
    const actors = await Promise.all(roles.map((role) => createActor(role)));
    for (const creator of actors) {
      for (const visibility of ["public", "restricted"] as const) {
        await createFlag(project, { creator, visibility });
        const { id } = await createFlag(project, { creator, visibility });
        await database().featureFlag.update({ where: { id }, data: { archivedAt: new Date() } });
      }
    }
    const all = await database().featureFlag.findMany({ where: { projectId: project.id } });
    const seen: Record<string, number> = {};
    for (const actor of actors) {
      const listed = await database().featureFlag.findMany({
        where: visibleFlag(actor, project.id),
      });
      const asked = all.filter((flag) => canSeeFlag(actor, flag));
      expect(listed.map(({ id }) => id).sort()).toEqual(asked.map(({ id }) => id).sort());
      seen[actor.role] = listed.length;
    }
    expect(seen).toEqual({ member: 5, viewer: 10, editor: 12, approver: 12, admin: 20 });
  });
});
