// Runs test suites and adds up their own reports.
import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import { root } from "./prepare.mjs";

/** Passed, failed and skipped tests of Vitest's projects. A file that could not even be read counts as failed. */
export async function runVitest(projects, report) {
  const options = projects.flatMap((project) => ["--project", project]);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const isWell = await run(report, "vitest/vitest.mjs", "run", ...options, ...reporters);
  return count(report, isWell, ({ testResults, ...totals }) => ({
    passed: totals.numPassedTests,
    failed:
      totals.numFailedTests +
      testResults.filter(({ status, assertionResults: tests }) => {
        return status === "failed" && !tests.some((test) => test.status === "failed");
      }).length,
    skipped: totals.numPendingTests + totals.numTodoTests,
  }));
}

/** Passed, failed and skipped tests in the browser. */
export async function runPlaywright(report) {
  process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = report;
  const isWell = await run(report, "@playwright/test/cli.js", "test");
  return count(report, isWell, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }));
}

/** Prints the one line that says it all, and ends: with failure when a test failed or none ran. */
export function conclude(...suites) {
  const sum = (what) => suites.reduce((total, suite) => total + suite[what], 0);
  const [passed, failed, skipped] = [sum("passed"), sum("failed"), sum("skipped")];
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
}

async function run(report, program, ...given) {
  fs.rmSync(report, { force: true });
  const command = [`${root}/node_modules/${program}`, ...given];
  const child = spawn(process.execPath, command, { stdio: ["ignore", "inherit", "inherit"] });
  const [code] = await once(child, "close");
  return code === 0;
}

/** A suite that broke off, or failed without a failing test, has one failure all the same. */
function count(report, isWell, read) {
  const nothing = { passed: 0, failed: 0, skipped: 0 };
  const counted = fs.existsSync(report)
    ? read(JSON.parse(fs.readFileSync(report, "utf8")))
    : nothing;
  return isWell ? counted : { ...counted, failed: Math.max(1, counted.failed) };
}
