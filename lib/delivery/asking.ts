import { Refusal } from "@/lib/errors";
import type { Json } from "@/lib/evaluation/state";
import { bodyLimit, type ReadRequest } from "./message";

/** What is asked, checked. */
export type Asking = {
  /** Null when none was given; an empty one counts as none. */
  targetingKey: string | null;
  attributes: { readonly [name: string]: Json };
  /** The flags asked for, or null for all. */
  keys: ReadonlySet<string> | null;
};

const maxAttributes = 256;
const maxNesting = 8;
const maxTargetingKey = 256;

/** Reads `search`, the query, and the body. Throws `invalid` (400 when a text cannot be read at all) and `too_large`. */
export function askingOf(request: ReadRequest, search: string): Asking {
  const query = queryOf(search);
  const { targetingKey: said, ...attributes } = contextOf(request, query);
  checkAttributes(attributes);
  const targetingKey = query.get("targetingKey") ?? (said === undefined ? "" : said);
  if (typeof targetingKey !== "string") throw wrong("targetingKey", "Must be a text.");
  if (targetingKey.length > maxTargetingKey && [...targetingKey].length > maxTargetingKey)
    throw wrong("targetingKey", `Must have at most ${maxTargetingKey} characters.`);

  const keys = query.get("keys");
  return {
    targetingKey: targetingKey === "" ? null : targetingKey,
    attributes,
    keys: keys ? new Set(keys.split(",")) : null,
  };
}

/** Throws `invalid` 400 for an escape that is none, which URLSearchParams would let pass. */
export function queryOf(search: string): URLSearchParams {
  if (search.includes("%")) decoded(search);
  return new URLSearchParams(search);
}

/** Throws `invalid` 400. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Refusal(
      "invalid",
      "The address holds a malformed escape. Percent-encode its parts.",
      { status: 400 },
    );
  }
}

type Context = { [name: string]: Json };

function contextOf(request: ReadRequest, query: URLSearchParams): Context {
  if (request.method !== "POST") {
    const context = query.get("context");
    return context ? object(json(context, "The context"), "context") : {};
  }
  const { body } = request;
  if (body === null || body.length === 0) return {};
  if (body.length > bodyLimit)
    throw new Refusal(
      "too_large",
      `The body is larger than ${bodyLimit / 1_024} KiB. Send less at once.`,
    );
  const { context } = object(json(body.toString("utf8"), "The body"), "");
  return context === undefined ? {} : object(context, "context");
}

function json(text: string, what: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(
      "invalid",
      `${what} is not valid JSON. Check its quotes, commas and brackets.`,
      { status: 400 },
    );
  }
}

function object(value: Json, path: string): Context {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw wrong(path, "Must be an object.");
  return value;
}

function checkAttributes(attributes: Context): void {
  const values = Object.values(attributes);
  if (values.length > maxAttributes)
    throw wrong("context", `Must have at most ${maxAttributes} attributes.`);
  if (values.some((value) => isDeeper(value, maxNesting)))
    throw wrong("context", `Must not be nested deeper than ${maxNesting} levels.`);
}

function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

function wrong(path: string, message: string): Refusal {
  return new Refusal("invalid", path ? `${path}: ${message}` : message, {
    errors: [{ path, message }],
  });
}
