import { randomUUID } from "node:crypto";
import { systemActor } from "@/lib/auth/system";
import { type Change, commitChange, type Tx } from "@/lib/change";
import { database } from "@/lib/database/client";
import { ensureFirstRows } from "@/lib/projects/first-rows";

const writers = 16;
const secondsPerRound = 3;
const rounds = 5;

/** Changes a second, per round, of the two orders in which the ledger can be locked. */
export async function measureLedger() {
  await ensureFirstRows();
  const project = await database().project.findUniqueOrThrow({ where: { key: "default" } });
  const rows = await Promise.all(
    Array.from({ length: writers }, () => database().user.create({ data: names() })),
  );

  const change = (id: string) => async (tx: Tx) => {
    // A change as a mutation makes it: read, write, write. The lock is held for all of it, or only at the end.
    const before = await tx.user.findUniqueOrThrow({ where: { id } });
    await tx.user.update({ where: { id }, data: { epoch: before.epoch + 1 } });
    return userChange(id, project);
  };
  const lockFirst = (id: string) => async (tx: Tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Ledger" WHERE "id" = 1 FOR UPDATE`;
    return change(id)(tx);
  };

  const last: number[] = [];
  const first: number[] = [];
  for (let round = 0; round < rounds; round++) {
    last.push(await changesPerSecond(rows, change));
    first.push(await changesPerSecond(rows, lockFirst));
  }
  return { last, first };
}

function userChange(id: string, { id: projectId, key }: { id: string; key: string }): Change<null> {
  const entry = {
    action: "user.update",
    project: { id: projectId, key },
    userId: id,
    after: { id },
  };
  return { result: null, audit: [entry] };
}

async function changesPerSecond(
  rows: { id: string }[],
  write: (id: string) => (tx: Tx) => Promise<Change<null>>,
): Promise<number> {
  const actor = systemActor();
  const end = performance.now() + secondsPerRound * 1000;
  let done = 0;
  await Promise.all(
    rows.map(async ({ id }) => {
      for (; performance.now() < end; done++) await commitChange(actor, write(id));
    }),
  );
  return done / secondsPerRound;
}

function names() {
  const username = `bench-${randomUUID()}`;
  return { username, usernameKey: username, targetingKey: username };
}
