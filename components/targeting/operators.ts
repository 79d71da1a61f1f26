import type { Json } from "@/lib/evaluation/state";
import { operatorWords } from "@/lib/history/condition-words";
import type { AttributeCondition } from "./conditions";

/** What is compared: decides which operators are offered, and how a value is typed. */
export type Kind = "text" | "number" | "boolean" | "date" | "version" | "network" | "known";

const operators: Record<Kind, string[]> = {
  text: ["in", "contains", "startsWith", "endsWith", "matches"],
  number: ["in", "lt", "lte", "gt", "gte"],
  boolean: ["eq"],
  date: ["before", "after"],
  version: ["semverEq", "semverLt", "semverLte", "semverGt", "semverGte"],
  network: ["cidr"],
  known: ["exists"],
};

const titles: Record<Kind, string> = {
  text: "Text",
  number: "Number",
  boolean: "Yes or no",
  date: "Time",
  version: "Version",
  network: "Network address",
  known: "Anything",
};

/** By the types that an attribute has been seen with; where none is known, everything is offered. */
const kindsByType: Record<string, Kind[]> = {
  string: ["text", "date", "version", "network"],
  number: ["number"],
  boolean: ["boolean"],
  array: ["text", "number"],
};

const single = [
  ...["lt", "lte", "gt", "gte", "before", "after"],
  ...["semverLt", "semverLte", "semverGt", "semverGte"],
];

export type Choice = { id: string; label: string };

/** Which kind of value a condition compares with. */
export function kindOf({ op, values }: Pick<AttributeCondition, "op" | "values">): Kind {
  if (op === "eq" || op === "in") {
    const [first] = values;
    if (typeof first === "boolean") return "boolean";
    return typeof first === "number" ? "number" : "text";
  }
  const kinds = Object.keys(operators) as Kind[];
  return kinds.find((kind) => operators[kind].includes(op)) ?? "text";
}

/** Whether an operator compares with one value alone. */
export function takesOne(op: string): boolean {
  return single.includes(op);
}

/** The menu of operators for an attribute of those types, the chosen one always in it. */
export function operatorMenu(
  types: string[],
  kind: Kind,
  op: string,
): { title: string; choices: Choice[] }[] {
  const known = types.flatMap((type) => kindsByType[type] ?? []);
  const kinds = (Object.keys(operators) as Kind[]).filter(
    (each) => known.length === 0 || known.includes(each) || each === "known" || each === kind,
  );
  return kinds.map((each) => {
    const own = each === kind && !operators[each].includes(op) ? [op] : [];
    return {
      title: titles[each],
      choices: [...own, ...operators[each]].flatMap((name) => choices(each, name)),
    };
  });
}

function choices(kind: Kind, op: string): Choice[] {
  if (kind === "boolean") {
    return [false, true].flatMap((negated) =>
      [true, false].map((value) => ({
        id: choiceId(kind, op, negated, value),
        label: `${operatorWords(op, negated, 1)} ${value}`,
      })),
    );
  }
  const many = op === "in" ? 2 : 1;
  return [false, true].map((negated) => ({
    id: choiceId(kind, op, negated),
    label: operatorWords(op, negated, many),
  }));
}

/** Names one entry of the menu; `value` for those that hold their value. */
export function choiceId(kind: Kind, op: string, negated: boolean, value?: boolean): string {
  return [kind, op, negated ? "not" : "", value === undefined ? "" : String(value)].join(":");
}

/** Which entry of the menu a condition stands for. */
export function choiceOf(negated: boolean, { op, values }: AttributeCondition): string {
  const kind = kindOf({ op, values });
  if (kind === "boolean") return choiceId(kind, op, negated, values[0] === true);
  return choiceId(kind, op, negated);
}

/** The operator and values after a choice; values that still fit are kept. */
export function choose(
  id: string,
  values: Json[],
): { kind: Kind; negated: boolean; op: string; values: Json[] } {
  const [kind = "text", op = "in", not, value] = id.split(":");
  const chosen = { kind: kind as Kind, negated: not === "not", op };
  if (value) return { ...chosen, values: [value === "true"] };
  return { ...chosen, values: kept(chosen.kind, op, values) };
}

function kept(kind: Kind, op: string, values: Json[]): Json[] {
  if (kind === "known" || kind === "date") return [];
  const wanted = kind === "number" ? "number" : "string";
  const fitting = values.flatMap((value): Json[] => {
    if (wanted === "string") return typeof value === "boolean" ? [] : [String(value)];
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    return typeof number === "number" && Number.isFinite(number) ? [number] : [];
  });
  return takesOne(op) ? fitting.slice(0, 1) : fitting;
}
