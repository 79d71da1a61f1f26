import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { type Change, commitChange, type Tx } from "@/lib/change";
import { database } from "@/lib/database/client";
import { Refusal } from "@/lib/errors";
import type { AuditEntry } from "@/lib/history/entry";
import { again, createActor, createProject, unique } from "@/lib/testing/factories";
import { auditRows, expectAuditRow, expectNoTrace, ledger, verifyChain } from "@/lib/testing/log";

/** Writes a project and tells of it; `more` is merged into the audit entry. */
function writeProject(key: string, more: Partial<AuditEntry> = {}) {
  return async (tx: Tx): Promise<Change<string>> => {
    const { id } = await tx.project.create({ data: { key, name: key } });
    return { result: id, audit: [{ action: "test.write", project: { id, key }, ...more }] };
  };
}

const exists = async (key: string) => (await database().project.count({ where: { key } })) === 1;

/** What PostgreSQL says when a transaction should be tried again. */
const fail = (tx: Tx, state: string) =>
  tx.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '${state}'; END $$`);

describe("commitChange", () => {
  test("writes the row and its audit row, and tells the request their sequence", async () => {
    const actor = again(await createActor(), "as agreed");
    const key = unique("project");
    const id = await commitChange(actor, writeProject(key, { after: { key } }));

    const row = await expectAuditRow(
      { action: "test.write", projectId: id },
      { actor: { kind: "user", id: actor.id }, project: { id, key }, before: null, after: { key } },
    );
    expect(row.requestId).toBe(actor.trace.id);
    expect(row.personal).toEqual({ before: null, after: null, comment: "as agreed" });
    expect(actor.trace.sequence).toBe(row.sequence);
    expect(await exists(key)).toBe(true);
  });

  test("rolls everything back when the audit row cannot be inserted", async () => {
    const actor = await createActor();
    const key = unique("project");
    const thrown = await expectNoTrace(() =>
      commitChange(actor, writeProject(key, { environment: { id: "no uuid", key: "x" } })),
    );
    expect(thrown).toBeInstanceOf(Error);
    expect(thrown).not.toBeInstanceOf(Refusal);
    expect(await exists(key)).toBe(false);
    expect(actor.trace.sequence).toBeNull();
  });

  test("rolls everything back when the callback refuses", async () => {
    const key = unique("project");
    const refusal = new Refusal("in_use", "Something needs it.");
    const thrown = await expectNoTrace(async () =>
      commitChange(await createActor(), async (tx) => {
        await writeProject(key)(tx);
        throw refusal;
      }),
    );
    expect(thrown).toBe(refusal);
    expect(await exists(key)).toBe(false);
  });

  test("refuses a read-only actor before anything is written", async () => {
    const actor = await createActor("admin", { readOnly: true });
    let called = false;
    const thrown = await expectNoTrace(() =>
      commitChange(actor, async (tx) => {
        called = true;
        return writeProject(unique("project"))(tx);
      }),
    );
    expect(thrown).toMatchObject({ code: "forbidden" });
    expect(called).toBe(false);
  });

  test("writes nothing for an unchanged thing, whatever the callback wrote", async () => {
    const actor = await createActor();
    const key = unique("project");
    const thrown = await expectNoTrace(async () => {
      const result = await commitChange(actor, async (tx) => {
        await writeProject(key)(tx);
        return { unchanged: "as it was" };
      });
      expect(result).toBe("as it was");
    });
    expect(thrown).toBeUndefined();
    expect(await exists(key)).toBe(false);
    expect(actor.trace.sequence).toBeNull();
  });

  test("gives the rows of one change one change set and neighbouring sequences", async () => {
    const actor = await createActor();
    const userId = actor.id;
    await commitChange(actor, async () => ({
      result: undefined,
      audit: [
        { action: "test.first", userId },
        { action: "test.second", userId },
      ],
    }));
    const [first, second] = await auditRows({ userId });
    expect(first?.action).toBe("test.first");
    expect(second).toMatchObject({ action: "test.second", changeSet: first?.changeSet });
    expect(second?.sequence).toBe((first?.sequence ?? 0n) + 1n);
    expect(actor.trace.sequence).toBe(second?.sequence);
  });

  test.each([
    ["a serialization failure", "40001"],
    ["a deadlock", "40P01"],
  ])("tries again after %s, and writes once", async (_name, state) => {
    const key = unique("project");
    let attempts = 0;
    const id = await commitChange(await createActor(), async (tx) => {
      const change = await writeProject(key)(tx);
      attempts += 1;
      if (attempts < 3) await fail(tx, state);
      return change;
    });
    expect(attempts).toBe(3);
    await expectAuditRow({ action: "test.write", projectId: id });
  });

  test("gives up after five failures and leaves no trace", async () => {
    let attempts = 0;
    const thrown = await expectNoTrace(async () =>
      commitChange(await createActor(), async (tx) => {
        attempts += 1;
        await fail(tx, "40001");
        return { unchanged: undefined };
      }),
    );
    expect(thrown).toBeInstanceOf(Error);
    expect(attempts).toBe(5);
  });

  test("brings both of two changes through that lock each other's rows", async () => {
    const [a, b] = [await createProject(), await createProject()];
    const rename = async (first: string, second: string) =>
      commitChange(await createActor(), async (tx) => {
        await tx.project.update({ where: { id: first }, data: { version: { increment: 1 } } });
        await wait(200);
        await tx.project.update({ where: { id: second }, data: { version: { increment: 1 } } });
        return { result: undefined, audit: [{ action: "test.cross" }] };
      });
    await Promise.all([rename(a.id, b.id), rename(b.id, a.id)]);
    const versions = await database().project.findMany({
      where: { id: { in: [a.id, b.id] } },
      select: { version: true },
    });
    expect(versions).toEqual([{ version: 3 }, { version: 3 }]);
  });

  describe("when a unique constraint is hit", () => {
    const taken = new Refusal("conflict", "This key is taken. Choose another one.", {
      field: "key",
    });

    test("answers with the conflict named for that model and field", async () => {
      const { key } = await createProject();
      const conflicts = [{ model: "Project", field: "key", refusal: taken }];
      const thrown = await expectNoTrace(async () =>
        commitChange(await createActor(), writeProject(key), conflicts),
      );
      expect(thrown).toBe(taken);
    });

    test.each([
      ["another field", { model: "Project", field: "name", refusal: taken }],
      ["another model", { model: "Environment", field: "key", refusal: taken }],
    ])("does not take it for a conflict of %s", async (_name, conflict) => {
      const { key } = await createProject();
      const thrown = await expectNoTrace(async () =>
        commitChange(await createActor(), writeProject(key), [conflict]),
      );
      expect(thrown).toBeInstanceOf(Error);
      expect(thrown).not.toBeInstanceOf(Refusal);
    });

    test("knows the fields of a constraint over several columns", async () => {
      const { id, key } = await createProject();
      const thrown = await commitChange(
        await createActor(),
        async (tx) => {
          const data = { projectId: id, key: "production", name: "Again", position: 9 };
          await tx.environment.create({ data });
          return { result: undefined, audit: [{ action: "test.write", project: { id, key } }] };
        },
        [{ model: "Environment", field: "key", refusal: taken }],
      ).catch((error: unknown) => error);
      expect(thrown).toBe(taken);
    });
  });

  test("numbers the changes of sixteen writers without a gap, rolled back ones left out", async () => {
    const actor = await createActor();
    const before = await ledger();
    const writer = async (number: number) => {
      for (let turn = 0; turn < 4; turn++) {
        const doomed = (number + turn) % 4 === 0;
        const environment = doomed ? { id: "no uuid", key: "x" } : undefined;
        const write = writeProject(unique("project"), { environment });
        await commitChange(again(actor), write).catch((error) => doomed || Promise.reject(error));
      }
    };
    await Promise.all(Array.from({ length: 16 }, (_, number) => writer(number)));

    const after = await ledger();
    expect(after.sequence).toBe(before.sequence + 48n);
    expect(after.rows).toBe(before.rows + 48);
    await verifyChain();
  });

  test("keeps what belongs to a person out of the chained text, which outlives it", async () => {
    const actor = again(await createActor(), "because they asked");
    const userId = actor.id;
    const personal = { after: { username: "wilma", reason: 'Zoë \u2028 \\ " 🚀 \n\u0007' } };
    await commitChange(actor, async () => ({
      result: undefined,
      audit: [{ action: "test.personal", userId, after: { id: userId }, personal }],
    }));

    const row = await expectAuditRow({ action: "test.personal", userId });
    expect(row.personal).toEqual({ before: null, ...personal, comment: "because they asked" });
    const { canonical } = await database().auditLog.findUniqueOrThrow({ where: { id: row.id } });
    expect(canonical).not.toMatch(/wilma|because they asked/);
    expect(JSON.parse(canonical).personal).toMatch(/^[0-9a-f]{64}$/);
    await verifyChain();

    await database().auditPersonal.delete({ where: { auditId: row.id } });
    expect((await expectAuditRow({ action: "test.personal", userId })).personal).toBeNull();
    await verifyChain();
  });
});
