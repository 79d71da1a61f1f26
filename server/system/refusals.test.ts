import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { HoistOptions } from "./harness";
import { query } from "./ledger";
import { kinds, Site } from "./site";

/** Root may write everywhere. */
const somebody = process.getuid?.() === 0 ? 65534 : undefined;
const main = join(import.meta.dirname, "../../dist/main.js");
const reading = `require("node:fs").accessSync(${JSON.stringify(main)})`;
const mayRun = () =>
  somebody === undefined ||
  spawnSync(process.execPath, ["-e", reading], { uid: somebody, cwd: "/" }).status === 0;

describe("a start is refused with exit code 1 and", () => {
  let site: Site;
  beforeEach(async () => {
    site = await Site.open();
  });
  afterEach(() => site.close());

  async function refusal(options: Partial<HoistOptions>): Promise<string[]> {
    const hoist = site.launch(options);
    expect(await hoist.exit).toBe(1);
    expect(hoist.errors).not.toContain("    at ");
    return hoist.errors.trimEnd().split("\n");
  }

  it("a sentence for each wrong variable", async () => {
    const env = { PORT: "seventy", HOIST_ROLE: "some", DATABASE_URL: "mysql://nowhere" };
    expect(await refusal({ env })).toEqual([
      expect.stringMatching(/^PORT .*\.$/),
      expect.stringMatching(/^DATABASE_URL .*\.$/),
      expect.stringMatching(/^HOIST_ROLE .*\.$/),
    ]);
  });

  it("one sentence when a DATABASE_URL comes without a NEXTAUTH_SECRET", async () => {
    const env = { DATABASE_URL: "postgresql://postgres@127.0.0.1:1/none" };
    expect(await refusal({ env })).toEqual([expect.stringMatching(/^NEXTAUTH_SECRET is required/)]);
  });

  it("one sentence, without the password, when the database cannot be reached", async () => {
    const DATABASE_URL = "postgresql://postgres:hidden@127.0.0.1:1/none";
    const env = { DATABASE_URL, NEXTAUTH_SECRET: "the same for every instance" };
    const sentences = await refusal({ env });
    expect(sentences).toEqual([expect.stringMatching(/^The database at 127\.0\.0\.1:1 .*\.$/)]);
    expect(sentences.join()).not.toContain("hidden");
  });

  it("one sentence when the port is in use", async () => {
    const { port } = site.options;
    const other = createServer().listen(port, "127.0.0.1");
    await once(other, "listening");
    try {
      expect(await refusal({})).toEqual([
        expect.stringMatching(new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is in use; .*\\.$`)),
      ]);
    } finally {
      other.close();
    }
  });

  it.skipIf(!mayRun())("one sentence when the data folder is read-only", async () => {
    const folder = site.folder();
    if (somebody !== undefined) fs.chownSync(folder, somebody, somebody);
    fs.chmodSync(folder, 0o500);
    const sentences = await refusal({ dataFolder: folder, uid: somebody });
    expect(sentences).toEqual([
      `The data folder ${folder} cannot be written: this user may not write there.`,
    ]);
  });

  it("one sentence when the data folder is a file", async () => {
    const file = join(site.folder(), "data");
    fs.writeFileSync(file, "");
    expect(await refusal({ dataFolder: file })).toEqual([
      expect.stringMatching(/^The data folder .* cannot be written: .*\.$/),
    ]);
  });

  for (const { database, missing } of kinds) {
    it.skipIf(missing)(`one sentence when ${database} is newer than the code`, async () => {
      const installed = await Site.open(database);
      try {
        const first = await installed.start();
        await query(
          installed.databaseUrl,
          `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
           VALUES ('${randomUUID()}', '', '29991231235959_from_the_future', now(), 1)`,
        );
        expect((await first.terminate()).code).toBe(0);
        const second = installed.launch();
        expect(await second.exit).toBe(1);
        expect(second.errors).toMatch(/^.*newer.*\.\n$/);
      } finally {
        await installed.close();
      }
    });
  }
});
