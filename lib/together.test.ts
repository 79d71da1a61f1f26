import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/database/client";
import { type RunStatement, sql } from "@/lib/database/statement";
import { Refusal } from "@/lib/errors";
import type { Sql } from "@/lib/generated/prisma/internal/prismaNamespace";
import type { AuditEntry, Document } from "@/lib/history/entry";
import { again, createActor } from "@/lib/testing/factories";
import { auditRows, expectAuditRow, expectNoTrace, ledger, verifyChain } from "@/lib/testing/log";
import { commitTogether, type Decision } from "@/lib/together";

type Asked = { actor: Actor; userId: string; epoch?: number; more?: Partial<AuditEntry> };

/** Marks users as seen, those who are still at the epoch that was asked for, and tells of it. */
function seeing({
  read = async () => [],
  decide = saw,
  write = see,
}: {
  read?: (run: RunStatement, asked: Asked[]) => Promise<undefined[]>;
  decide?: (asked: Asked) => Decision<string, undefined>;
  write?: (rows: Document[]) => Sql;
} = {}) {
  return commitTogether({ keyOf: ({ userId }: Asked) => userId, read, decide, write });
}

function saw({ userId, epoch = 0, more }: Asked): Decision<string, undefined> {
  return {
    result: userId,
    audit: [{ action: "test.together", userId, after: { id: userId }, ...more }],
    row: { id: userId, epoch },
  };
}

function see(rows: Document[]): Sql {
  return sql`
    written AS (
      UPDATE "User" SET "attributes" = '{"seen": true}'
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r ("n" int, "id" uuid, "epoch" int, "fails" text)
      WHERE "User"."id" = r."id" AND "User"."epoch" = r."epoch" AND fail_with(r."fails") RETURNING r."n")`;
}

const attributesOf = async (id: string) =>
  (await database().user.findUniqueOrThrow({ where: { id } })).attributes;
const someone = async () => {
  const actor = await createActor();
  return { actor, userId: actor.id };
};

beforeAll(async () => {
  await database().$executeRawUnsafe(
    `CREATE OR REPLACE FUNCTION fail_with(state text) RETURNS boolean LANGUAGE plpgsql AS
     $$ BEGIN IF state IS NOT NULL THEN RAISE EXCEPTION 'told to' USING ERRCODE = state; END IF; RETURN true; END $$`,
  );
});

