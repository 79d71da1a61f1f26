import { stepsOf } from "@/lib/evaluation/attribute";
import type { Json } from "@/lib/evaluation/state";

export const kinds = ["text", "number", "boolean", "json"] as const;
export type Kind = (typeof kinds)[number];

/** One attribute as it is typed. `name` leads into objects by dots, as rules write it; `json` is for lists and the rest. */
export type Row = { name: string; kind: Kind; text: string };

export type Attributes = { [name: string]: Json };

/** The attributes as rows, those in objects by their paths. */
export function rowsOf(attributes: Attributes, path = ""): Row[] {
  return Object.entries(attributes).flatMap(([key, value]): Row[] => {
    const name = path + key.replaceAll("\\", "\\\\").replaceAll(".", "\\.");
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    if (isObject && Object.keys(value).length > 0) return rowsOf(value, `${name}.`);
    if (typeof value === "string") return [{ name, kind: "text", text: value }];
    const kind =
      typeof value === "number" ? "number" : typeof value === "boolean" ? "boolean" : "json";
    return [{ name, kind, text: JSON.stringify(value) }];
  });
}

/** The attributes that rows make; rows without a name do not count. Else what is wrong, by the row's place. */
export function attributesOf(
  rows: Row[],
): { attributes: Attributes } | { errors: Map<number, string> } {
  const errors = new Map<number, string>();
  const root: Branch = new Map();
  for (const [index, row] of rows.entries()) {
    if (row.name.trim() === "") continue;
    const value = read(row);
    const wrong = value === undefined ? wrongValue[row.kind] : put(root, row.name.trim(), value);
    if (wrong) errors.set(index, wrong);
  }
  return errors.size > 0 ? { errors } : { attributes: objectOf(root) };
}

const wrongValue: Record<Kind, string> = {
  text: "Type a text.",
  number: "Type a number.",
  boolean: "Choose yes or no.",
  json: 'Type JSON, such as ["a", "b"].',
};

function read({ kind, text }: Row): Json | undefined {
  if (kind === "text") return text;
  if (kind === "boolean") return text === "true";
  if (kind === "number") {
    const number = Number(text);
    return text.trim() === "" || !Number.isFinite(number) ? undefined : number;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Branch = Map<string, Branch | { value: Json }>;

/** What is in the way, if anything. */
function put(root: Branch, name: string, value: Json): string | undefined {
  const steps = stepsOf(name);
  const last = steps.pop() ?? "";
  let branch = root;
  for (const step of steps) {
    const next = branch.get(step) ?? new Map();
    if (!(next instanceof Map)) return `${step} has a value of its own already.`;
    branch.set(step, next);
    branch = next;
  }
  if (branch.has(last)) return `${name} has a value already.`;
  branch.set(last, { value });
}

function objectOf(branch: Branch): Attributes {
  return Object.fromEntries(
    [...branch].map(([key, inner]) => [key, inner instanceof Map ? objectOf(inner) : inner.value]),
  );
}
