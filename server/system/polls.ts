import { setTimeout as wait } from "node:timers/promises";
import { poll } from "./client";

/** A client app that polls without pause, with the last ETag every other time. */
export class Polls {
  readonly answers: number[] = [];
  private ended = false;
  private readonly life: Promise<void>;

  constructor(
    private readonly hoist: { url: string },
    private readonly token: string,
  ) {
    this.life = this.live();
  }

  async stop(): Promise<number[]> {
    this.ended = true;
    await this.life;
    return this.answers;
  }

  private async live() {
    let etag = "";
    while (!this.ended) {
      const answer = await poll(this.hoist, this.token, "u-18", etag).catch(() => undefined);
      this.answers.push(answer?.status ?? 0);
      etag = etag === "" ? (answer?.headers.get("etag") ?? "") : "";
      await wait(5);
    }
  }
}
