import { parseInstant } from "@/lib/evaluation/instant";
import type { Condition, Json, SegmentDocument } from "@/lib/evaluation/state";
import { parseVersion } from "@/lib/evaluation/version";
import {
  all,
  any,
  attributeOf,
  is,
  isAmong,
  isIn,
  isList,
  isNumber,
  isText,
  isThere,
  type Logic,
  not,
  targetingKey,
} from "./flagd-logic";

/** flagd has no words for this. The message says for what. */
export class CannotExport extends Error {}

type Segments = { get(key: string): SegmentDocument | undefined };
const deepestSegment = 32;

/** Whether a condition holds, in JsonLogic. Segments stand written out. Throws CannotExport. */
export function logicOf(condition: Condition, segments: Segments, depth = 0): Logic {
  const inner = (part: Condition) => logicOf(part, segments, depth);
  if ("all" in condition) return all(condition.all.map(inner));
  if ("any" in condition) return any(condition.any.map(inner));
  if ("not" in condition) return not(inner(condition.not));
  if ("segment" in condition) return membership(condition.segment, segments, depth + 1);
  const { attribute, op, values } = condition;
  const value = readable(attribute);
  const asked = operation(value, op, values);
  // An empty targeting key counts as missing.
  return attribute === "targetingKey" ? all([not(is(value, "")), asked]) : asked;
}

function membership(key: string, segments: Segments, depth: number): Logic {
  const segment = segments.get(key);
  if (!segment) throw new CannotExport(`the unknown segment ${key}`);
  if (depth > deepestSegment)
    throw new CannotExport(`the segment ${key}, which is nested too deep`);
  const { included, excluded, conditions } = segment;
  return all([
    not(isAmong(targetingKey, excluded)),
    any([isAmong(targetingKey, included), logicOf(conditions, segments, depth)]),
  ]);
}

/** The value of an attribute, unless its path would lead flagd to something of JavaScript's own. */
function readable(attribute: string): Logic {
  if (attribute === "targetingKey") return targetingKey;
  const [first = "", ...rest] = attribute.split(".");
  const isOdd =
    /[\\/]/.test(attribute) ||
    [first, ...rest].some((step) => step === "" || step in Object.prototype) ||
    rest.some((step) => step === "length" || /^\d+$/.test(step)) ||
    first === "$flagd";
  if (isOdd) throw new CannotExport(`the attribute ${attribute}`);
  return attributeOf(attribute);
}

const comparisons: { [op: string]: string } = { lt: "<", lte: "<=", gt: ">", gte: ">=" };
const versions: { [op: string]: string } = {
  ...{ semverEq: "=", semverLt: "<", semverLte: "<=", semverGt: ">", semverGte: ">=" },
};

function operation(value: Logic, op: string, values: Json[]): Logic {
  const texts = values.filter((one) => typeof one === "string");
  const comparison = comparisons[op];
  if (comparison !== undefined)
    return all([isNumber(value), { [comparison]: [value, values[0] ?? null] }]);
  const order = versions[op];
  if (order !== undefined)
    return all([
      isText(value),
      any(values.map((bound) => ({ sem_ver: [value, order, versionText(bound)] }))),
    ]);
  switch (op) {
    case "exists":
      return isThere(value);
    case "eq":
    case "in":
      return isAmong(value, values);
    case "startsWith":
      return any(texts.map((text) => ({ starts_with: [value, text] })));
    case "endsWith":
      return any(texts.map((text) => ({ ends_with: [value, text] })));
    case "contains":
      return any([
        texts.length === 0
          ? false
          : // The empty text is a part of each, to flagd of none that is empty itself.
            all([isText(value), texts.includes("") || any(texts.map((text) => isIn(text, value)))]),
        all([isList(value), any(values.map((member) => isIn(member, value)))]),
      ]);
    default:
      throw new CannotExport(`the operator ${op}`);
  }
}

/** In full: flagd's schema takes no short forms. */
function versionText(bound: Json): string {
  const version = typeof bound === "string" ? parseVersion(bound) : null;
  if (version === null) throw new CannotExport("a version that is none");
  const { major, minor, patch, prerelease } = version;
  return `${major}.${minor}.${patch}${prerelease === null ? "" : `-${prerelease.join(".")}`}`;
}

/** Epoch milliseconds. Throws CannotExport. */
export function instantOf(text: string): number {
  const instant = parseInstant(text);
  if (instant === null) throw new CannotExport("a time that is none");
  return instant;
}
