import { spawnSync } from "node:child_process";

/** Once a run: builds what has changed since it was last built. */
export default function setUp(): void {
  const { status } = spawnSync(process.execPath, ["scripts/build.mjs"], { stdio: "inherit" });
  if (status !== 0) throw new Error("Hoist could not be built.");
}
