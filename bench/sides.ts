import { Child } from "@/bench/child";
import { type Estate, flagKeys, plans, share } from "@/bench/estate";
import { cut, get, placeholder } from "@/bench/load/order";
import { peerVersion } from "@/bench/peers";
import type { Plain } from "@/bench/plain/server";

/** A server that can be asked for the flags of somebody. */
export type Side = {
  port: number;
  /** Who answers. */
  pids: number[];
  /** Requests for the same user every time, for the same with what is known already, and for another one each time. */
  same: [string][];
  known: [string][];
  anew: [string, string][];
  end(): Promise<void>;
};

const contexts = [{ plan: "pro" }, { plan: "free" }];
const query = (context: object) => `&context=${encodeURIComponent(JSON.stringify(context))}`;
const somebody = "/api/flags?targetingKey=u-17";
const plainText = { "accept-encoding": "identity" };

/** A Hoist that runs already. */
export async function hoistSide(url: string, pid: number, { key }: Estate): Promise<Side> {
  const authorization = { authorization: `Bearer ${key}` };
  const answer = await fetch(`${url}${somebody}`, { headers: { ...authorization, ...plainText } });
  const etag = answer.headers.get("etag") ?? "";
  return {
    port: Number(new URL(url).port),
    pids: [pid],
    same: [[get(somebody, authorization)]],
    known: [[get(somebody, { ...authorization, "if-none-match": etag })]],
    anew: anew("/api/flags?targetingKey=", query, authorization),
    end: async () => {},
  };
}

/** Plain node:http that answers what this Hoist answers, byte for byte. Throws when it does not. */
export async function plainSide(url: string, estate: Estate, node?: string): Promise<Side> {
  const hoist = await hoistSide(url, 0, estate);
  const headers = { authorization: `Bearer ${estate.key}` };
  const answer = await fetch(`${url}${somebody}`, { headers: { ...headers, ...plainText } });
  const sent = Object.fromEntries(
    [...answer.headers].filter(([name]) => !["date", "connection", "keep-alive"].includes(name)),
  );
  const plain: Plain = { headers: sent, body: await answer.text(), ...piecesOf(estate) };
  const child = new Child("plain/server.ts", { node });
  const { port } = await child.ask<{ port: number }>(plain);
  for (const [at, context] of contexts.entries()) {
    const path = `/api/flags?targetingKey=u-${at}-x${query(context)}`;
    const [ours, theirs] = await Promise.all(
      [url, `http://127.0.0.1:${port}`].map(async (base) =>
        (await fetch(base + path, { headers })).text(),
      ),
    );
    if (ours !== theirs) throw new Error(`Hoist and plain node:http disagree: ${ours} ${theirs}`);
  }
  return { ...hoist, port, pids: [child.pid], end: () => child.end() };
}

/** Unleash with comparable flags; undefined when it is not installed. */
export async function unleashSide(databaseUrl: string, node: string): Promise<Side | undefined> {
  if (!peerVersion("unleash-server")) return undefined;
  const [admin, frontend] = ["*:*.bench-admin", "default:development.bench-frontend"];
  const child = new Child("peers/unleash.mjs", { node, given: [databaseUrl, admin, frontend] });
  const { port } = await child.next<{ port: number }>();
  const base = `http://127.0.0.1:${port}/api`;
  await fillUnleash(`${base}/admin/projects/default/features`, admin);
  const authorization = { authorization: frontend };
  const somebody = "/api/frontend?userId=u-17";
  const until = performance.now() + 30_000;
  while ((await count(`${base}/frontend?userId=u&properties[plan]=pro`, authorization)) < 100)
    if (performance.now() > until) throw new Error("Unleash does not answer with its flags.");
  const { headers } = await fetch(`http://127.0.0.1:${port}${somebody}`, {
    headers: authorization,
  });
  const known = { ...authorization, "if-none-match": headers.get("etag") ?? "" };
  const properties = ({ plan }: { plan: string }) => `&properties[plan]=${plan}`;
  return {
    ...{ port, pids: [child.pid] },
    same: [[get(somebody, authorization)]],
    known: [[get(somebody, known)]],
    anew: anew("/api/frontend?userId=", properties, authorization),
    end: () => child.end(),
  };
}

function anew(
  before: string,
  after: (context: { plan: string }) => string,
  headers: Record<string, string>,
): [string, string][] {
  return contexts.map((context) => cut(get(`${before}u-${placeholder}${after(context)}`, headers)));
}

function piecesOf({ salts }: Estate): Pick<Plain, "before" | "after" | "flags"> {
  const piece = (key: string, isOn: boolean, reason: string) => {
    const variant = isOn ? "on" : "off";
    return `"${key}":${JSON.stringify({ enabled: isOn, value: isOn, variant, reason })}`;
  };
  return {
    before: `{"environment":"production","flags":{`,
    after: "}}",
    flags: flagKeys().map((key) => ({
      salt: salts.get(key) ?? "",
      matched: piece(key, true, "TARGETING_MATCH"),
      on: piece(key, true, "SPLIT"),
      off: piece(key, false, "SPLIT"),
    })),
  };
}

/** The same rule and the same share, as Unleash has them: any strategy that fits turns a flag on. */
async function fillUnleash(features: string, authorization: string): Promise<void> {
  const post = async (path: string, body: object = {}) => {
    const headers = { authorization, "content-type": "application/json" };
    const answer = await fetch(`${features}${path}`, {
      ...{ method: "POST", headers, body: JSON.stringify(body) },
    });
    if (!answer.ok) throw new Error(`Unleash ${path}: ${answer.status} ${await answer.text()}`);
  };
  const rule = { contextName: "plan", operator: "IN", values: plans };
  for (const name of flagKeys()) {
    const strategies = `/${name}/environments/development/strategies`;
    const parameters = { rollout: String(share / 1_000), stickiness: "userId", groupId: name };
    await post("", { name, type: "release" });
    await post(strategies, { name: "default", constraints: [rule] });
    await post(strategies, { name: "flexibleRollout", parameters });
    await post(`/${name}/environments/development/on`);
  }
}

async function count(url: string, headers: Record<string, string>): Promise<number> {
  const answer = await fetch(url, { headers });
  const { toggles = [] } = (await answer.json()) as { toggles?: unknown[] };
  return toggles.length;
}
