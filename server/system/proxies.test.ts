import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EventStream } from "@/lib/testing/event-stream";
import { type Api, firstAccount, poll, request, until, valueFor } from "./client";
import { freePort, type Hoist } from "./harness";
import { kinds, Site } from "./site";

const deploy = join(import.meta.dirname, "../../deploy");
const isThere = (program: string) => spawnSync(program, ["-v"]).error === undefined;

type Start = (folder: string, port: number, ports: number[]) => ChildProcess;

/** As shipped, but for the ports. */
const nginx: Start = (folder, port, ports) => {
  const site = fs
    .readFileSync(join(deploy, "nginx.conf"), "utf8")
    .replace("listen 80;", `listen 127.0.0.1:${port};`)
    .replace("127.0.0.1:3001", `127.0.0.1:${ports[0]}`)
    .replace("127.0.0.1:3002", `127.0.0.1:${ports[1]}`);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((kind) => `${kind}_temp_path ${folder}/${kind};`)
    .join("\n");
  const main = `daemon off; pid ${folder}/pid; error_log stderr; events {}
http { access_log off; ${temporary}\n${site} }`;
  fs.writeFileSync(join(folder, "nginx.conf"), main);
  return spawn("nginx", ["-e", "stderr", "-p", folder, "-c", join(folder, "nginx.conf")]);
};

const caddy: Start = (folder, port, ports) => {
  const site = fs
    .readFileSync(join(deploy, "Caddyfile"), "utf8")
    .replace("hoist-1:3000", `127.0.0.1:${ports[0]}`)
    .replace("hoist-2:3000", `127.0.0.1:${ports[1]}`);
  fs.writeFileSync(join(folder, "Caddyfile"), `{\n\tadmin off\n\tauto_https off\n}\n${site}`);
  const env = { ...process.env, HOME: folder, SITE_ADDRESS: `http://127.0.0.1:${port}` };
  return spawn("caddy", ["run", "--config", join(folder, "Caddyfile"), "--adapter", "caddyfile"], {
    env,
  });
};

for (const [name, start] of Object.entries({ nginx, caddy })) {
  describe.skipIf(kinds[1].missing || !isThere(name))(`${name}, as shipped,`, () => {
    let site: Site;
    let hoists: Hoist[];
    let proxy: ChildProcess;
    let front: { url: string };
    let api: Api;
    let key: string;
    beforeAll(async () => {
      site = await Site.open("PostgreSQL");
      const env = { HOIST_TRUST_PROXY: "1" };
      hoists = [await site.startAnother(env), await site.startAnother(env)];
      const port = await freePort();
      proxy = start(
        site.folder(),
        port,
        hoists.map(({ url }) => Number(new URL(url).port)),
      );
      front = { url: `http://127.0.0.1:${port}` };
      const isUp = async () => (await request(`${front.url}/api/health/live`)).status === 200;
      await until("the proxy answers", isUp);
      api = await firstAccount(front);
      await api.flag("new-checkout");
      key = (await api.key("client")).token;
    });
    afterAll(async () => {
      proxy?.kill("SIGTERM");
      if (proxy && proxy.exitCode === null) await once(proxy, "exit");
      await site?.close();
    });

    it("passes events of streams on as they come", async () => {
      const streams = await Promise.all(
        [1, 2].map(() => EventStream.open(`${front.url}/api/stream`, { "x-api-key": key })),
      );
      const before = streams.map(({ events }) => events.length);
      await api.switch("new-checkout", false);
      await Promise.all(streams.map((stream, at) => stream.until(before[at]! + 1, 2_000)));
      await Promise.all(streams.map((stream) => stream.close()));
      await api.switch("new-checkout", true);
    });

    it("tells Hoist which address was asked for", async () => {
      const password = "correct horse battery";
      const logIn = (origin: string) =>
        request(`${front.url}/api/v1/auth/login`, "POST", { login: "sam", password }, { origin });
      expect((await logIn(front.url)).status).toBe(200);
      expect((await logIn("https://elsewhere.example")).status).toBe(403);
    });

    it("shows nobody the metrics", async () => {
      expect((await request(`${front.url}/metrics`)).status).toBe(404);
    });

    it("loses no poll and no change while one instance after the other is restarted", async () => {
      const statuses: number[] = [];
      let rolling = true;
      const polling = async () => {
        while (rolling) {
          statuses.push((await poll(front, key).catch(() => ({ status: 0 }))).status);
          await wait(5);
        }
      };
      const load = Promise.all([polling(), polling()]);
      for (const at of [0, 1]) {
        const { url } = hoists[at]!;
        await hoists[at]!.terminate();
        await api.switch("new-checkout", at === 1);
        const env = { HOIST_TRUST_PROXY: "1" };
        const again = { port: Number(new URL(url).port), dataFolder: site.folder(), env };
        hoists[at] = await site.start(again);
        await wait(2_000); // Until the proxy has found it well again.
      }
      rolling = false;
      await load;
      expect(statuses.length).toBeGreaterThan(100);
      expect(statuses.filter((status) => status !== 200)).toEqual([]);
      expect(await valueFor(front, key, "new-checkout")).toBe(true);
    });
  });
}
