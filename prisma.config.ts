import { defineConfig } from "prisma/config";

// `generate` does not use the schema engine, but tries to download it.
if (process.argv.includes("generate")) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}

export default defineConfig({ schema: "prisma/schema.prisma" });
