import { z } from "zod";

export type JsonSchema = { [member: string]: unknown };

/** Any JSON value: every `z.json()` says the same, and says it by calling itself. */
export const anyJson: JsonSchema = {
  description: "Any JSON value.",
  type: ["string", "number", "boolean", "null", "array", "object"],
};
const anyJsonRef = "#/components/schemas/Json";

/** A zod schema as JSON Schema 2020-12, as one sends it (`input`) or is answered (`output`). */
export function jsonSchemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema, $defs, ...told } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === "undefined") jsonSchema.not = {};
    },
  });
  for (const [name, definition] of Object.entries($defs ?? {})) {
    if (definition.anyOf?.length !== 6) throw new Error(`${name} has no place in the document.`);
  }
  return JSON.parse(
    JSON.stringify(told).replaceAll(/"#\/\$defs\/\w+"/g, JSON.stringify(anyJsonRef)),
  );
}
