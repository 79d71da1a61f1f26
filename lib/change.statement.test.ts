import { describe, expect, test } from "vitest";
import { commitStatement } from "@/lib/change";
import { database } from "@/lib/database/client";
import { sql } from "@/lib/database/statement";
import { Refusal } from "@/lib/errors";
import type { AuditEntry } from "@/lib/history/entry";
import { again, createActor } from "@/lib/testing/factories";
import { auditRows, expectAuditRow, expectNoTrace } from "@/lib/testing/log";

/** Confirms a user, if they are still at this epoch, and tells of it. */
const confirm =
  (userId: string, epoch = 0, more: Partial<AuditEntry> = {}) =>
  async () => ({
    result: "done",
    audit: [{ action: "test.statement", userId, after: { id: userId }, ...more }] satisfies [
      AuditEntry,
    ],
    write: sql`UPDATE "User" SET "attributes" = '{"seen": true}' WHERE "id" = ${userId}::uuid AND "epoch" = ${epoch} RETURNING 1`,
  });

const attributesOf = async (id: string) =>
  (await database().user.findUniqueOrThrow({ where: { id } })).attributes;

describe("commitStatement", () => {
  test("writes the row and its audit row, and tells the request their sequence", async () => {
    const actor = again(await createActor(), "as agreed");

    expect(await commitStatement(actor, confirm(actor.id))).toEqual({ result: "done" });

    const row = await expectAuditRow(
      { action: "test.statement", userId: actor.id },
      { actor: { kind: "user", id: actor.id }, after: { id: actor.id } },
    );
    expect(row.personal).toEqual({ before: null, after: null, comment: "as agreed" });
    expect(actor.trace.sequence).toBe(row.sequence);
    expect(await attributesOf(actor.id)).toEqual({ seen: true });
  });

  test("writes neither when what it rests on was another meanwhile, and says so after a few tries", async () => {
    const actor = await createActor();
    let reads = 0;
    const thrown = await expectNoTrace(async () => {
      const made = await commitStatement(actor, () => {
        reads++;
        return confirm(actor.id, 7)();
      });
      expect(made).toBeNull();
    });
    expect(thrown).toBeUndefined();
    expect(reads).toBe(3);
    expect(actor.trace.sequence).toBeNull();
  });

  test("makes it when it rests on what was read again", async () => {
    const actor = await createActor();
    const epochs = [7, 0];
    const made = await commitStatement(actor, () => confirm(actor.id, epochs.shift())());
    expect(made).toEqual({ result: "done" });
    expect(await auditRows({ action: "test.statement", userId: actor.id })).toHaveLength(1);
  });

  test("rolls the row back when the audit row cannot be inserted", async () => {
    const actor = await createActor();
    const broken = { environment: { id: "no uuid", key: "x" } };
    const thrown = await expectNoTrace(() => commitStatement(actor, confirm(actor.id, 0, broken)));
    expect(thrown).toBeInstanceOf(Error);
    expect(thrown).not.toBeInstanceOf(Refusal);
    expect(await attributesOf(actor.id)).toEqual({});
  });

  test.each(["40001", "40P01"])("tries again after %s", async (state) => {
    await database().$executeRawUnsafe(
      `CREATE OR REPLACE FUNCTION fail_with(state text) RETURNS int LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = state; END $$`,
    );
    const actor = await createActor();
    const writes = [sql`SELECT fail_with(${state})`];
    const made = await commitStatement(actor, async () => {
      const change = await confirm(actor.id)();
      return { ...change, write: writes.shift() ?? change.write };
    });
    expect(made).toEqual({ result: "done" });
    expect(await auditRows({ action: "test.statement", userId: actor.id })).toHaveLength(1);
  });

  test("refuses a read-only actor before anything is read", async () => {
    const actor = await createActor("admin", { readOnly: true });
    let called = false;
    const thrown = await expectNoTrace(() =>
      commitStatement(actor, () => {
        called = true;
        return confirm(actor.id)();
      }),
    );
    expect(thrown).toMatchObject({ code: "forbidden" });
    expect(called).toBe(false);
  });

  test("leaves to others what cannot be one statement", async () => {
    const actor = await createActor();
    expect(await commitStatement(actor, async () => null)).toBeNull();
    expect(await commitStatement(actor, async () => ({ unchanged: "as it was" }))).toEqual({
      result: "as it was",
    });
  });
});

test("commitStatement says that nothing was changed when not even reading was possible", async () => {
  const actor = await createActor();
  const refused = new Error("Connection terminated unexpectedly");
  const thrown = await commitStatement(actor, () => Promise.reject(refused)).catch(
    (error) => error,
  );
  expect(thrown).toMatchObject({
    code: "unavailable",
    message: expect.stringMatching(/Nothing was/),
  });
});
