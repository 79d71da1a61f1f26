import { describe, expect, test } from "vitest";
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
  ) => putToggle(again(actor), project.key, flag.key, "production", targetingKey, input);
  const toggles = () => database().toggle.findMany({ where: { flagId: flag.id } });
  return { project, flag, put, toggles };
}

describe("putToggle by many at once", () => {
  test("50 with different reasons leave one row, 50 audit rows, no gap and a true chain", async () => {
    const { flag, put, toggles } = await place();
    const editor = await createActor("editor");
    const before = await ledger();

    const made = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        put(editor, editor.targetingKey, { enabled: n % 2 === 0, reason: `reason ${n}` }),
      ),
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
