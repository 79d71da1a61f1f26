import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { createReadApi } from "@/lib/delivery/node";
import type { Parts } from "@/lib/delivery/read-api";
import { recordUsage } from "@/lib/jobs/usage";
import { log } from "@/lib/log";
import { followSnapshot } from "@/lib/snapshot/follow";
import { Traffic } from "@/lib/traffic/traffic";

/** The read API on a loopback port, as the hoist process has it. */
export async function openNodeMount(
  connectionString = process.env.DATABASE_URL ?? "",
  options: Partial<Parts> = {},
) {
  const snapshot = followSnapshot({ connectionString, log });
  const usage = recordUsage({ connectionString, log });
  await snapshot.loaded;
  const traffic = new Traffic(Date.now());
  const api = createReadApi({ snapshot, usage, traffic, log, ...options });
  const server = http.createServer((req, res) => api.handle(req, res));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    origin,
    api,
    snapshot,
    traffic,
    fetch: (path: string, init?: RequestInit) => fetch(`${origin}${path}`, init),
    close: async () => {
      await api.close();
      server.close();
      server.closeAllConnections();
      await usage.close();
      await snapshot.close();
    },
  };
}
