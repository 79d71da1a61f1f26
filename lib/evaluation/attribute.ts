import type { Json, Subject } from "./state";

/** Where an attribute of the context stands. */
export type Attribute = {
  /** As the document writes it. */
  readonly name: string;
  /** Undefined when it is missing; null counts as missing. */
  readonly read: (subject: Subject) => Json | undefined;
};

/**
 * A dot leads into a nested object or, with a number after it, to a member of a list; `\.` is a dot that belongs to a name, as
 * in flagd. `targetingKey` is the context's targeting key.
 */
export function attributeAt(name: string): Attribute {
  if (name === "targetingKey")
    return { name, read: ({ targetingKey }) => targetingKey ?? undefined };
  const [first = "", ...rest] = stepsOf(name);
  if (rest.length === 0 && !(first in Object.prototype))
    return { name, read: ({ attributes }) => attributes[first] ?? undefined };
  return {
    name,
    read({ attributes }) {
      let value = own(attributes, first);
      for (const step of rest) {
        if (typeof value !== "object" || value === null) return undefined;
        value = own(value, step);
      }
      return value ?? undefined;
    },
  };
}

/** The names that a path leads through. */
export function stepsOf(name: string): string[] {
  const found: string[] = [];
  let step = "";
  for (let at = 0; at < name.length; at++) {
    const next = name[at + 1];
    if (name[at] === "\\" && (next === "." || next === "\\")) step += name[++at];
    else if (name[at] !== ".") step += name[at];
    else {
      found.push(step);
      step = "";
    }
  }
  return [...found, step];
}

function own(object: Json[] | { readonly [name: string]: Json }, step: string): Json | undefined {
  if (Array.isArray(object)) return /^(0|[1-9]\d*)$/.test(step) ? object[Number(step)] : undefined;
  return Object.hasOwn(object, step) ? object[step] : undefined;
}
