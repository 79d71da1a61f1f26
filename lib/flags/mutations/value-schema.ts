import { runInNewContext } from "node:vm";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { type FieldError, Refusal } from "@/lib/errors";
import { linearPattern } from "@/lib/evaluation/pattern";
import { type FlagType, onlyObjects, type Variant } from "@/lib/flags/schema";

type Schema = Record<string, unknown>;

const dialect = "https://json-schema.org/draft/2020-12/schema";

/** However a schema is written, looking at one flag's values ends. */
const mostMilliseconds = 1_000;

/** As many as one reads; what is wrong with the rest is said when these are right. */
const mostProblems = 50;

/**
 * `invalid` unless the schema is one and every variant's value fits it, told value by value. It says where a value is wrong:
 * `variants.1.value.limit`.
 */
export function assertFits(type: FlagType, schema: Schema | null, variants: Variant[]): void {
  if (schema === null) return;

  const errors = type === "object" ? problems(schema, variants) : [wrongSchema(onlyObjects)];
  if (errors.length === 0) return;
  throw new Refusal("invalid", errors.map(({ message }) => message).join(" "), {
    errors,
  });
}

/** Ajv turns a schema into code: it runs no longer than it may, for `$ref` makes exponential ones of small schemas. */
function problems(schema: Schema, variants: Variant[]): FieldError[] {
  const look = () => problemsOf(schema, variants);
  try {
    return runInNewContext("look()", { look }, { timeout: mostMilliseconds });
  } catch (error) {
    if (error instanceof RangeError) return [wrongSchema("The schema leads back to itself.")];
    if ((error as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT")
      return [wrongSchema("These values take too long to check. Make the schema simpler.")];
    throw error;
  }
}

function problemsOf(schema: Schema, variants: Variant[]): FieldError[] {
  // A promise instead of an answer.
  if ("$async" in schema) return [wrongSchema("A schema has no $async.")];
  if ("$schema" in schema && schema.$schema !== dialect)
    return [wrongSchema(`Write the schema for ${dialect}, or leave $schema out.`)];

  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    // A word that is not known checks nothing: better told than misspelt.
    strictSchema: true,
    validateFormats: false,
    logger: false,
    code: { regExp },
  });
  if (!ajv.validateSchema(schema)) {
    const wrong = (ajv.errors ?? []).map((error) => ({
      path: ["schema", ...placeOf(error)].join("."),
      message: sentence(["the schema", ...placeOf(error)], error),
    }));
    // What a word of a schema may be is told in several ways, of which each fails: the first says enough.
    return wrong.filter(({ path }, index) => wrong.findIndex((one) => one.path === path) === index);
  }

  const fits = compiled(ajv, schema);
  if (typeof fits === "string") return [wrongSchema(fits)];
  const found = variants.flatMap(({ key, value }, index) => {
    if (fits(value)) return [];
    return (fits.errors ?? []).map((error) => ({
      path: ["variants", index, "value", ...placeOf(error)].join("."),
      message: sentence([key, ...placeOf(error)], error),
    }));
  });
  const distinct = new Map(found.map((one) => [`${one.path} ${one.message}`, one]));
  return [...distinct.values()].slice(0, mostProblems);
}

function compiled(ajv: Ajv2020, schema: Schema): ReturnType<Ajv2020["compile"]> | string {
  try {
    return ajv.compile(schema);
  } catch (error) {
    if (error instanceof RangeError || !(error instanceof Error)) throw error;
    const cause = error.message.replace(/^strict mode: /, "").replace(/\.$/, "");
    return `The schema cannot be used: ${cause}.`;
  }
}

/** Patterns run in linear time; Ajv tells them apart by their text. */
function regExp(text: string) {
  const pattern = linearPattern(text);
  return { test: (value: string) => pattern.test(value), toString: () => text };
}
regExp.code = "linearPattern";

/** The way from the root to what is wrong: to the member that is missing or should not be there, too. */
function placeOf({ instancePath, params }: ErrorObject): string[] {
  const parts = instancePath.split("/").slice(1);
  const member: unknown =
    params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty;
  return [
    ...parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~")),
    ...(typeof member === "string" ? [member] : []),
  ];
}

function sentence(place: string[], { keyword, params, message }: ErrorObject): string {
  const where = place.join(".");
  if (keyword === "required") return `${where} is missing.`;
  if (keyword === "additionalProperties" || keyword === "unevaluatedProperties")
    return `${where} is not in the schema.`;
  if (keyword === "enum") return `${where} must be one of ${JSON.stringify(params.allowedValues)}.`;
  return `${where} ${message ?? "does not fit"}.`;
}

function wrongSchema(message: string): FieldError {
  return { path: "schema", message };
}