describe("commitTogether", () => {
  test("writes the row and its audit row, and tells the request their sequence", async () => {
    const { userId, actor } = await someone();
    const one = again(actor, "as agreed");

    expect(await seeing()({ actor: one, userId })).toEqual({ result: userId });

    const row = await expectAuditRow(
      { action: "test.together", userId },
      { actor: { kind: "user", id: userId }, after: { id: userId } },
    );
    expect(row.personal).toEqual({ before: null, after: null, comment: "as agreed" });
    expect(one.trace.sequence).toBe(row.sequence);
    expect(await attributesOf(userId)).toEqual({ seen: true });
  });

  test("makes those who come meanwhile by one statement, each with a change set and a sequence of its own", async () => {
    const people = await Promise.all(Array.from({ length: 20 }, someone));
    const sizes: number[] = [];
    const see20 = seeing({
      read: async (_, asked) => {
        sizes.push(asked.length);
        return [];
      },
    });
    const before = await ledger();

    const made = await Promise.all(people.map(see20));

    expect(made).toEqual(people.map(({ userId }) => ({ result: userId })));
    expect(sizes).toEqual([1, 1, 1, 17]);
    const rows = await Promise.all(
      people.map(({ userId }) => expectAuditRow({ action: "test.together", userId })),
    );
    expect(new Set(rows.map(({ sequence }) => sequence - before.sequence))).toEqual(
      new Set(people.map((_, n) => BigInt(n + 1))),
    );
    expect(people.map(({ actor }) => actor.trace.sequence)).toEqual(
      rows.map(({ sequence }) => sequence),
    );
    expect(new Set(rows.map(({ changeSet }) => changeSet)).size).toBe(20);
    await verifyChain();
  });

  test("tells each its own last sequence where changes have several audit rows or are not made", async () => {
    const people = await Promise.all(Array.from({ length: 4 }, someone));
    const twice = (asked: Asked): Decision<string, undefined> => {
      const { userId } = asked;
      const entry = { action: "test.together", userId, after: { id: userId } };
      return {
        result: userId,
        audit: [entry, entry],
        row: { id: userId, epoch: asked.epoch ?? 0 },
      };
    };
    const see4 = seeing({ decide: twice });

    const [, , late] = await Promise.all(
      people.map((one, n) => see4({ ...one, epoch: n === 2 ? 7 : 0 })),
    );

    expect(late).toBeNull();
    for (const [n, { actor, userId }] of people.entries()) {
      const rows = await auditRows({ action: "test.together", userId });
      expect(rows).toHaveLength(n === 2 ? 0 : 2);
      expect(actor.trace.sequence).toBe(rows.at(-1)?.sequence ?? null);
    }
  });

  test("refuses one and makes the others", async () => {
    const people = await Promise.all(Array.from({ length: 3 }, someone));
    const refused = people[1]?.userId;
    const see3 = seeing({
      decide: (asked) => {
        if (asked.userId === refused) throw new Refusal("forbidden", "Not you.");
        return saw(asked);
      },
    });

    const made = await Promise.allSettled(people.map(see3));

    expect(made.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(made[1]).toMatchObject({ reason: { code: "forbidden" } });
    expect(await attributesOf(refused ?? "")).toEqual({});
  });

  test("an error of one does not keep the others from being made", async () => {
    const people = await Promise.all(Array.from({ length: 5 }, someone));
    const broken = people[2]?.userId ?? "";
    const see5 = seeing({
      decide: (asked) => {
        const row = { id: asked.userId, epoch: 0, fails: asked.userId === broken ? "22000" : null };
        return { ...saw(asked), row } as Decision<string, undefined>;
      },
    });

    const made = await Promise.allSettled(people.map(see5));

    expect(made.map(({ status }) => status)).toEqual(
      people.map(({ userId }) => (userId === broken ? "rejected" : "fulfilled")),
    );
    for (const { userId } of people) {
      const isMade = userId !== broken;
      expect(await attributesOf(userId)).toEqual(isMade ? { seen: true } : {});
      expect(await auditRows({ action: "test.together", userId })).toHaveLength(isMade ? 1 : 0);
    }
    await verifyChain();
  });

  test("never makes two changes of the same by one statement", async () => {
    const { actor, userId } = await someone();
    const groups: number[] = [];
    const see3 = seeing({
      read: async (_, asked) => {
        groups.push(asked.length);
        return [];
      },
    });
    await Promise.all(Array.from({ length: 3 }, () => see3({ actor: again(actor), userId })));
    expect(groups).toEqual([1, 1, 1]);
    expect(await auditRows({ action: "test.together", userId })).toHaveLength(3);
  });

  test("writes neither when what it rests on was another meanwhile, and says so after a few tries", async () => {
    const { actor, userId } = await someone();
    let reads = 0;
    const see7 = seeing({
      read: async () => {
        reads++;
        return [];
      },
    });
    const thrown = await expectNoTrace(async () => {
      expect(await see7({ actor, userId, epoch: 7 })).toBeNull();
    });
    expect(thrown).toBeUndefined();
    expect(reads).toBe(3);
    expect(actor.trace.sequence).toBeNull();
  });

  test("makes it when it rests on what was read again", async () => {
    const { actor, userId } = await someone();
    const epochs = [7, 0];
    const see2 = seeing({ decide: (asked) => saw({ ...asked, epoch: epochs.shift() ?? 0 }) });
    expect(await see2({ actor, userId })).toEqual({ result: userId });
    expect(await auditRows({ action: "test.together", userId })).toHaveLength(1);
  });

  test("does not read again what it wrote itself, and does when that no longer stands", async () => {
    const { actor, userId } = await someone();
    const stored = { where: { id: userId } };
    let reads = 0;
    const seeKnown = commitTogether<Asked, { epoch: number }, string>({
      keyOf: (asked) => asked.userId,
      read: async () => {
        reads++;
        return [await database().user.findUniqueOrThrow(stored)];
      },
      decide: (asked, { epoch }) => {
        if (asked.epoch === epoch) return { unchanged: "as it was" };
        const audit: AuditEntry = { action: "test.together", userId, after: { id: userId } };
        const row = { id: userId, epoch };
        return { result: userId, audit: [audit], row, next: () => ({ epoch }) };
      },
      write: see,
    });
    const ask = (epoch?: number) => seeKnown({ actor: again(actor), userId, epoch });

    expect([await ask(), reads]).toEqual([{ result: userId }, 1]);
    expect([await ask(), reads]).toEqual([{ result: userId }, 1]);
    await database().user.update({ ...stored, data: { epoch: 1 } });
    expect([await ask(), reads]).toEqual([{ result: userId }, 2]);
    expect(await auditRows({ action: "test.together", userId })).toHaveLength(3);
    // What is not written is never decided by what is remembered.
    expect([await ask(1), reads]).toEqual([{ result: "as it was" }, 3]);
  });

  test("rolls the row back when the audit row cannot be inserted", async () => {
    const { actor, userId } = await someone();
    const more = { environment: { id: "no uuid", key: "x" } };
    const thrown = await expectNoTrace(() => seeing()({ actor, userId, more }));
    expect(thrown).toBeInstanceOf(Error);
    expect(thrown).not.toBeInstanceOf(Refusal);
    expect(await attributesOf(userId)).toEqual({});
  });

  test.each(["40001", "40P01"])("tries again after %s", async (state) => {
    const { actor, userId } = await someone();
    const failures: (string | null)[] = [state, null];
    const see2 = seeing({
      decide: (asked) => {
        const row = { id: userId, epoch: 0, fails: failures.shift() ?? null };
        return { ...saw(asked), row } as Decision<string, undefined>;
      },
    });
    expect(await see2({ actor, userId })).toEqual({ result: userId });
    expect(failures).toEqual([]);
    expect(await auditRows({ action: "test.together", userId })).toHaveLength(1);
  });

  test("refuses a read-only actor before anything is read", async () => {
    const actor = await createActor("admin", { readOnly: true });
    let called = false;
    const read = async () => {
      called = true;
      return [];
    };
    const thrown = await expectNoTrace(() => seeing({ read })({ actor, userId: randomUUID() }));
    expect(thrown).toMatchObject({ code: "forbidden" });
    expect(called).toBe(false);
  });

  test("leaves to others what cannot be one statement", async () => {
    const one = await someone();
    expect(await seeing({ decide: () => null })(one)).toBeNull();
    expect(await seeing({ decide: () => ({ unchanged: "as it was" }) })(one)).toEqual({
      result: "as it was",
    });
  });

  test("does not make what waited for more than ten seconds: nobody waits for it any more", async () => {
    const one = await someone();
    const longAgo = performance.now() - 10_001;
    vi.spyOn(performance, "now").mockReturnValueOnce(longAgo);
    const thrown = await expectNoTrace(() => seeing()(one));
    expect(thrown).toMatchObject({ code: "unavailable" });
    expect(await attributesOf(one.userId)).toEqual({});
  });

  test.each([
    ["reading", { read: () => Promise.reject(new Error("Connection terminated unexpectedly")) }],
    ["writing", { write: () => sql`written AS (SELECT 1 AS "n" WHERE fail_with('57P01'))` }],
  ])("says what is known when %s was cut off", async (what, kind) => {
    const people = await Promise.all([someone(), someone()]);
    const made = await Promise.allSettled(people.map(seeing(kind)));
    const message = expect.stringMatching(what === "reading" ? /Nothing was/ : /Look whether/);
    for (const one of made) expect(one).toMatchObject({ reason: { code: "unavailable", message } });
  });
});
