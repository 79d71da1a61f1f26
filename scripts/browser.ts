import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { chromium } from "playwright";

const debian = "/usr/bin/chromium";

/** Nothing leaves the machine, and pictures do not depend on a graphics card. */
export const chromiumArguments = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The Chromium for the end-to-end tests: CHROMIUM_PATH, a browser of Playwright's, Debian's; undefined when none is there. */
export function findChromium(): string | undefined {
  const places = [process.env.CHROMIUM_PATH, chromium.executablePath(), debian];
  return places.find((path) => path && fs.existsSync(path));
}

/** Finds Chromium, or installs it. Throws with what to do when neither works. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;

  console.log("Installing Chromium for the end-to-end tests…");
  run(process.execPath, "node_modules/playwright/cli.js", "install", "chromium");
  const isRootOnDebian = process.getuid?.() === 0 && fs.existsSync("/etc/debian_version");
  if (!findChromium() && isRootOnDebian) {
    run("apt-get", "update");
    run("apt-get", "install", "-y", "--no-install-recommends", "chromium");
  }
  const installed = findChromium();
  if (installed) return installed;
  throw new Error(
    "There is no Chromium, and none could be installed. Install one and say where: CHROMIUM_PATH=/path/to/chromium npm test",
  );
}

function run(program: string, ...given: string[]) {
  spawnSync(program, given, { stdio: "inherit" });
}
