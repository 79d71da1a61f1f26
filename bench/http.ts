import { Child } from "@/bench/child";
import { databaseFor } from "@/bench/databases";
import { furnish } from "@/bench/estate";
import type { Order, Result } from "@/bench/load/order";
import { processorSeconds, residentBytes } from "@/bench/machine";
import { node24 } from "@/bench/peers";
import { interleaved, seconds } from "@/bench/rounds";
import { hoistSide, plainSide, type Side, unleashSide } from "@/bench/sides";
import { findPostgres } from "@/lib/testing/postgres-server";
import { Site } from "@/server/system/site";

const connections = 16;

/** One arm of one round. `cpu`: microseconds of processor time of who answers, per request; `busy`: of one processor. */
export type Figure = {
  perSecond: number;
  p50: number;
  p99: number;
  cpu: number;
  busy: number;
  /** Bytes held after the round. */
  memory: number;
};
export type Arms = Record<string, Figure[]>;
type Kind = "same" | "known" | "anew";

/** Polls of 100 flags over HTTP: of Hoist, of plain node:http, and on Node 24 of Unleash too, where it is installed. */
export async function measureHttp(): Promise<Record<string, Arms>> {
  const site = await Site.open("PostgreSQL");
  const generator = new Child("load/process.ts");
  const sides: Side[] = [];
  const keep = (side: Side) => {
    sides.push(side);
    return side;
  };
  try {
    const hoist = await site.start();
    const estate = await furnish(hoist);
    const ours = keep(await hoistSide(hoist.url, hoist.pid, estate));
    const plain = keep(await plainSide(hoist.url, estate));
    const measure = (kind: Kind, arms: Record<string, Side>) =>
      interleaved(
        Object.fromEntries(
          Object.entries(arms).map(([name, side]) => [
            name,
            () => measured(generator, side, kind, seconds),
          ]),
        ),
      );
    const found: Record<string, Arms> = {};
    const both = { hoist: ours, plain };
    found.same = await measure("same", both);
    found.known = await measure("known", both);
    found.anew = await measure("anew", both);

    const node = node24();
    if (!node) return found;
    const newer = await site.startAnother({ HOIST_ROLE: "read" }, node);
    const oursNewer = keep(await hoistSide(newer.url, newer.pid, estate));
    const unleash = findPostgres()
      ? await unleashSide(await databaseFor(site, "unleash"), node)
      : undefined;
    const three = { hoist: oursNewer, ...(unleash && { unleash: keep(unleash) }) };
    found.anewOn24 = await measure("anew", three);
    found.sameOn24 = await measure("same", three);
    found.knownOn24 = await measure("known", three);
    return found;
  } finally {
    await Promise.all([generator.end(), ...sides.map((side) => side.end())]);
    await site.close();
  }
}

async function measured(
  generator: Child,
  { port, pids, ...requests }: Side,
  kind: Kind,
  seconds: number,
): Promise<Figure> {
  const statuses = [kind === "known" ? 304 : 200];
  const order: Order = { port, connections, seconds, requests: requests[kind], statuses };
  const before = processorSeconds(pids);
  const result = await generator.ask<Result>(order);
  const spent = processorSeconds(pids) - before;
  return {
    perSecond: result.answers / result.seconds,
    ...{ p50: result.p50, p99: result.p99 },
    cpu: (spent * 1e6) / result.answers,
    busy: spent / result.seconds,
    memory: residentBytes(pids),
  };
}
