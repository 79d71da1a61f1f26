import { describe, expect, test, vi } from "vitest";
import { database } from "@/lib/database/client";
import { updateFlag } from "@/lib/flags/mutations/update";
import { again, createActor, createFlag, createProject, unique } from "@/lib/testing/factories";
import { auditRows, ledger, verifyChain } from "@/lib/testing/log";
import { putToggle } from "@/lib/toggles/mutations/put";
import type { PutToggle } from "@/lib/toggles/schema";

async function place() {
  const project = await createProject();
  const flag = await createFlag(project);
  const put = (
    actor: Awaited<ReturnType<typeof createActor>>,
    targetingKey: string,
    input: PutToggle,
    by = putToggle,
  ) => by(again(actor), project.key, flag.key, "production", targetingKey, input);
  const toggles = () => database().toggle.findMany({ where: { flagId: flag.id } });
  return { project, flag, put, toggles };
}

/** The same as another process has it: it gathers by itself and knows nothing of who writes here. */
async function elsewhere(): Promise<typeof putToggle> {
  vi.resetModules();
  return (await import("@/lib/toggles/mutations/put")).putToggle;
}

describe("putToggle by many at once", () => {
  test("50 with different reasons leave one row, 50 audit rows, no gap and a true chain", async () => {
    const { flag, put, toggles } = await place();
    const editor = await createActor("editor");
    const processes = [putToggle, await elsewhere(), await elsewhere()];
    const before = await ledger();

    const made = await Promise.all(
      Array.from({ length: 50 }, (_, n) => {
        const input = { enabled: n % 2 === 0, reason: `reason ${n}` };
        return put(editor, editor.targetingKey, input, processes[n % 3]);
      }),
    );

    expect(made.filter(({ created }) => created)).toHaveLength(1);
    const rows = await auditRows({ flagId: flag.id });
    expect(rows.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 50 }, (_, n) => before.sequence + BigInt(n + 1)),
    );
    const reasons = rows.map(({ personal }) => personal?.after?.reason);
    expect(new Set(reasons).size).toBe(50);
    for (const [n, row] of rows.entries()) expect(row.before).toEqual(rows[n - 1]?.after ?? null);
    const [toggle, ...others] = await toggles();
    expect(others).toEqual([]);
    expect(toggle?.reason).toBe(reasons.at(-1));
    await verifyChain();
  });

  test("of many people, from several processes and in any order, leave each a row and a log that follows from itself", async () => {
    const { flag, put, toggles } = await place();
    const people = await Promise.all(Array.from({ length: 24 }, () => createActor("editor")));
    // Half of them have a toggle already: these are updated, the others inserted.
    for (const one of people.slice(12)) await put(one, one.targetingKey, { enabled: true });
    const processes = [putToggle, await elsewhere(), await elsewhere()];

    const made = await Promise.all(
      processes.flatMap((by, n) => {
        const inOrder = n % 2 === 0 ? people : people.toReversed();
        return inOrder.map((one) =>
          put(one, one.targetingKey, { enabled: false, reason: `from ${n}` }, by),
        );
      }),
    );

    expect(made.filter(({ created }) => created)).toHaveLength(12);
    expect(await toggles()).toHaveLength(24);
    for (const [n, one] of people.entries()) {
      const rows = await auditRows({ flagId: flag.id, userId: one.id });
      expect(rows).toHaveLength(n < 12 ? 3 : 4);
      for (const [at, row] of rows.entries()) {
        expect(row.actor.id).toBe(one.id);
        expect(row.before).toEqual(rows[at - 1]?.after ?? null);
      }
    }
    await verifyChain();
  });

  test("20 for one unknown targeting key make one user", async () => {
    const { put, toggles } = await place();
    const editor = await createActor("editor");
    const key = unique("new");

    await Promise.all(
      Array.from({ length: 20 }, (_, n) => put(editor, key, { enabled: true, reason: `${n}` })),
    );

    expect(await database().user.count({ where: { targetingKey: key } })).toBe(1);
    const [toggle, ...others] = await toggles();
    expect(others).toEqual([]);
    expect(await auditRows({ action: "user.create", userId: toggle?.userId })).toHaveLength(1);
  });

  test("never name a variant that vanishes meanwhile", async () => {
    const { project, flag, put, toggles } = await place();
    const editor = await createActor("editor");
    await database().featureFlag.update({
      where: { id: flag.id },
      data: { type: "string", variants: ["on", "off", "x"].map((key) => ({ key, value: key })) },
    });
    const variants = ["on", "off"].map((key) => ({ key, value: key }));

    const [dropped, ...put20] = await Promise.allSettled([
      updateFlag(again(editor), project.key, flag.key, { variants }, null),
      ...Array.from({ length: 20 }, () => put(editor, unique("u"), { variant: "x" })),
    ]);

    const stored = await database().featureFlag.findUniqueOrThrow({ where: { id: flag.id } });
    const vanished = dropped.status === "fulfilled";
    expect(stored.variants).toHaveLength(vanished ? 2 : 3);
    expect(await toggles()).toHaveLength(vanished ? 0 : 20);
    for (const outcome of put20) expect(outcome.status).toBe(vanished ? "rejected" : "fulfilled");
  });
});

