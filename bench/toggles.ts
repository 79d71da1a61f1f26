import { Child } from "@/bench/child";
import { databaseFor } from "@/bench/databases";
import { type Estate, furnish } from "@/bench/estate";
import { Connection } from "@/bench/load/connection";
import { cut, digits, type Order, placeholder, type Result, send } from "@/bench/load/order";
import { interleaved, seconds } from "@/bench/rounds";
import type { Toggled, ToggleOrder } from "@/bench/toggles/order";
import { startParse } from "@/bench/toggles/parse";
import { Subscriber } from "@/bench/toggles/subscriber";
import type { Hoist } from "@/server/system/harness";
import { Site } from "@/server/system/site";

const writers = 16;
const people = 999;
const toggles = "/api/v1/projects/default/flags/flag-00/environments/production/toggles";

type Requests = [string, string][];
type OneByOne = { requests: Requests; turn: number };

/** Of each round: toggles with their audit rows a second. */
export type Changes = Record<string, number[]>;
/** Of each round: milliseconds from the write to the event. */
export type Waits = Record<string, { p50: number; p99: number }[]>;

/**
 * Toggles with their audit rows, by the mutation in a process of its own, over Hoist's REST API, and by Parse Server; and how
 * long each takes to reach a subscriber. All on one PostgreSQL.
 */
export async function measureToggles(): Promise<{ changes: Changes; waits: Waits }> {
  const site = await Site.open("PostgreSQL");
  const generator = new Child("load/process.ts");
  const children: { end(): Promise<void> }[] = [generator];
  try {
    const hoist = await site.start();
    const estate = await furnish(hoist);
    process.env.DATABASE_URL = site.databaseUrl;
    const mutation = new Child("toggles/process.ts");
    children.push(mutation);
    await mutation.next();
    const parse = await startParse(await databaseFor(site, "parse"));
    if (parse) children.push(parse);

    const rest = requestsFor(estate, "rest");
    const load = async (port: number, requests: Requests, each: number) => {
      const order: Order = { port, requests, seconds, connections: writers, statuses: [200, 201] };
      const { answers, seconds: took } = await generator.ask<Result>(order);
      return answers / each / took;
    };
    const byMutation = async (first: boolean) => {
      const order: ToggleOrder = { seconds, writers, first };
      const toggled = await mutation.ask<Toggled>(order);
      return toggled.changes / toggled.seconds;
    };
    const changes = await interleaved<string, number>({
      mutation: () => byMutation(false),
      first: () => byMutation(true),
      rest: () => load(portOf(hoist), rest, 1),
      ...(parse && { parse: () => load(parse.port, parse.changes, 2) }),
    });

    const overRest = { requests: requestsFor(estate, "wait"), turn: 0 };
    const overParse = { requests: parse?.toggles ?? [], turn: 0 };
    const subscribe = { port: portOf(hoist), key: estate.key };
    const waitsByMutation = async (first: boolean) => {
      const order: ToggleOrder = { seconds, writers: 1, first, subscribe };
      return percentiles((await mutation.ask<Toggled>(order)).waits);
    };
    const waits = await interleaved<string, Waits[string][number]>({
      mutation: () => waitsByMutation(false),
      first: () => waitsByMutation(true),
      rest: () => waitsOverRest(subscribe, overRest),
      ...(parse && { parse: () => waitsOf(parse.port, overParse, () => parse.next()) }),
    });
    return { changes, waits };
  } finally {
    delete process.env.DATABASE_URL;
    await Promise.all(children.map((child) => child.end()));
    await site.close();
  }
}

async function waitsOverRest(subscribe: { port: number; key: string }, one: OneByOne) {
  const subscriber = await Subscriber.open(subscribe.port, subscribe.key);
  try {
    return await waitsOf(subscribe.port, one, () => subscriber.next());
  } finally {
    subscriber.close();
  }
}

/** One write after the other over one connection: from its sending until the event is there. */
async function waitsOf(port: number, one: OneByOne, next: () => Promise<number>) {
  const connection = await Connection.open(port, () => {});
  const waits: number[] = [];
  const end = performance.now() + seconds * 1_000;
  while (performance.now() < end) {
    const request = (one.requests[one.turn++ % one.requests.length] ?? []).join(digits(one.turn));
    const since = performance.now();
    const event = next();
    const status = await new Promise<number>((resolve) => connection.ask(request, resolve));
    if (status > 201) throw new Error(`A write was answered with ${status}.`);
    waits.push((await event) - since);
  }
  connection.close();
  return percentiles(waits);
}

/**
 * On and off in turn, for an odd number of people: who is asked for again gets the other value than before. Each has another
 * reason as well, for what is the same already would not be written.
 */
function requestsFor({ api }: Estate, name: string): Requests {
  const headers = { authorization: `Bearer ${api.token}` };
  return Array.from({ length: 2 * people }, (_, at) => {
    const body = { enabled: at % 2 === 0, reason: placeholder };
    return cut(send("PUT", `${toggles}/${name}-${at % people}`, headers, body));
  });
}

function percentiles(waits: number[]): { p50: number; p99: number } {
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

function portOf({ url }: Hoist): number {
  return Number(new URL(url).port);
}
