import { EventEmitter } from "node:events";
import type { Side, World } from "@/bench/evaluate";
import { loadPeer, peerVersion } from "@/bench/peers";

/** The libraries of others with the same rule and the same share, as each has them; without those that are not installed. */
export function peerSides(world: World): Record<string, Side> {
  return {
    ...(peerVersion("@growthbook/growthbook") && { growthbook: growthBook(world) }),
    ...(peerVersion("unleash-client") && { unleash: unleash(world) }),
  };
}

type GrowthBook = {
  GrowthBookClient: new () => {
    initSync(options: object): void;
    isOn(key: string, context: object): boolean;
    createScopedInstance(context: object): { isOn(key: string): boolean };
  };
};

function growthBook({ keys, plans, countries, attributes, share }: World): Side {
  const { GrowthBookClient } = loadPeer<GrowthBook>("@growthbook/growthbook");
  const client = new GrowthBookClient();
  const condition = { plan: { $in: plans }, country: { $in: countries } };
  const rule = (seed: string) => ({
    condition,
    force: true,
    coverage: share,
    hashAttribute: "id",
    seed,
  });
  const features = keys.map((key) => [key, { defaultValue: false, rules: [rule(key)] }]);
  client.initSync({ payload: { features: Object.fromEntries(features) } });
  const contextOf = (id: string) => ({ attributes: { id, ...attributes } });
  return {
    one: (at, user) => client.isOn(keys[at] ?? "", contextOf(user)),
    all(user) {
      const scoped = client.createScopedInstance(contextOf(user));
      return keys.filter((key) => scoped.isOn(key)).length;
    },
  };
}

type UnleashClient = {
  Unleash: new (
    options: object,
  ) => EventEmitter & { isEnabled(name: string, context: object): boolean };
};

function unleash(world: World): Side {
  const { Unleash } = loadPeer<UnleashClient>("unleash-client");
  const repository = new Flags(world);
  const options = { appName: "bench", url: "http://127.0.0.1:1", disableMetrics: true };
  const client = new Unleash({ ...options, repository, skipInstanceCountWarning: true });
  client.on("error", () => {});
  repository.emit("ready");
  const { keys, attributes } = world;
  const contextOf = (userId: string) => ({ userId, properties: { ...attributes } });
  return {
    one: (at, user) => client.isEnabled(keys[at] ?? "", contextOf(user)),
    all(user) {
      const context = contextOf(user);
      return keys.filter((key) => client.isEnabled(key, context)).length;
    },
  };
}

/** Stands where the library keeps what it has fetched from a server. */
class Flags extends EventEmitter {
  readonly #flags: Map<string, object>;
  readonly #segment: object;

  constructor({ keys, plans, countries, share }: World) {
    super();
    const among = (contextName: string, values: string[]) => ({
      contextName,
      operator: "IN",
      values,
      inverted: false,
      caseInsensitive: false,
    });
    const constraints = [among("plan", plans), among("country", countries)];
    this.#segment = { id: 1, name: "paying-europe", constraints };
    const strategy = (groupId: string) => ({
      ...{ name: "flexibleRollout", segments: [1], constraints: [] },
      parameters: { rollout: String(share * 100), stickiness: "userId", groupId },
    });
    const flag = (name: string) => ({
      name,
      enabled: true,
      strategies: [strategy(name)],
      variants: [],
    });
    this.#flags = new Map(keys.map((key) => [key, flag(key)]));
  }

  getToggle = (name: string) => this.#flags.get(name);
  getToggles = () => [...this.#flags.values()];
  getTogglesWithSegmentData = () => this.getToggles();
  getSegment = () => this.#segment;
  start = async () => {};
  stop = () => {};
}
