import { expect, it } from "vitest";
import { database } from "@/lib/database/client";
import { ensureFirstRows } from "@/lib/projects/first-rows";
import { auditRows, expectNoTrace, verifyChain } from "@/lib/testing/log";

it("ensureFirstRows makes one project by itself, however many instances boot at once", async () => {
  await Promise.all(Array.from({ length: 4 }, ensureFirstRows));

  const projects = await database().project.findMany({ include: { environments: true } });
  expect(projects).toMatchObject([{ key: "default", name: "Default" }]);
  expect(projects[0]?.environments).toHaveLength(3);
  expect(await auditRows()).toMatchObject([
    { action: "project.create", actor: { kind: "system", id: null } },
  ]);
  await verifyChain();
});

it("ensureFirstRows writes nothing at the next boot", async () => {
  expect(await expectNoTrace(ensureFirstRows)).toBeUndefined();
});
