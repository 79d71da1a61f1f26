import { z } from "zod";

export type JsonSchema = { [member: string]: unknown };

/** Any JSON value: every `z.json()` says the same, and says it by calling itself. */
export const anyJson: JsonSchema = {
  description: "Any JSON value.",
  type: ["string", "number", "boolean", "null", "array", "object"],
};

/** A zod schema as JSON Schema 2020-12, as one sends it (`input`) or is answered (`output`). */
export function jsonSchemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema, $defs, ...told } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === "undefined") jsonSchema.not = {};
    },
  });
  const places = new Map(
    Object.entries($defs ?? {}).map(([name, definition]) => [name, placeOf(name, definition)]),
  );
  return JSON.parse(
    JSON.stringify(told).replaceAll(/"#\/\$defs\/(\w+)"/g, (_, name: string) =>
      JSON.stringify(places.get(name)),
    ),
  );
}

/** What the document holds under a name, because it calls itself: a schema whose meta has that id. */
export function named(name: string, schema: z.ZodType): { [name: string]: JsonSchema } {
  const { $defs } = z.toJSONSchema(z.object({ schema }), { io: "input" });
  const text = JSON.stringify($defs?.[name]).replaceAll(
    `"#/$defs/${name}"`,
    JSON.stringify(at(name)),
  );
  return { [name]: JSON.parse(text) };
}

/** zod numbers what has no name. */
function placeOf(name: string, { anyOf }: JsonSchema): string {
  if (!name.startsWith("__")) return at(name);
  if (Array.isArray(anyOf) && anyOf.length === 6) return at("Json");
  throw new Error(`${name} has no place in the document.`);
}

const at = (name: string) => `#/components/schemas/${name}`;
