import { describe, expect, it } from "vitest";
import { database } from "@/lib/database/client";
import { log } from "@/lib/log";
import { openCable } from "@/lib/testing/cable";
import { createActor, unique } from "@/lib/testing/factories";
import { ledger } from "@/lib/testing/log";
import { createApp } from "@/lib/testing/read-api";
import { createToken } from "@/lib/tokens/mutations";
import { eraseUser } from "@/lib/users/mutations/erase";
import { recordUsage } from "./usage";

const connectionString = process.env.DATABASE_URL ?? "";
const keyUse = async (id: string) =>
  (await database().apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt?.getTime() ?? null;

describe("last uses", () => {
  it("are written once, the latest of each, and nothing else", async () => {
    const app = await createApp();
    const [used, unused] = [await app.key("client"), await app.key("client")];
    const token = await createToken(app.as(), { name: "t", readOnly: true, expiresAt: null });
    const before = await ledger();
    const usage = recordUsage({ connectionString, log });
    usage.keyUsed(used.id, 1_700_000_000_000);
    usage.keyUsed(used.id, 1_700_000_000_123);
    usage.tokenUsed(token.id, 1_700_000_000_456);
    await usage.close();

    expect(await keyUse(used.id)).toBe(1_700_000_000_123);
    expect(await keyUse(unused.id)).toBeNull();
    const { lastUsedAt } = await database().personalToken.findUniqueOrThrow({
      where: { id: token.id },
    });
    expect(lastUsedAt?.getTime()).toBe(1_700_000_000_456);
    expect(await ledger()).toEqual(before);
  });

  it("of people are written, but not of those who are erased meanwhile", async () => {
    const [seen, erased] = [await createActor("member"), await createActor("member")];
    const usage = recordUsage({ connectionString, log });
    for (const { id } of [seen, erased]) usage.personSeen(id, 1_700_000_000_321);
    await eraseUser(await createActor("admin"), erased.username);
    const before = await ledger();
    await usage.close();

    const lastSeen = async (id: string) =>
      (await database().user.findUniqueOrThrow({ where: { id } })).lastSeenAt?.getTime();
    expect(await lastSeen(seen.id)).toBe(1_700_000_000_321);
    expect(await lastSeen(erased.id)).toBeUndefined();
    expect(await ledger()).toEqual(before);
  });

  it("are never set back by an instance that saw an earlier one", async () => {
    const app = await createApp();
    const { id } = await app.key("client");
    for (const at of [1_700_000_000_002, 1_700_000_000_001]) {
      const usage = recordUsage({ connectionString, log });
      usage.keyUsed(id, at);
      await usage.close();
    }
    expect(await keyUse(id)).toBe(1_700_000_000_002);
  });

  it("wait in memory while the database is away", async () => {
    const app = await createApp();
    const { id } = await app.key("client");
    const cable = await openCable(connectionString);
    const warned: string[] = [];
    const usage = recordUsage({
      connectionString: cable.url,
      log: { warn: (_details, message) => warned.push(message) },
    });
    cable.cut();
    usage.keyUsed(id, 1_700_000_000_789);
    const key = await app.flag(unique("counted"));
    const { id: flagId } = await database().featureFlag.findFirstOrThrow({ where: { key } });
    const { environmentId } = await database().apiKey.findUniqueOrThrow({ where: { id } });
    const delivered = { environmentId, flags: [{ key }], variants: ["on"], times: 0, at: 0 };
    usage.evaluated(delivered, 1_700_000_000_789);
    await usage.close();
    expect(warned).toHaveLength(1);
    expect(await keyUse(id)).toBeNull();
    usage.evaluated(delivered, 1_700_000_000_790);

    await cable.mend();
    await usage.close();
    expect(await keyUse(id)).toBe(1_700_000_000_789);
    expect(await database().flagUsageCount.findMany({ where: { flagId } })).toMatchObject([
      { environmentId, variant: "on", count: 2n },
    ]);
    cable.cut();
  });
});
