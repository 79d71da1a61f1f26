// The difference between prisma/migrations and prisma/schema.prisma, by Prisma's own engine compiled to WebAssembly:
// the native one would have to be downloaded. The engine wants a database; an in-memory PGlite is enough.
import fs from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { PrismaPGlite } from "pglite-prisma-adapter";

/** What the engine answers when migrations and schema agree. */
export const NO_DIFFERENCE = "-- This is an empty migration.";

type Exports = WebAssembly.Exports & { __wbindgen_start(): void };

/** The SQL that is missing in the migrations below `root`/prisma to arrive at its schema.prisma. */
export async function schemaDifference(root: string): Promise<string> {
  const db = await PGlite.create();
  try {
    const { SchemaEngine } = await loadEngine();
    const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(db));
    const engine = await SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
    const { stdout } = await engine.diff({
      from: migrations(join(root, "prisma", "migrations")),
      to: { tag: "schemaDatamodel", files: [schema(join(root, "prisma", "schema.prisma"))] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return (stdout ?? "").trim();
  } finally {
    await db.close();
  }
}

function schema(path: string) {
  return { path, content: fs.readFileSync(path, "utf8") };
}

function migrations(baseDir: string) {
  const content = fs.readFileSync(join(baseDir, "migration_lock.toml"), "utf8");
  const folders = fs.readdirSync(baseDir, { withFileTypes: true }).filter((f) => f.isDirectory());
  return {
    tag: "migrations" as const,
    baseDir,
    lockfile: { path: "migration_lock.toml", content },
    migrationDirectories: folders
      .map(({ name }) => name)
      .sort()
      .map((path) => ({
        path,
        migrationFile: {
          path: "migration.sql",
          content: {
            tag: "ok" as const,
            value: fs.readFileSync(join(baseDir, path, "migration.sql"), "utf8"),
          },
        },
      })),
    shadowDbInitScript: "",
  };
}

/** The package expects a bundler that imports `.wasm`; here it is instantiated by hand. */
async function loadEngine() {
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
  const folder = dirname(entry);
  const bindings = await import(join(folder, "schema_engine_bg.js"));
  const wasm = await WebAssembly.compile(fs.readFileSync(join(folder, "schema_engine_bg.wasm")));
  const instance = new WebAssembly.Instance(wasm, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports as Exports).__wbindgen_start();
  return bindings as typeof import("@prisma/schema-engine-wasm");
}
