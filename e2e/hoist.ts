import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { freePort, Hoist, type HoistOptions } from "../server/system/harness";

/** A Hoist of one's own: real, built, on an embedded database in a folder of its own. */
export async function startHoist(env: Record<string, string> = {}): Promise<OwnHoist> {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "hoist-e2e-"));
  const hoist = new OwnHoist(folder, {
    dataFolder: join(folder, "data"),
    port: await freePort(),
    env,
  });
  await hoist.startServing();
  return hoist;
}

class OwnHoist {
  readonly url: string;
  /** The process that runs, or ran last. */
  hoist: Hoist;

  constructor(
    private readonly folder: string,
    private readonly options: HoistOptions,
  ) {
    this.hoist = new Hoist(options);
    this.url = this.hoist.url;
  }

  /** Ends it, as an operator does; what it knows stays. */
  async stopServing(): Promise<void> {
    await this.hoist.terminate();
  }

  /** Serves (again) at the same address. */
  async startServing(): Promise<void> {
    if (this.hoist.hasEnded) this.hoist = new Hoist(this.options);
    await this.hoist.ready().catch(async (error) => {
      await this.stop();
      throw error;
    });
  }

  async restart(): Promise<void> {
    await this.stopServing();
    await this.startServing();
  }

  readonly stop = async (): Promise<void> => {
    await this.hoist.cleanUp();
    fs.rmSync(this.folder, { recursive: true, force: true });
  };
}
