import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { openDurableDatabase } from "./durable-database";

const folder = fs.mkdtempSync(join(os.tmpdir(), "hoist-test-"));
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

it("a durable database asks the disk at least once for each commit", {
  timeout: 60_000,
}, async () => {
  const db = await openDurableDatabase(join(folder, "database"));
  await db.exec("CREATE TABLE note (n int)");
  const sync = vi.spyOn(fs, "fdatasyncSync");
  for (let n = 0; n < 100; n++) await db.query("INSERT INTO note VALUES ($1)", [n]);
  expect(sync.mock.calls.length).toBeGreaterThanOrEqual(100);

  sync.mockClear();
  for (let n = 0; n < 20; n++) await db.query("SELECT n FROM note");
  expect(sync.mock.calls.length).toBe(0);
  await db.close();
});
