// The lock file fits package.json, is whole for every platform, and names no host: it serves behind any registry.
import { spawnSync } from "node:child_process";
import fs from "node:fs";

const { packages } = JSON.parse(fs.readFileSync("package-lock.json", "utf8"));
const hosts = Object.entries(packages).filter(([, { resolved }]) =>
  /^\w+:\/\//.test(resolved ?? ""),
);
for (const [path] of hosts) console.error(`${path} records where it was downloaded from.`);

const npm = process.env.npm_execpath;
const [program, ...first] = npm?.endsWith(".js") ? [process.execPath, npm] : ["npm"];
const dryRun = ["ci", "--dry-run", "--include=dev", "--no-audit", "--no-fund"];
const { status, stderr, error } = spawnSync(program, [...first, ...dryRun], { encoding: "utf8" });
if (status !== 0) console.error(error?.message ?? stderr);
process.exit(hosts.length > 0 || status !== 0 ? 1 : 0);
