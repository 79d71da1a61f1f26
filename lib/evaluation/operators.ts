import { contains, parseAddress, parseBlock } from "./address";
import { parseInstant } from "./instant";
import { linearPattern } from "./pattern";
import type { Json } from "./state";
import { compareVersions, parseVersion, type Version } from "./version";

/** What a condition asks of an attribute's value. False for a value of another type, never an error. */
export type Test = (value: Json) => boolean;

export type Operator = {
  /** Throws an Error that says what is wrong with the values of a condition. */
  compile(values: readonly Json[]): Test;
  /** Whether a value is of the operator's type at all. For explanations: `compile`'s tests look themselves. */
  reads(value: Json): boolean;
};

const table: { readonly [name: string]: Operator } = {
  eq: { compile: oneOf, reads: isScalar },
  in: { compile: oneOf, reads: isScalar },
  contains: { compile: containing, reads: (value) => isText(value) || Array.isArray(value) },
  startsWith: texts((value, text) => value.startsWith(text)),
  endsWith: texts((value, text) => value.endsWith(text)),
  matches: { compile: matching, reads: isText },
  lt: numbers((value, bound) => value < bound),
  lte: numbers((value, bound) => value <= bound),
  gt: numbers((value, bound) => value > bound),
  gte: numbers((value, bound) => value >= bound),
  before: instants((value, bound) => value < bound),
  after: instants((value, bound) => value > bound),
  semverEq: versions((order) => order === 0, Number.POSITIVE_INFINITY),
  semverLt: versions((order) => order < 0),
  semverLte: versions((order) => order <= 0),
  semverGt: versions((order) => order > 0),
  semverGte: versions((order) => order >= 0),
  cidr: { compile: inBlock, reads: (value) => isText(value) && parseAddress(value) !== null },
  exists: {
    compile: (values) => {
      if (values.length > 0) throw new Error("It takes no values.");
      return () => true; // Who gets here has a value.
    },
    reads: () => true,
  },
};

/** By name, as the wire contract lists them. */
export const operators: ReadonlyMap<string, Operator> = new Map(Object.entries(table));

/** What is wrong with one value of a condition, in words, or null. */
export function valueProblem(op: string, value: Json): string | null {
  try {
    operators.get(op)?.compile([value]);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function oneOf(values: readonly Json[]): Test {
  if (!some(values).every(isScalar)) throw new Error("Compare with texts, numbers or booleans.");
  const [only] = values;
  if (values.length === 1) return (value) => value === only;
  const all = new Set(values);
  return (value) => all.has(value);
}

/** Of a text, a part; of a list, a member. */
function containing(values: readonly Json[]): Test {
  if (!some(values).every(isScalar)) throw new Error("Look for texts, numbers or booleans.");
  const parts = values.filter(isText);
  return (value) => {
    if (isText(value)) return parts.some((part) => value.includes(part));
    return Array.isArray(value) && values.some((member) => value.includes(member));
  };
}

function texts(holds: (value: string, text: string) => boolean): Operator {
  return {
    compile(values) {
      const all = some(values);
      if (!all.every(isText)) throw new Error("Compare with texts.");
      const [only = ""] = all;
      if (all.length === 1) return (value) => isText(value) && holds(value, only);
      return (value) => isText(value) && all.some((text) => holds(value, text));
    },
    reads: isText,
  };
}

function matching(values: readonly Json[]): Test {
  const patterns = some(values).map((value) => {
    if (!isText(value)) throw new Error("A pattern is a text.");
    return linearPattern(value);
  });
  return (value) => isText(value) && patterns.some((pattern) => pattern.test(value));
}

function numbers(holds: (value: number, bound: number) => boolean): Operator {
  return {
    compile(values) {
      const bound = single(values);
      if (typeof bound !== "number") throw new Error("Compare with a number.");
      return (value) => typeof value === "number" && holds(value, bound);
    },
    reads: (value) => typeof value === "number",
  };
}

function instants(holds: (value: number, bound: number) => boolean): Operator {
  const read = (value: Json) => (isText(value) ? parseInstant(value) : null);
  return {
    compile(values) {
      const bound = read(single(values));
      if (bound === null) throw new Error("Compare with a time such as 2026-12-01T09:00:00Z.");
      return (value) => {
        const instant = read(value);
        return instant !== null && holds(instant, bound);
      };
    },
    reads: (value) => read(value) !== null,
  };
}

function versions(holds: (order: number) => boolean, most = 1): Operator {
  const read = (value: Json) => (isText(value) ? parseVersion(value) : null);
  return {
    compile(values) {
      const bounds = (most === 1 ? [single(values)] : some(values)).map((value): Version => {
        const bound = read(value);
        if (bound === null) throw new Error("Compare with a version such as 2.4.0.");
        return bound;
      });
      return (value) => {
        const version = read(value);
        return version !== null && bounds.some((bound) => holds(compareVersions(version, bound)));
      };
    },
    reads: (value) => read(value) !== null,
  };
}

function inBlock(values: readonly Json[]): Test {
  const blocks = some(values).map((value) => {
    const block = isText(value) ? parseBlock(value) : null;
    if (block === null) throw new Error("Compare with a block such as 10.0.0.0/8.");
    return block;
  });
  return (value) => {
    const address = isText(value) ? parseAddress(value) : null;
    return address !== null && blocks.some((block) => contains(block, address));
  };
}

function some(values: readonly Json[]): readonly Json[] {
  if (values.length === 0) throw new Error("Name at least one value.");
  return values;
}

function single(values: readonly Json[]): Json {
  const [only] = values;
  if (values.length !== 1 || only === undefined) throw new Error("It takes one value.");
  return only;
}

function isText(value: Json): value is string {
  return typeof value === "string";
}

function isScalar(value: Json): boolean {
  return isText(value) || typeof value === "number" || typeof value === "boolean";
}
