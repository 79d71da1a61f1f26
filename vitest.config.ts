import fs from "node:fs";
import { join } from "node:path";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import { findPostgres } from "./lib/testing/postgres-server.ts";

const root = import.meta.dirname;
const tests = ["app", "bench", "components", "lib", "prisma", "scripts", "server"]
  .filter((folder) => fs.existsSync(join(root, folder)))
  .flatMap((folder) =>
    fs
      .readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .map((path) => `${folder}/${path.replaceAll("\\", "/")}`),
  )
  .filter((path) => /\.test\.tsx?$/.test(path) && !/node_modules|\.soak\.test\./.test(path));
const says = (words: RegExp) => (path: string) =>
  words.test(fs.readFileSync(join(root, path), "utf8"));

const integration = tests.filter(
  says(
    /from ".*\/(testing\/(factories|log|walk|read-api|node-mount|cable|read-suite\/describe)|database\/client)"/,
  ),
);
const system = tests.filter((path) => path.startsWith("server/system/"));
const others = tests.filter((path) => !integration.includes(path) && !system.includes(path));
const processes = others.filter(
  (path) => path.startsWith("server/") || says(/"node:child_process"|pglite|\/schema-diff"/)(path),
);
const unit = others.filter((path) => !processes.includes(path));

type Test = NonNullable<TestProjectInlineConfiguration["test"]>;

function project(name: string, include: string[], test: Test = {}): TestProjectInlineConfiguration {
  return { extends: true, test: { name, include, ...test } };
}

const noDatabase = "postgresql://this-test-imports-nothing-of-lib-testing.invalid/none";

/** The same tests on both databases; each test file has a database of its own. */
function onDatabase(name: "postgres" | "embedded", groupOrder: number) {
  return project(name, integration, {
    globalSetup: `lib/testing/${name}-run.ts`,
    setupFiles: `lib/testing/${name}-file.ts`,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    maxWorkers: 2,
    sequence: { groupOrder },
  });
}

const projects = [
  project("unit", unit, { env: { DATABASE_URL: noDatabase } }),
  project("processes", processes, {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    sequence: { groupOrder: 1 },
  }),
  onDatabase("embedded", 2),
];
if (findPostgres()) projects.push(onDatabase("postgres", 3));
else console.log("skipped: integration tests on PostgreSQL (postgres and initdb not found)");

/** Hoist as it is built and started: three processes each, which mostly wait. */
const wholeSystem: Test = {
  globalSetup: "server/system/build-run.ts",
  testTimeout: 120_000,
  hookTimeout: 120_000,
};
projects.push(
  project("system", system, { ...wholeSystem, maxWorkers: 2, sequence: { groupOrder: 4 } }),
);

// What takes minutes runs only when asked for: `npm run test:soak`.
if (process.argv.includes("soak")) {
  projects.push(
    project("soak", ["{app,bench,lib,server}/**/*.soak.test.ts"], {
      ...wholeSystem,
      maxWorkers: 1,
      testTimeout: 1_800_000,
      sequence: { groupOrder: 5 },
    }),
  );
}

export default defineConfig({
  resolve: {
    alias: {
      "@": root,
      "server-only": join(root, "node_modules/server-only/empty.js"),
    },
  },
  test: { pool: "forks", projects },
});