describe("putToggle of what was put before", () => {
  /** Somebody's toggle, changed so often that this process remembers it. */
  async function remembered() {
    const found = await place();
    const editor = await createActor("editor");
    const someone = await createActor();
    const put = (input: PutToggle, by = putToggle) =>
      found.put(editor, someone.targetingKey, input, by);
    for (const enabled of [true, false, true]) await put({ enabled });
    return { ...found, editor, someone, put };
  }

  test("refuses when the flag was archived meanwhile, and takes it again once it is restored", async () => {
    const { flag, put } = await remembered();
    const archive = (archivedAt: Date | null) =>
      database().featureFlag.update({ where: { id: flag.id }, data: { archivedAt } });
    await archive(new Date());
    await expect(put({ enabled: false })).rejects.toMatchObject({ code: "conflict" });
    await archive(null);
    expect(await put({ enabled: false })).toMatchObject({ created: false });
  });

  test("follows what other processes wrote", async () => {
    const { flag, put, toggles } = await remembered();
    const there = await elsewhere();

    await put({ enabled: false, reason: "theirs" }, there);
    // Here it was on when it was last written: nothing to do, were it still so.
    expect(await put({ enabled: true })).toMatchObject({ before: { reason: "theirs" } });

    await database().toggle.deleteMany({ where: { flagId: flag.id } });
    expect(await put({ enabled: false })).toMatchObject({ created: true, before: null });

    const rows = await auditRows({ flagId: flag.id });
    expect(rows.map(({ action }) => action)).toEqual([
      ...["toggle.create", "toggle.update", "toggle.update", "toggle.update", "toggle.update"],
      "toggle.create",
    ]);
    for (const [n, row] of rows.slice(0, 5).entries())
      expect(row.before).toEqual(rows[n - 1]?.after ?? null);
    expect(await toggles()).toHaveLength(1);
    await verifyChain();
  });

  test.each(["user", "creator"] as const)("shows the %s by the name they have now", async (who) => {
    const { editor, someone, put } = await remembered();
    const username = unique("renamed");
    await database().user.update({
      where: { id: who === "creator" ? editor.id : someone.id },
      data: { username, usernameKey: username },
    });
    const { toggle } = await put({ enabled: false });
    expect(toggle?.[who].username).toBe(username);
  });

  test("is changed at another time than before, within a millisecond and with a clock that was set back", async () => {
    const { put } = await remembered();
    const seen: number[] = [];
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    try {
      for (const [n, back] of [0, 0, 5_000].entries()) {
        vi.setSystemTime(Date.now() - back);
        seen.push((await put({ enabled: n % 2 === 1 })).updatedAt.getTime());
      }
    } finally {
      vi.useRealTimers();
    }
    expect(seen).toEqual([0, 1, 2].map((n) => (seen[0] ?? 0) + n));
  });

  test("is about whoever has the targeting key now", async () => {
    const { someone, put, toggles } = await remembered();
    const heir = await createActor();
    const targetingKey = { old: someone.targetingKey, new: unique("other") };
    const give = (id: string, key: string) =>
      database().user.update({ where: { id }, data: { targetingKey: key } });
    await give(someone.id, targetingKey.new);
    await give(heir.id, targetingKey.old);

    expect(await put({ enabled: false })).toMatchObject({ created: true });
    const on = (await toggles()).map(({ userId, variant }) => [userId, variant]);
    expect(on).toEqual(
      expect.arrayContaining([
        [someone.id, "on"],
        [heir.id, "off"],
      ]),
    );
  });
});
