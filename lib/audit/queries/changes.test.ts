import { expect, test } from "vitest";
import { canSeeChange } from "@/lib/audit/policy";
import { listAudit } from "@/lib/audit/queries";
import { changesAfter, lastSequence } from "@/lib/audit/queries/changes";
import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/database/client";
import { createActor } from "@/lib/testing/factories";
import { walk } from "@/lib/testing/walk";

type Told = { action: string; project: string | null; flag: string | null; actor: unknown };
const words = ({ action, project, flag, actor }: Told) =>
  `${action} ${project} ${flag} by ${actor}`;

/** The whole log as this actor may read it, oldest first. */
async function readLog(actor: Actor): Promise<string[]> {
  const rows: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAudit(actor, { limit: 100, cursor });
    rows.push(...page.data.map((row) => words({ ...row, actor: row.actor.username })));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return rows.reverse();
}

test("a stream shows of any change exactly what the audit log would show", async () => {
  await walk(41, 120);
  await walk(42, 30);
  const [first] = await database().project.findMany({ where: { key: "walk-41" } });
  const editor = await createActor("editor");
  const flags = await database().featureFlag.findMany({ orderBy: { createdAt: "asc" } });
  const restrict = (id: string | undefined, creatorId?: string) =>
    database().featureFlag.update({ where: { id }, data: { visibility: "restricted", creatorId } });
  await restrict(flags[0]?.id);
  await restrict(flags[1]?.id, editor.id);
  const changes = await changesAfter(0n, 100_000);
  expect(changes.at(-1)?.sequence).toBe(await lastSequence());

  const within = (role: "viewer" | "editor" | "admin") => ({
    ...editor,
    role: "member" as const,
    roles: new Map([[first?.id ?? "", role]]),
  });
  const readers = [
    await createActor("viewer"),
    editor,
    await createActor("admin"),
    within("viewer"),
    within("editor"),
    within("admin"),
  ];
  for (const reader of readers) {
    const seen = changes.filter((change) => canSeeChange(reader, change)).map(words);
    expect(seen.length).toBeGreaterThan(40);
    expect(seen).toEqual(await readLog(reader));
  }
  const member = await createActor("member");
  expect(changes.filter((change) => canSeeChange(member, change))).toEqual([]);
}, 120_000);

test("a page of changes goes on where the one before it ended", async () => {
  const all = await changesAfter(0n, 100_000);
  const [third] = all.slice(2);
  const next = await changesAfter(third?.sequence ?? 0n, 4);
  expect(next).toEqual(all.slice(3, 7));
});
