import type { Prerequisite, Rule, Serve, StateDocument } from "@/lib/evaluation/state";
import { conditionWords, ruleWords, timeWords } from "@/lib/history/condition-words";
import {
  fixedShare,
  joined,
  percent,
  serveWords,
  type Voice,
  type Words,
} from "@/lib/history/serve-words";

/** What is served to whom: all of a state but its switches. */
export type Plan = Pick<StateDocument, "offVariant" | "prerequisites" | "rules" | "fallthrough">;

/** What differs between two plans, one part of a sentence each: "25 % → 50 % of everybody else". */
export function planChanges(before: Plan, after: Plan, voice: Voice): Words[] {
  return [
    ...prerequisiteChanges(before.prerequisites, after.prerequisites),
    ...ruleChanges(before.rules, after.rules, voice),
    ...fallthroughChange(before, after, voice),
    ...offChange(before, after),
  ];
}

function prerequisiteChanges(before: Prerequisite[], after: Prerequisite[]): Words[] {
  const flags = [...new Set([...before, ...after].map(({ flag }) => flag))];
  return flags.flatMap((flag): Words[] => {
    const old = before.find((each) => each.flag === flag);
    const now = after.find((each) => each.flag === flag);
    if (same(old, now)) return [];
    if (!now) return [["no longer needs ", { name: flag }]];
    const variants = joined(
      now.variants.map((name) => [{ name }]),
      "or",
    );
    return [[old ? "now needs " : "needs ", { name: flag }, " to serve ", ...variants]];
  });
}

function ruleChanges(before: Rule[], after: Rule[], voice: Voice): Words[] {
  const old = new Map(before.map((rule) => [rule.id, rule]));
  const now = new Map(after.map((rule) => [rule.id, rule]));
  const changes: Words[] = [];
  for (const rule of before)
    if (!now.has(rule.id)) changes.push(["removes the rule ", ...called(rule, voice)]);
  for (const [index, rule] of after.entries()) {
    const former = old.get(rule.id);
    if (former) changes.push(...oneRule(former, rule, voice));
    else changes.push([`new rule ${index + 1}: `, ...named(rule), ...ruleWords(rule, voice)]);
  }
  const kept = (rules: Rule[], others: Map<string, Rule>) =>
    rules.flatMap(({ id }) => (others.has(id) ? [id] : []));
  if (!same(kept(before, now), kept(after, old))) {
    const order = after.map((rule): Words => called(rule, voice));
    changes.push(["another order of rules: ", ...joined(order, "and")]);
  }
  return changes;
}

function oneRule(before: Rule, after: Rule, voice: Voice): Words[] {
  if (same(before, after)) return [];
  const lead: Words = ["rule ", ...called(before, voice), ": "];
  const changes: Words[] = [];
  if (before.name !== after.name)
    changes.push(
      after.name === "" ? ["no name any more"] : ["is called ", { name: after.name }, " now"],
    );
  if (!same(before.when, after.when)) {
    const asked = conditionWords(after.when, voice);
    changes.push(asked.length === 0 ? ["now for everybody"] : ["now if ", ...asked]);
  }
  if (before.startsAt !== after.startsAt || before.endsAt !== after.endsAt) {
    const time = timeWords(after, voice);
    changes.push([
      time === "" ? "at any time" : time.replace(/^./, (letter) => letter.toLowerCase()),
    ]);
  }
  if (!same(before.serve, after.serve)) changes.push(serveChange(before.serve, after.serve, voice));
  return changes.map((change) => [...lead, ...change]);
}

/** "25 % → 50 %" where only the share differs. */
function serveChange(before: Serve, after: Serve, voice: Voice): Words {
  const [old, now] = [fixedShare(before), fixedShare(after)];
  if (old && now && old.variant === now.variant && old.weight !== now.weight)
    return [`${percent(old.weight)} → ${percent(now.weight)}`];
  return [...serveWords(before, voice), " → ", ...serveWords(after, voice)];
}

function fallthroughChange(before: Plan, after: Plan, voice: Voice): Words[] {
  if (same(before.fallthrough, after.fallthrough)) return [];
  const rest = after.rules.length > 0 ? "everybody else" : "everybody";
  if ("variant" in before.fallthrough && "variant" in after.fallthrough) {
    const [old, now] = [before.fallthrough.variant, after.fallthrough.variant];
    return [[`when on, ${rest} gets `, { name: now }, " instead of ", { name: old }]];
  }
  const change = serveChange(before.fallthrough, after.fallthrough, voice);
  const [first, ...others] = change;
  if (typeof first === "string" && others.length === 0) return [[`${first} of ${rest}`]];
  return [[`${rest}: `, ...change]];
}

function offChange(before: Plan, after: Plan): Words[] {
  const [old, now] = [before.offVariant, after.offVariant];
  if (old === now) return [];
  return [["when off, everybody gets ", { name: now }, " instead of ", { name: old }]];
}

function called(rule: Rule, voice: Voice): Words {
  if (rule.name !== "") return [{ name: rule.name }];
  const asked = conditionWords(rule.when, voice);
  return asked.length === 0 ? ["for everybody"] : ["(if ", ...asked, ")"];
}

function named({ name }: Rule): Words {
  return name === "" ? [] : [{ name }, ": "];
}

/** The order of members does not count: a document may come back from the database in another one. */
export function same(one: unknown, other: unknown): boolean {
  return sorted(one) === sorted(other);
}

function sorted(value: unknown): string {
  return (
    JSON.stringify(value, (_key, member) =>
      typeof member === "object" && member !== null && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
        : member,
    ) ?? ""
  );
}
