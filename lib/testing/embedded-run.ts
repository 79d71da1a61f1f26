import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { TestProject } from "vitest/node";
import { migrate, readMigrations } from "@/lib/database/migrate";
import { socketUrl } from "@/server/database-protocol";
import { serveDatabase } from "@/server/socket-front";

declare module "vitest" {
  interface ProvidedContext {
    /** The file that holds a migrated, empty database. */
    embedded: string;
  }
}

/** Once a run: a migrated database, dumped for every test file to load. */
export default async function setUp(project: TestProject) {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "hoist-embedded-"));
  const template = join(folder, "template.tar");
  const db = await PGlite.create();
  const socketPath = join(folder, ".s.PGSQL.5432");
  const front = serveDatabase(db, { onBroken: (error) => console.error(error) }).listen(socketPath);
  await migrate(socketUrl(socketPath), readMigrations("prisma/migrations"));
  front.close();
  const dump = await db.dumpDataDir("none");
  await db.close();
  fs.writeFileSync(template, Buffer.from(await dump.arrayBuffer()));
  project.provide("embedded", template);
  return () => fs.rmSync(folder, { recursive: true });
}
