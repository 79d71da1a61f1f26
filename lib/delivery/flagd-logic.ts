import type { Json } from "@/lib/evaluation/state";

/** JsonLogic, as flagd speaks it. */
export type Logic = Json;

// Nothing here is coerced and nothing throws, whatever an app sends: what throws has no answer, and the app falls back.

/** The value of an attribute; null when it is missing. */
export function attributeOf(attribute: string): Logic {
  return { var: attribute };
}

export const targetingKey = attributeOf("targetingKey");
/** Of the flagd that evaluates, in whole seconds. */
export const timestamp = attributeOf("$flagd.timestamp");

export function all(parts: Logic[]): Logic {
  const telling = parts.filter((part) => part !== true);
  if (telling.length === 0) return true;
  return telling.length === 1 ? (telling[0] ?? true) : { and: telling };
}

export function any(parts: Logic[]): Logic {
  const telling = parts.filter((part) => part !== false);
  if (telling.length === 0) return false;
  return telling.length === 1 ? (telling[0] ?? false) : { or: telling };
}

export function not(part: Logic): Logic {
  return typeof part === "boolean" ? !part : { "!": [part] };
}

export function is(value: Logic, other: Logic): Logic {
  return { "===": [value, other] };
}

export function isAmong(value: Logic, values: Json[]): Logic {
  return values.length === 0 ? false : { in: [value, values] };
}

/** Of texts a part, of lists a member: to be asked of nothing else. */
export function isIn(part: Logic, value: Logic): Logic {
  return { in: [part, value] };
}

export function isThere(value: Logic): Logic {
  return { "!==": [value, null] };
}

export function isText(value: Logic): Logic {
  return is({ cat: [value, ""] }, value);
}

/** A list is the one value that `merge` takes apart. */
export function isList(value: Logic): Logic {
  return not({ in: [value, { merge: [value] }] });
}

/** A number, true or false: what is left when everything else is ruled out. */
function isNumberOrBoolean(value: Logic): Logic {
  return all([
    isThere(value),
    not(isText(value)),
    not(isList(value)),
    { "!==": [{ cat: [value, ""] }, "[object Object]"] },
  ]);
}

export function isNumber(value: Logic): Logic {
  return all([isNumberOrBoolean(value), not(isAmong(value, [true, false]))]);
}

/** What people can be told apart by: a text that says something, a number, true or false. */
export function tellsApart(value: Logic): Logic {
  if (value === targetingKey) return all([isThere(value), not(is(value, ""))]);
  return any([all([isText(value), not(is(value, ""))]), isNumberOrBoolean(value)]);
}

/** Whether this instant (RFC 3339) has come. flagd counts whole seconds: within one, it comes at its end. */
export function hasCome(milliseconds: number): Logic {
  return { ">=": [timestamp, Math.ceil(milliseconds / 1_000)] };
}

/** Pairs of a condition and a value, and the value when none holds. */
export function choose(pairs: [when: Logic, value: Logic][], otherwise: Logic): Logic {
  const telling: Logic[] = [];
  for (const [when, value] of pairs) {
    if (when === false) continue;
    if (when === true) return telling.length === 0 ? value : { if: [...telling, value] };
    telling.push(when, value);
  }
  return telling.length === 0 ? otherwise : { if: [...telling, otherwise] };
}
