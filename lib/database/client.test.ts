import { expect, test } from "vitest";
import { database } from "@/lib/database/client";

test("the database of a test file is migrated and empty", async () => {
  expect(await database().ledger.findMany({ select: { id: true, sequence: true } })).toEqual([
    { id: 1, sequence: 0n },
  ]);
  expect(await database().user.count()).toBe(0);
});
