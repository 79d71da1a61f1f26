import { type Api, firstAccount } from "./client";
import type { Hoist } from "./harness";
import { expectNothingLost } from "./ledger";
import { killHard } from "./processes";
import { type Kind, Site } from "./site";
import { type Attempt, Writers } from "./writers";

export const victims = ["the hoist process", "the console", "the database"] as const;
export type Victim = (typeof victims)[number];

/** Hoist under a number of writers, whose programs are killed one after the other. */
export class Killing {
  private hoist: Hoist;
  private rounds = 0;
  private readonly attempts: Attempt[] = [];

  private constructor(
    private readonly site: Site,
    hoist: Hoist,
    private readonly api: Api,
  ) {
    this.hoist = hoist;
  }

  static async prepare(kind: Kind): Promise<Killing> {
    const site = await Site.open(kind);
    try {
      const hoist = await site.start();
      return new Killing(site, hoist, await firstAccount(hoist));
    } catch (error) {
      await site.close();
      throw error;
    }
  }

  /** Kills it in the middle of concurrent writes, waits until writes succeed again, and looks for what is missing. */
  async round(victim: Victim, changes = 30): Promise<void> {
    const writers = await Writers.start(this.api, `round-${this.rounds++}`);
    try {
      await writers.more(changes);
      await this.kill(victim);
      await writers.more(changes);
    } finally {
      this.attempts.push(...(await writers.stop()));
    }
    await expectNothingLost(this.site.databaseUrl, this.attempts);
  }

  close(): Promise<void> {
    return this.site.close();
  }

  private async kill(victim: Victim) {
    if (victim === "the database") return this.site.crashDatabase(this.hoist);
    if (victim === "the console") {
      const pid = this.hoist.child("console");
      if (pid === undefined) throw new Error("The console does not run.");
      return killHard(pid);
    }
    await this.hoist.kill();
    this.hoist = await this.site.start();
  }
}
