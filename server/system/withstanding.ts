import fs from "node:fs";
import net from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, firstAccount, until, valueFor } from "./client";
import type { Hoist } from "./harness";
import { noise, nonsense } from "./nonsense";
import { Site } from "./site";

const lanes = 12;
const atOnce = 25;
const seed = 20_261_123;
const settle = new URL("./settle.mjs", import.meta.url).href;
/**
 * What memory in use may grow by once a tenth of all was sent, and what the process may, in bytes. The caches are bounded
 * and full by then: 1 to 1.5 MB were seen, whether 10,000 are sent or 100,000. A map in the front door that kept 1 KB of every
 * request made it 11 MB with 10,000, so that is noticed in every run, and 100 bytes of each in the soak.
 */
const most = { used: 7_000_000, rss: 70_000_000 };

/** Sends so many to a Hoist of its own. */
export function describeNonsense(count: number): void {
  const share = (of: number) => Math.round(count * of);
  describe(`${count} requests that make no sense`, () => {
    let site: Site;
    let hoist: Hoist;
    let api: Api;
    let tokens: string[];
    const statuses = new Map<number, number>();
    beforeAll(async () => {
      site = await Site.open();
      hoist = await site.start({ env: { NODE_OPTIONS: `--import=${settle}` } });
      api = await firstAccount(hoist);
      await api.flag("new-checkout");
      tokens = [(await api.key("client")).token, (await api.key("server")).token, api.token];
    });
    afterAll(() => site?.close());

    /** Sends as many over connections that are kept open; every one is answered. */
    async function send(count: number, requests: Iterator<string>) {
      let left = count;
      const lane = async () => {
        while (left > 0) {
          const some = Array.from({ length: Math.min(atOnce, left) }, () => requests.next().value);
          left -= some.length;
          const answered = await exchange(some.join(""), some.length);
          expect(answered.length, some.join("\n")).toBe(some.length);
          for (const status of answered) statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
      };
      await Promise.all(Array.from({ length: lanes }, lane));
    }

    /** The statuses of the answers on one connection, until there are as many, or it ends. */
    function exchange(bytes: string | Buffer, count: number): Promise<number[]> {
      return new Promise((resolve, reject) => {
        const socket = net.connect(Number(new URL(hoist.url).port), "127.0.0.1");
        let text = "";
        const found = () =>
          [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
        socket.setEncoding("latin1").on("data", (more) => {
          text += more;
          if (found().length >= count) socket.destroy();
        });
        socket.on("close", () => resolve(found()));
        socket.on(
          "error",
          (error: NodeJS.ErrnoException) => error.code !== "ECONNRESET" && reject(error),
        );
        socket.write(bytes);
      });
    }

    async function memory(): Promise<{ rss: number; used: number }> {
      const file = join(site.options.dataFolder, `memory-${hoist.pid}`);
      fs.rmSync(file, { force: true });
      process.kill(hoist.pid, "SIGUSR2");
      await until("its memory is told", async () => fs.existsSync(file));
      const { rss, heapUsed, external } = JSON.parse(fs.readFileSync(file, "utf8"));
      return { rss, used: heapUsed + external };
    }

    it("are all answered, none with a 5xx, and leave nothing in memory", {
      timeout: 300_000,
    }, async () => {
      const { pid } = hoist;
      const [read, console] = [nonsense(seed, "read", tokens), nonsense(seed, "console", tokens)];
      await send(share(0.099), read);
      await send(share(0.001), console);
      const before = await memory();
      await send(share(0.871), read);
      await send(share(0.009), console);
      const raw = noise(seed);
      const broken = Array.from({ length: share(0.02) }, () => raw.next().value);
      while (broken.length > 0)
        for (const answers of await Promise.all(
          broken.splice(0, 50).map((one) => exchange(one, 1)),
        ))
          for (const status of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const after = await memory();

      const wrong = [...statuses.keys()].filter((status) => status < 200 || status >= 500);
      expect(wrong, `${[...statuses]}\n${hoist.said}`).toEqual([]);
      expect(statuses.get(400)).toBeGreaterThan(share(0.01));
      expect(statuses.get(401)).toBeGreaterThan(share(0.01));
      expect(after.used - before.used).toBeLessThan(most.used);
      expect(after.rss - before.rss).toBeLessThan(most.rss);
      expect(hoist.pid).toBe(pid);
      expect(hoist.errors).toBe("");
      expect(await valueFor(hoist, tokens[1] ?? "", "new-checkout")).toBe(true);
    });
  });
}
