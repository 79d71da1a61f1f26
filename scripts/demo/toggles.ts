import { type Api, must } from "./api.ts";
import type { MadeFlag } from "./flags.ts";
import type { Random } from "./random.ts";

const reasons = [
  "Reported a broken page, ticket 4{n}",
  "Asked for early access",
  "Part of the design partner group",
  "Load test of the new path",
  "Renewal is at risk, keeps the old flow",
  "Internal account, sees everything first",
  "Accessibility review until Friday",
  "Opted out by e-mail",
] as const;
const environments = ["production", "production", "production", "staging", "development"] as const;

/** Toggles single users, each flag by its creator. Ends are counted from the first of January 2030, so that a seed says it all. */
export async function makeToggles(
  creators: readonly Api[],
  random: Random,
  project: string,
  flags: readonly MadeFlag[],
  users: readonly string[],
  count: number,
): Promise<number> {
  const made = new Set<string>();
  while (made.size < count) {
    const flag = random.pick(flags);
    const path =
      `/projects/${project}/flags/${flag.key}/environments/${random.pick(environments)}` +
      `/toggles/${random.pick(users)}`;
    const day = String(1 + random.below(28)).padStart(2, "0");
    const body = {
      variant: random.pick(flag.variants),
      reason: random.pick(reasons).replace("{n}", String(100 + random.below(900))),
      ...(random.chance(0.3) ? { expiresAt: `2030-01-${day}T09:00:00.000Z` } : {}),
    };
    const creator = creators[random.below(creators.length)] as Api;
    await must(creator, [200, 201], "PUT", path, body);
    made.add(path);
  }
  return made.size;
}
