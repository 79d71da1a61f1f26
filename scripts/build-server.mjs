// Bundles the programs of server/ into dist/. Packages stay outside; the generated Prisma client is TypeScript and goes in.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

await build({
  absWorkingDir: fileURLToPath(new URL("..", import.meta.url)),
  entryPoints: {
    main: "server/main.ts",
    "embedded-database": "server/embedded-database.ts",
    // `npm run admin` where the development packages are missing.
    admin: "scripts/admin.ts",
  },
  outdir: "dist",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  packages: "external",
  splitting: true, // What is imported only when it is wanted.
  sourcemap: true,
  logLevel: "warning",
});
