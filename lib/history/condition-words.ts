import type { Condition, Json, Rule } from "@/lib/evaluation/state";
import { joined, serveWords, type Voice, type Words } from "@/lib/history/serve-words";

type Form = { one: string; many?: string; not: string; notMany?: string; neither?: string };

/**
 * How each operator reads before its value, plain and negated. `many`: before the values as a list of their own; `neither`:
 * in a sentence, where they end with "nor".
 */
const forms: Record<string, Form> = {
  eq: { one: "is", many: "is one of", not: "is not", notMany: "is none of", neither: "is neither" },
  in: { one: "is", many: "is one of", not: "is not", notMany: "is none of", neither: "is neither" },
  contains: {
    one: "contains",
    many: "contains one of",
    not: "does not contain",
    notMany: "contains none of",
    neither: "contains neither",
  },
  startsWith: {
    one: "starts with",
    many: "starts with one of",
    not: "does not start with",
    notMany: "starts with none of",
    neither: "starts with neither",
  },
  endsWith: {
    one: "ends with",
    many: "ends with one of",
    not: "does not end with",
    notMany: "ends with none of",
    neither: "ends with neither",
  },
  matches: {
    one: "matches the pattern",
    many: "matches one of the patterns",
    not: "does not match the pattern",
    notMany: "matches none of the patterns",
    neither: "matches neither the pattern",
  },
  lt: { one: "is less than", not: "is not less than" },
  lte: { one: "is at most", not: "is not at most" },
  gt: { one: "is more than", not: "is not more than" },
  gte: { one: "is at least", not: "is not at least" },
  before: { one: "is before", not: "is not before" },
  after: { one: "is after", not: "is not after" },
  semverEq: { one: "is version", not: "is not version" },
  semverLt: { one: "is a version before", not: "is not a version before" },
  semverLte: { one: "is at most version", not: "is not at most version" },
  semverGt: { one: "is a version after", not: "is not a version after" },
  semverGte: { one: "is at least version", not: "is not at least version" },
  cidr: {
    one: "is in the network",
    many: "is in one of the networks",
    not: "is not in the network",
    notMany: "is in none of the networks",
    neither: "is in neither the network",
  },
  exists: { one: "is known", not: "is not known" },
};

/** "is one of" for `in` with several values. */
export function operatorWords(op: string, negated: boolean, count: number): string {
  const form = forms[op];
  if (!form) return negated ? `is not ${op}` : `is ${op}`;
  if (count > 1) return (negated ? form.notMany : form.many) ?? (negated ? form.not : form.one);
  return negated ? form.not : form.one;
}

/** "plan is pro or team and the user is in Europe"; [] where nothing is asked. */
export function conditionWords(condition: Condition, voice: Voice, nested = false): Words {
  if ("not" in condition) return negatedWords(condition.not, voice);
  if ("all" in condition) return group(condition.all, "and", voice, nested);
  if ("any" in condition) {
    return condition.any.length === 0 ? ["never"] : group(condition.any, "or", voice, nested);
  }
  if ("segment" in condition) return ["the user is in ", segmentName(condition.segment, voice)];
  return attributeWords(condition, false, voice);
}

/** "If plan is pro, serve on to 25 %." with its time in front. */
export function ruleWords(rule: Rule, voice: Voice): Words {
  const asked = conditionWords(rule.when, voice);
  const time = timeWords(rule, voice);
  const lead: Words = [];
  if (time) lead.push(`${time}, `);
  if (asked.length > 0) lead.push(time ? "if " : "If ", ...asked, ", ");
  else lead.push(time ? "for everybody, " : "For everybody, ");
  return [...lead, ...serveWords(rule.serve, voice), "."];
}

/** "From 3 December until 5 December"; "" for a rule that is always in time. */
export function timeWords({ startsAt, endsAt }: Rule, { time }: Voice): string {
  if (startsAt && endsAt) return `From ${time(startsAt)} until ${time(endsAt)}`;
  if (startsAt) return `From ${time(startsAt)}`;
  return endsAt ? `Until ${time(endsAt)}` : "";
}

function negatedWords(condition: Condition, voice: Voice): Words {
  if ("segment" in condition) return ["the user is not in ", segmentName(condition.segment, voice)];
  if ("attribute" in condition) return attributeWords(condition, true, voice);
  if ("not" in condition) return conditionWords(condition.not, voice, true);
  return ["not ", ...bracketed(conditionWords(condition, voice))];
}

function group(parts: Condition[], word: "and" | "or", voice: Voice, nested: boolean): Words {
  const told = parts
    .map((part) => conditionWords(part, voice, parts.length > 1))
    .filter((words) => words.length > 0);
  const words = parts.some(isListed) ? apart(told, word) : joined(told, word);
  return nested && told.length > 1 ? bracketed(words) : words;
}

/** Whether it reads as a list, whose commas are not to run into others. */
function isListed(condition: Condition): boolean {
  if ("not" in condition) return isListed(condition.not);
  return "attribute" in condition && condition.values.length > 1;
}

/** "a and b", "a, and b, and c" */
function apart(parts: Words[], word: "and" | "or"): Words {
  const between = parts.length > 2 ? `, ${word} ` : ` ${word} `;
  return parts.flatMap((part, index) => (index === 0 ? part : [between, ...part]));
}

function bracketed(words: Words): Words {
  return ["(", ...words, ")"];
}

function segmentName(key: string, { segment }: Voice): { name: string } {
  return { name: segment?.(key) ?? key };
}

function attributeWords(
  { attribute, op, values }: { attribute: string; op: string; values: Json[] },
  negated: boolean,
  voice: Voice,
): Words {
  const told = values.map((value): Words => [{ name: valueName(op, value, voice) }]);
  const neither = negated && values.length > 1 ? forms[op]?.neither : undefined;
  const verb = neither ?? operatorWords(op, negated, 1);
  const list = joined(told, negated ? "nor" : "or");
  return [{ name: attribute }, ` ${verb}`, ...(list.length > 0 ? [" ", ...list] : [])];
}

function valueName(op: string, value: Json, { time }: Voice): string {
  if (typeof value !== "string") return JSON.stringify(value);
  const instant = (op === "before" || op === "after") && !Number.isNaN(Date.parse(value));
  return instant ? time(value) : value;
}
