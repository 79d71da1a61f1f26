import type { Exposure, Serve } from "@/lib/evaluation/state";

/** A sentence in parts: our own words, and names that people gave. */
export type Words = (string | { name: string })[];

/** How times and segments are told: to a reader in their own zone, in the log in UTC. */
export type Voice = {
  time: (iso: string) => string;
  segment?: (key: string) => string;
};

const whole = 100_000;

/** "12.5 %" of thousandths of a percent. */
export function percent(weight: number): string {
  return `${Number((weight / 1000).toFixed(3))} %`;
}

/** "serve on to 25 %", "serve 50 % blue and 50 % red" */
export function serveWords(serve: Serve, voice: Voice): Words {
  if ("variant" in serve) return ["serve ", { name: serve.variant }];
  const only = serve.split.find(({ weight }) => weight === whole);
  const what: Words = only ? [{ name: only.variant }] : sharesOf(serve.split);
  const divided = !only || serve.exposure !== undefined;
  const by: Words =
    divided && serve.by !== "targetingKey" ? [", divided by ", { name: serve.by }] : [];
  return ["serve ", ...what, ...shareWords(serve.exposure, voice), ...by];
}

/** The share of a serve of one variant that does not change by time; null for any other. */
export function fixedShare(serve: Serve): { variant: string; weight: number } | null {
  if ("variant" in serve) return { variant: serve.variant, weight: whole };
  const only = serve.split.find(({ weight }) => weight === whole);
  if (!only || Array.isArray(serve.exposure) || serve.by !== "targetingKey") return null;
  return { variant: only.variant, weight: serve.exposure ?? whole };
}

function sharesOf(split: { variant: string; weight: number }[]): Words {
  return joined(
    split
      .filter(({ weight }) => weight > 0)
      .map(({ variant, weight }) => [`${percent(weight)} `, { name: variant }]),
    "and",
  );
}

function shareWords(exposure: Exposure | undefined, voice: Voice): Words {
  if (exposure === undefined) return [];
  if (!Array.isArray(exposure)) return [` to ${percent(exposure)}`];
  const steps = exposure.map(({ at, weight }) => {
    const whom = weight === whole ? "everybody" : percent(weight);
    return `to ${whom} from ${voice.time(at)}`;
  });
  return steps.length === 0 ? [" to nobody"] : [` ${steps.join(", ")}`];
}

/** "a", "a and b", "a, b and c" */
export function joined(parts: Words[], word: "and" | "or" | "nor"): Words {
  return parts.flatMap((part, index) => {
    if (index === 0) return part;
    return [index === parts.length - 1 ? ` ${word} ` : ", ", ...part];
  });
}

/** As plain text, names marked off by quotes. */
export function textOf(words: Words): string {
  return words.map((word) => (typeof word === "string" ? word : `“${word.name}”`)).join("");
}
