import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { freePort, Hoist } from "../server/system/harness";

/** A Hoist of one's own: real, built, on an embedded database in a folder of its own. */
export async function startHoist(
  env: Record<string, string> = {},
): Promise<{ url: string; hoist: Hoist; stop(): Promise<void> }> {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "hoist-e2e-"));
  const hoist = new Hoist({ dataFolder: join(folder, "data"), port: await freePort(), env });
  const stop = async () => {
    await hoist.cleanUp();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    await hoist.ready();
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: hoist.url, hoist, stop };
}
