import fc from "fast-check";

type Schema = { [member: string]: unknown };

const times = fc.constantFrom("2099-01-01T00:00:00Z", "2098-06-01T12:30:00.250+02:00");
const json = fc.jsonValue({ maxDepth: 2 });
/** Answers to a wish for something else. */
const wrong = fc.oneof(
  json,
  fc.constantFrom<unknown>("", " ", -1, 0.5, 101, [], {}, "2026-02-30", "💥".repeat(300)),
);

/** Values that a JSON Schema allows. `known` says what some properties are in this world. */
export function allowed(schema: Schema, known: Schema = {}): fc.Arbitrary<unknown> {
  const either = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(either)) return fc.oneof(...either.map((one) => allowed(one, known)));
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  if (Array.isArray(schema.type)) {
    return fc.oneof(...schema.type.map((type) => allowed({ ...schema, type }, known)));
  }
  if (schema.type === "object") return objects(schema, known);
  if (schema.type === "array") {
    const items = allowed(schema.items as Schema, known);
    const { minItems: minLength = 0, maxItems = 3 } = schema as Record<string, number>;
    return fc.array(items, { minLength, maxLength: Math.min(maxItems, minLength + 3) });
  }
  if (schema.type === "string") return texts(schema);
  if (schema.type === "integer" || schema.type === "number") {
    const { minimum: min = -9, maximum: max = 999 } = schema as Record<string, number>;
    return fc.integer({ min, max });
  }
  if (schema.type === "boolean") return fc.boolean();
  return schema.type === "null" ? fc.constant(null) : json;
}

/** Objects that a schema for objects mostly forbids: one member is wrong, missing or unknown, or it is no object. */
export function forbidden(schema: Schema, known: Schema = {}): fc.Arbitrary<unknown> {
  const names = Object.keys((schema.properties ?? {}) as Schema);
  const spoiled = fc
    .tuple(objects(schema, known), fc.constantFrom("unknown", ...names), wrong)
    .map(([object, name, value]) => ({ ...object, [name]: value }));
  const halved = fc
    .tuple(objects(schema, known), fc.constantFrom("unknown", ...names))
    .map(([{ ...object }, name]) => {
      delete object[name];
      return object;
    });
  return fc.oneof({ weight: 3, arbitrary: spoiled }, halved, json);
}

function objects(schema: Schema, known: Schema): fc.Arbitrary<Schema> {
  const { properties = {}, additionalProperties: more } = schema;
  const members = Object.entries(properties as Record<string, Schema>)
    .filter(([, { not }]) => !not)
    .map(([name, inner]) => [
      name,
      name in known ? fc.constant(known[name]) : allowed(inner, known),
    ]);
  const requiredKeys = (schema.required ?? []) as string[];
  const full: fc.Arbitrary<Schema> = fc.record(Object.fromEntries(members));
  const names = members.map(([name]) => String(name));
  const sparse = fc
    .tuple(full, fc.constantFrom("", ...names))
    .map(([all, one]) => pick(all, [...requiredKeys, one]));
  const some: fc.Arbitrary<Schema> = fc.record(Object.fromEntries(members), { requiredKeys });
  const named: fc.Arbitrary<Schema> = fc.oneof(sparse, some);
  if (typeof more !== "object" || more === null) return named;
  const other = fc.string({ minLength: 1, maxLength: 12 }).filter((name) => name !== "__proto__");
  const others = fc.dictionary(other, allowed(more as Schema, known), { maxKeys: 3 });
  return fc.tuple(others, named).map(([others, named]) => ({ ...others, ...named }));
}

function pick(object: Schema, names: string[]): Schema {
  return Object.fromEntries(Object.entries(object).filter(([name]) => names.includes(name)));
}

function texts({ format, pattern, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  if (format === "date-time") return times;
  if (format === "date") return fc.constant("2026-03-01");
  if (typeof pattern === "string") return fc.stringMatching(new RegExp(pattern));
  const [least, most] = [Number(minLength), Math.min(Number(maxLength), Number(minLength) + 20)];
  return fc.string({ minLength: least, maxLength: most });
}
