import type { Condition, Exposure, Rule, Serve, Weight } from "@/lib/evaluation/state";
import type { Plan } from "@/lib/history/state-changes";
import { conditionProblems } from "./conditions";
import { whole } from "./weights";

/** Members of a plan that are chosen between as a whole when two people changed them. */
export const planParts = ["prerequisites", "rules", "fallthrough", "offVariant"] as const;
export type PlanPart = (typeof planParts)[number];

export function planOf({ offVariant, prerequisites, rules, fallthrough }: Plan): Plan {
  return { offVariant, prerequisites, rules, fallthrough };
}

/** A rule as one starts with: one condition to fill in, served to everybody it holds for. */
export function newRule(variant: string, id = randomId()): Rule {
  const when: Condition = { all: [newCondition()] };
  return { id, name: "", startsAt: null, endsAt: null, when, serve: { variant } };
}

export function newCondition(): Condition {
  return { attribute: "", op: "in", values: [] };
}

/** A copy of a rule, under an id of its own. */
export function copied(rule: Rule, id = randomId()): Rule {
  return { ...structuredClone(rule), id, name: rule.name === "" ? "" : `${rule.name} (copy)` };
}

/** Not crypto.randomUUID: that is missing where the console is open without TLS. */
function randomId(): string {
  return `r-${Array.from({ length: 10 }, () => Math.floor(Math.random() * 36).toString(36)).join("")}`;
}

/** The list with one entry elsewhere. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

/** A serve in the terms in which it is edited. */
export type Serving = { split: Weight[]; by: string; exposure: Exposure | null };

export function servingOf(serve: Serve): Serving {
  if ("split" in serve) return { ...serve, exposure: serve.exposure ?? null };
  return { split: [{ variant: serve.variant, weight: whole }], by: "targetingKey", exposure: null };
}

/** One variant for everybody is a variant; everything else a split. */
export function serveOf({ split, by, exposure }: Serving): Serve {
  const [only] = split;
  if (only && split.length === 1 && exposure === null && by === "targetingKey")
    return { variant: only.variant };
  return exposure === null ? { split, by } : { split, by, exposure };
}

export type Problem = { rule: string | null; message: string };

/** What must be mended before a plan can be saved. `rule`: the id of the rule it is in. */
export function planProblems(plan: Plan): Problem[] {
  return [
    ...plan.prerequisites.flatMap(({ flag, variants }) =>
      variants.length > 0
        ? []
        : [{ rule: null, message: `Say what ${flag} must serve, or remove it.` }],
    ),
    ...plan.rules.flatMap((rule) =>
      [...conditionProblems(rule.when), ...timeProblems(rule), ...serveProblems(rule.serve)].map(
        (message) => ({ rule: rule.id, message }),
      ),
    ),
    ...serveProblems(plan.fallthrough).map((message) => ({ rule: null, message })),
  ];
}

function timeProblems({ startsAt, endsAt }: Rule): string[] {
  return startsAt && endsAt && startsAt >= endsAt ? ["A rule ends after it starts."] : [];
}

export function serveProblems(serve: Serve): string[] {
  if ("variant" in serve) return [];
  const twice = serve.split.some(
    ({ variant }, index) => serve.split.findIndex((other) => other.variant === variant) < index,
  );
  return [
    ...(twice ? ["A variant stands in the split twice."] : []),
    ...(serve.by === "" ? ["Say what to divide users by."] : []),
    ...stepProblems(serve.exposure),
  ];
}

function stepProblems(exposure: Exposure | undefined): string[] {
  if (!Array.isArray(exposure)) return [];
  if (exposure.length === 0) return ["Add a step."];
  if (exposure.some(({ at }) => at === "")) return ["Every step has a time."];
  const pairs = exposure.slice(1).map((step, index) => [exposure[index], step] as const);
  return [
    ...(pairs.some(([before, after]) => before && before.at >= after.at)
      ? ["Each step is later than the one before."]
      : []),
    ...(pairs.some(([before, after]) => before && before.weight > after.weight)
      ? ["A share never shrinks over time: who has it keeps it."]
      : []),
  ];
}
