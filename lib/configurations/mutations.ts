import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { assertSeen, commitChange, type Tx } from "@/lib/change";
import { requireOwn } from "@/lib/configurations/queries";
import {
  configurationDocument,
  configurationKey,
  configurationPersonal,
  maxConfigurations,
  type PutConfiguration,
} from "@/lib/configurations/schema";
import { Refusal } from "@/lib/errors";
import { Prisma } from "@/lib/generated/prisma/client";
import { canonicalText } from "@/lib/history/chain";

/** `before`: the value that stood there; undefined when none did. */
type Written = { created: boolean; before: PutConfiguration["value"] | undefined; updatedAt: Date };

/**
 * Writes one's own value under a key. The same value again writes nothing. `seen`: the `updatedAt` that the caller knows,
 * or "none"; absent when they do not care. Throws `stale`.
 */
export async function putConfiguration(
  actor: Actor,
  username: string,
  key: string,
  { value }: PutConfiguration,
  seen?: string,
): Promise<Written> {
  const userId = await requireOwn(actor, username);
  const named = configurationKey.safeParse(key);
  if (!named.success) throw new Refusal("invalid", z.prettifyError(named.error), { field: "key" });

  return commitChange<Written>(actor, async (tx) => {
    const found = await lockedRow(tx, userId, key);
    assertSeen(seen, found, "value");
    const before = found ? configurationPersonal.parse(found).value : undefined;
    if (found && canonicalText(found.value) === canonicalText(value)) {
      return { unchanged: { created: false, before, updatedAt: found.updatedAt } };
    }
    if (!found) await assertRoom(tx, userId);

    const stored = value === null ? Prisma.JsonNull : value;
    const row = await tx.configuration.upsert({
      where: { userId_key: { userId, key } },
      create: { userId, key, value: stored },
      update: { value: stored, updatedAt: new Date() },
    });
    return {
      result: { created: !found, before, updatedAt: row.updatedAt },
      audit: [
        {
          action: "configuration.put",
          userId,
          ...(found ? { before: configurationDocument.parse(found) } : {}),
          after: configurationDocument.parse(row),
          personal: {
            ...(found ? { before: configurationPersonal.parse(found) } : {}),
            after: configurationPersonal.parse(row),
          },
        },
      ],
    };
  });
}

/** Removes one's own value and returns it. Throws `not_found` when there is none, `stale` when it is not the one `seen`. */
export async function deleteConfiguration(
  actor: Actor,
  username: string,
  key: string,
  seen?: string,
): Promise<{ before: PutConfiguration["value"] }> {
  const userId = await requireOwn(actor, username);

  return commitChange<{ before: PutConfiguration["value"] }>(actor, async (tx) => {
    const found = await lockedRow(tx, userId, key);
    if (!found)
      throw new Refusal(
        "not_found",
        "There is no configuration with this key. Check how it is spelled.",
      );
    assertSeen(seen, found, "value");
    const personal = configurationPersonal.parse(found);
    await tx.configuration.delete({ where: { id: found.id } });
    return {
      result: { before: personal.value },
      audit: [
        {
          action: "configuration.delete",
          userId,
          before: configurationDocument.parse(found),
          personal: { before: personal },
        },
      ],
    };
  });
}

/** The row as it is now; the user's row is locked, so that two writers of one configuration come one after the other. */
async function lockedRow(tx: Tx, userId: string, key: string) {
  await tx.$queryRaw`SELECT 1 AS "locked" FROM "User" WHERE "id" = ${userId}::uuid FOR NO KEY UPDATE`;
  return tx.configuration.findUnique({ where: { userId_key: { userId, key } } });
}

async function assertRoom(tx: Tx, userId: string): Promise<void> {
  if ((await tx.configuration.count({ where: { userId } })) < maxConfigurations) return;
  throw new Refusal(
    "conflict",
    `One user keeps at most ${maxConfigurations} values. Remove one first.`,
  );
}
