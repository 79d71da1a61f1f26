import { type Api, must } from "./api.ts";
import { catalogue } from "./catalogue.ts";
import type { Random } from "./random.ts";

export type MadeFlag = { key: string; variants: string[] };

const booleans = ["on", "off"];

/** Makes every flag of the catalogue, each by one of the creators, and switches them as a running product has them. */
export async function makeFlags(
  creators: readonly Api[],
  random: Random,
  project: string,
): Promise<MadeFlag[]> {
  const flags: MadeFlag[] = [];
  for (const { key, name, description, tags, type, variants } of catalogue) {
    const creator = creators[random.below(creators.length)] as Api;
    const body = { key, name, description, tags, type, ...(variants ? { variants } : {}) };
    await must(
      creator,
      [201, 409],
      "POST",
      `/projects/${project}/flags`,
      body,
      `Planned for ${tags[0]}`,
    );
    const switched = [
      ["development", 0.9],
      ["staging", 0.7],
      ["production", 0.45],
    ] as const;
    for (const [environment, probability] of switched) {
      if (!random.chance(probability)) continue;
      const path = `/projects/${project}/flags/${key}/environments/${environment}`;
      await must(creator, [200], "PATCH", path, { enabled: true });
    }
    if (random.chance(0.05)) {
      const path = `/projects/${project}/flags/${key}/environments/production`;
      await must(
        creator,
        [200],
        "PATCH",
        path,
        { killed: true },
        "Error rate rose after the release",
      );
    }
    flags.push({ key, variants: variants?.map((variant) => variant.key) ?? booleans });
  }
  return flags;
}
