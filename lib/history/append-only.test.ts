import { expect, test } from "vitest";
import { commitChange } from "@/lib/change";
import { database } from "@/lib/database/client";
import { createActor } from "@/lib/testing/factories";
import { expectAuditRow, ledger, verifyChain } from "@/lib/testing/log";

async function writeRow() {
  const { id: userId } = await createActor();
  const actor = await createActor();
  await commitChange(actor, async () => ({
    result: undefined,
    audit: [{ action: "test.write", userId }],
  }));
  return expectAuditRow({ action: "test.write", userId });
}

test.each([
  [
    "an update through Prisma",
    async () =>
      database().auditLog.update({
        where: { id: (await writeRow()).id },
        data: { action: "other" },
      }),
  ],
  [
    "a deletion through Prisma",
    async () => database().auditLog.delete({ where: { id: (await writeRow()).id } }),
  ],
  ["UPDATE", () => database().$executeRaw`UPDATE "AuditLog" SET "actorId" = NULL`],
  ["DELETE", () => database().$executeRaw`DELETE FROM "AuditLog"`],
  ["TRUNCATE", () => database().$executeRaw`TRUNCATE "AuditLog"`],
])("the audit log refuses %s", async (_name, tamper) => {
  await writeRow();
  const before = await ledger();
  await expect(tamper()).rejects.toThrow(/append-only/);
  expect((await ledger()).rows).toBeGreaterThanOrEqual(before.rows);
  await verifyChain();
});

test("the audit log notices a row that somebody edited behind its trigger", async () => {
  await writeRow();
  await verifyChain();
  await database().$transaction(async (tx) => {
    await tx.$executeRaw`ALTER TABLE "AuditLog" DISABLE TRIGGER USER`;
    await tx.$executeRaw`UPDATE "AuditLog" SET "canonical" = replace("canonical", 'test.write', 'test.wrote')`;
    await tx.$executeRaw`ALTER TABLE "AuditLog" ENABLE TRIGGER USER`;
  });
  await expect(verifyChain()).rejects.toThrow();
});
