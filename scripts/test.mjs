// `npm test`: everything a change needs, from a fresh clone on.
import { prepareProduction } from "./prepare.mjs";
import { conclude, runPlaywright, runVitest } from "./suites.mjs";

await prepareProduction();
const { register } = await import("tsx/esm/api");
register();
const { findPostgres } = await import("../lib/testing/postgres-server.ts");
const { ensureChromium } = await import("./browser.ts");

const hasPostgres = findPostgres() !== undefined;
const databases = hasPostgres ? ["embedded", "postgres"] : ["embedded"];
const tests = await runVitest(["unit", "processes", ...databases, "system"], "reports/vitest.json");
const inBrowser = await testInBrowser();

if (!hasPostgres) {
  console.log("skipped: integration tests on PostgreSQL (postgres and initdb not found)");
}
conclude(tests, inBrowser);

async function testInBrowser() {
  try {
    process.env.CHROMIUM_PATH = ensureChromium();
  } catch (error) {
    console.error(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  return runPlaywright("reports/e2e.json");
}
