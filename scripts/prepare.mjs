// Everything between a fresh clone and a program that can run. Plain Node without dependencies: it installs them.
import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { contentHash, unlessStamped } from "./stamps.mjs";

export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

const guard = new URL("../server/guard.mjs", import.meta.url).href;
const sources = ["app", "components", "lib", "public", "server", "proxy.ts", "instrumentation.ts"];
const buildSettings = ["next.config.js", "postcss.config.mjs", "tsconfig.json", "package.json"];

/** Installs and generates: what development and tests need. */
export async function prepareSources() {
  process.chdir(root);
  checkNode();
  await install();
  await generate();
}

/** Installs, generates and builds; each step only when something that it depends on has changed. */
export async function prepareProduction() {
  await prepareSources();
  await build();
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 9)) return;
  giveUp(`Hoist needs Node.js 20.9 or newer; this is ${process.version}.`);
}

async function install() {
  const hash = contentHash(root, ["package-lock.json"], process.platform, process.arch);
  const products = ["node_modules/next", "node_modules/prisma"];
  await unlessStamped(root, "install", hash, products, async () => {
    if (isInstalledByHand()) return;
    await run({
      what: "Installing dependencies (about half a minute the first time)",
      mend: "Check that the npm registry can be reached, then try again.",
      // The build needs the development dependencies, whatever NODE_ENV says.
      command: [...npm(), "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"],
    });
  });
}

/** npm's own record of what it has put into node_modules, written last, says the same as the lock file. */
function isInstalledByHand() {
  const read = (path) => JSON.parse(fs.readFileSync(join(root, path), "utf8")).packages;
  try {
    const installed = read("node_modules/.package-lock.json");
    return Object.entries(read("package-lock.json")).every(
      ([path, { version, optional }]) =>
        path === "" || optional || installed[path]?.version === version,
    );
  } catch {
    return false;
  }
}

function npm() {
  const path = process.env.npm_execpath;
  return path?.endsWith(".js") ? [process.execPath, "--import", guard, path] : ["npm"];
}

async function generate() {
  const hash = contentHash(root, ["prisma/schema.prisma", "prisma.config.ts", "package-lock.json"]);
  await unlessStamped(root, "generate", hash, ["lib/generated/prisma/client.ts"], () =>
    run({
      what: "Generating the database client",
      mend: "The cause is in prisma/schema.prisma.",
      command: node("node_modules/prisma/build/index.js", "generate"),
      quiet: true,
    }),
  );
}

async function build() {
  const settings = [...buildSettings, "prisma/schema.prisma", "package-lock.json"];
  const hash = contentHash(root, [...sources, ...settings]);
  await unlessStamped(root, "build", hash, ["dist/main.js", ".next/BUILD_ID"], async () => {
    for (const product of ["dist", ".next/BUILD_ID"])
      fs.rmSync(join(root, product), { recursive: true, force: true });
    const mend = "The cause is in the sources; `npm run check` finds most mistakes faster.";
    const server = node("scripts/build-server.mjs");
    await run({ what: "Building the server", mend, command: server, quiet: true });
    const console = node("node_modules/next/dist/bin/next", "build");
    await run({ what: "Building the console", mend, command: console, quiet: true });
  });
}

const node = (script, ...given) => [
  process.execPath,
  "--import",
  guard,
  join(root, script),
  ...given,
];

/** Runs one step. It ends with this process; what a quiet one says is shown only when it fails. */
async function run({ what, mend, command: [program, ...given], quiet = false }) {
  console.log(`${what}…`);
  const output = quiet ? "pipe" : "inherit";
  const child = spawn(program, given, {
    cwd: root,
    stdio: ["ignore", output, output, "ipc"],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", HOIST_STEP_OF: String(process.pid) },
  });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => said.push(text));

  const [code, signal] = await once(child, "close").catch((error) => [error.message, null]);
  if (code === 0) return;
  process.stderr.write(Buffer.concat(said));
  giveUp(`${what} failed (${signal ?? code}).`, mend);
}

/** Tells the cause and the mend, and ends. */
function giveUp(...sentences) {
  for (const sentence of sentences) console.error(sentence);
  process.exit(1);
}
