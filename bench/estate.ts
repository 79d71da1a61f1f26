import { type Api, firstAccount } from "@/server/system/client";
import type { Hoist } from "@/server/system/harness";

export const flagCount = 100;
export const plans = ["pro", "team"];
export const share = 25_000;

/** Flags as they are while something is rolled out: a rule for who pays, a split for everybody else. */
const state = {
  enabled: true,
  rules: [{ when: { attribute: "plan", op: "in", values: plans }, serve: { variant: "on" } }],
  fallthrough: {
    split: [
      { variant: "on", weight: share },
      { variant: "off", weight: 100_000 - share },
    ],
    by: "targetingKey",
  },
};

export type Estate = { api: Api; key: string; salts: Map<string, string> };

/** Makes the first account, the flags in production and a client key for them. */
export async function furnish(hoist: Hoist): Promise<Estate> {
  const api = await firstAccount(hoist);
  const salts = new Map<string, string>();
  for (const key of flagKeys()) {
    const flag = await api.must("POST", "/projects/default/flags", { key });
    salts.set(key, String(flag.salt));
    await api.must("PATCH", `/projects/default/flags/${key}/environments/production`, state);
  }
  return { api, key: (await api.key("client")).token, salts };
}

/** In the order in which they are answered. */
export function flagKeys(): string[] {
  return Array.from({ length: flagCount }, (_, at) => `flag-${String(at).padStart(2, "0")}`);
}
