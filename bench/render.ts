import { Child } from "@/bench/child";
import { firstSession } from "@/bench/console-session";
import { furnish } from "@/bench/estate";
import { get, type Order, type Result } from "@/bench/load/order";
import { interleaved, seconds } from "@/bench/rounds";
import { hoistSide } from "@/bench/sides";
import { Site } from "@/server/system/site";

const pollers = 4;
const pollsPerSecond = 400;
const renderers = 16;

/** Polls of one round; `pages`: what the console rendered beside them, a second. */
export type Beside = { p50: number; p99: number; pages: number };

/**
 * Polls at an even pace, alone and while 16 connections make the console render the list of 100 flags without pause.
 */
export async function measureRendering(): Promise<Record<"alone" | "beside", Beside[]>> {
  const site = await Site.open("PostgreSQL");
  const [polling, rendering] = [new Child("load/process.ts"), new Child("load/process.ts")];
  try {
    process.env.NEXTAUTH_SECRET = "a secret of benchmarks";
    const hoist = await site.start({ env: { NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET } });
    const estate = await furnish(hoist);
    const { port, same } = await hoistSide(hoist.url, hoist.pid, estate);
    const polls: Order = {
      ...{ port, requests: same, connections: pollers, seconds },
      ...{ statuses: [200], perSecond: pollsPerSecond },
    };
    const cookie = await firstSession(site.databaseUrl);
    const pages: Order = {
      ...{ port, connections: renderers, seconds: seconds + 1, statuses: [200] },
      requests: [[get("/projects/default/flags", { cookie })]],
    };
    const alone = async () => ({ ...(await polling.ask<Result>(polls)), pages: 0 });
    const beside = async () => {
      const rendered = rendering.ask<Result>(pages);
      await new Promise((resolve) => setTimeout(resolve, 500));
      const polled = await polling.ask<Result>(polls);
      const { answers, seconds } = await rendered;
      return { ...polled, pages: answers / seconds };
    };
    return await interleaved({ alone, beside });
  } finally {
    await Promise.all([polling.end(), rendering.end()]);
    await site.close();
  }
}
