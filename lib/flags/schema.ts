import { z } from "zod";

/** A flag's key: immutable, case-sensitive, unique in its project for ever. */
export const flagKey = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/,
    "Use 1 to 128 letters, digits, dots, hyphens and underscores, beginning with a letter or digit.",
  );

/** The name of a variant within its flag. */
export const variantKey = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/,
    "Name a variant with letters, digits, dots, hyphens and underscores.",
  );

export const flagTypes = ["boolean", "string", "number", "object"] as const;
export type FlagType = (typeof flagTypes)[number];

const variant = z.strictObject({
  key: variantKey,
  value: z
    .json()
    .refine((value) => JSON.stringify(value).length <= 65_536, "A value takes at most 64 KiB."),
});
export type Variant = z.output<typeof variant>;

/** Variants in order: keys are unique. What their values may be depends on the flag's type (`valuesFit`). */
export const variants = z
  .array(variant)
  .min(1, "Name at least one variant.")
  .max(100, "A flag takes at most 100 variants.")
  .refine(
    (list) => new Set(list.map(({ key }) => key)).size === list.length,
    "Two variants have the same key. Give each its own.",
  );

/** The order matters: a new flag falls through to its first variant and is off with its last. */
export const booleanVariants: Variant[] = [
  { key: "on", value: true },
  { key: "off", value: false },
];

const name = z.string().trim().min(1, "Give it a name.").max(200);
const description = z.string().max(5_000);
export const mostTags = 50;
const tags = z
  .array(z.string().trim().min(1).max(60))
  .max(mostTags)
  .transform((list) => [...new Set(list)]);
const visibility = z.enum(["public", "restricted"]);

/** What is wrong with the values of these variants for a flag of this type, or null. */
export function misfit(type: FlagType, list: Variant[]): string | null {
  if (type === "boolean") {
    const values = list.map(({ value }) => value);
    const both = values.length === 2 && values.includes(true) && values.includes(false);
    return both ? null : "Name two variants of a boolean flag, one true and one false.";
  }
  const fits = list.every(({ value }) =>
    type === "object"
      ? typeof value === "object" && value !== null && !Array.isArray(value)
      : typeof value === type,
  );
  return fits ? null : `Every variant of this flag takes a value of type ${type}.`;
}

export const onlyObjects = "Only an object flag has a schema.";

/** How many levels a JSON Schema may have, counted in its own nesting. */
const maxSchemaDepth = 64;

/** What the values of an object flag must fit: a JSON Schema, whose meaning `assertFits` checks. */
const valueSchema = z
  .record(z.string(), z.json(), "Use a JSON Schema: an object.")
  .refine((schema) => JSON.stringify(schema).length <= 32_768, "A schema takes at most 32 KiB.")
  .refine(
    (schema) => depthOf(schema) <= maxSchemaDepth,
    `Nest a schema at most ${maxSchemaDepth} levels deep.`,
  );

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

/** Only `key` is needed for a boolean flag; other types name their variants. */
export const createFlagSchema = z
  .strictObject({
    key: flagKey,
    name: name.optional(),
    description: description.default(""),
    type: z.enum(flagTypes).default("boolean"),
    variants: variants.optional(),
    schema: valueSchema.nullable().default(null),
    tags: tags.default([]),
    visibility: visibility.default("public"),
    clientSide: z.boolean().optional(),
    selfService: z.boolean().default(false),
    salt: z.string().min(1).max(200).optional(),
  })
  .superRefine(({ type, variants: list, schema }, context) => {
    if (schema !== null && type !== "object")
      context.addIssue({ code: "custom", path: ["schema"], message: onlyObjects });
    const message = !list
      ? type === "boolean"
        ? null
        : `Name the variants of a ${type} flag.`
      : misfit(type, list);
    if (message) context.addIssue({ code: "custom", path: ["variants"], message });
  });
export type CreateFlag = z.output<typeof createFlagSchema>;

const never = (message: string) => z.undefined(message).optional();

/** Merges top-level fields. */
export const updateFlagSchema = z.strictObject({
  key: never("A flag keeps its key for ever."),
  type: never("A flag keeps its type for ever."),
  salt: never("A flag keeps its salt for ever."),
  name: name.optional(),
  description: description.optional(),
  variants: variants.optional(),
  schema: valueSchema.nullable().optional(),
  tags: tags.optional(),
  visibility: visibility.optional(),
  clientSide: z.boolean().optional(),
  selfService: z.boolean().optional(),
});
export type UpdateFlag = z.output<typeof updateFlagSchema>;

export const flagSorts = ["key", "name", "createdAt", "updatedAt"] as const;
export const listFlagsSchema = z
  .strictObject({
    q: z.string().trim().max(200).optional(),
    tag: z.string().max(60).optional(),
    state: z.enum(["enabled", "disabled", "killed"]).optional(),
    env: z.string().max(128).optional(),
    creator: z.string().max(64).optional(),
    /** Archived flags are left out, asked for alone, or listed with the others. */
    archived: z.enum(["false", "true", "all"]).default("false"),
    sort: z.enum([...flagSorts, ...flagSorts.map((field) => `-${field}` as const)]).default("key"),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    cursor: z.string().max(1_000).optional(),
  })
  .refine(({ state, env }) => !state || env, {
    path: ["env"],
    message: "Say in which environment: a state is one environment's.",
  });
export type ListFlags = z.output<typeof listFlagsSchema>;
export type ListFlagsInput = z.input<typeof listFlagsSchema>;

/** A time of a row as it stands in documents: RFC 3339 UTC with milliseconds. */
export const time = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString() : value),
  z.string(),
);

/**
 * A flag as the audit log holds it (`flag.*`), made by parsing the row. `flag.create` adds `state: { offVariant,
 * fallthrough }`: every environment starts with it, disabled, at version 1.
 */
export const flagDocument = z.object({
  id: z.string(),
  projectId: z.string(),
  key: z.string(),
  name: z.string(),
  description: z.string(),
  type: z.enum(flagTypes),
  variants: z.array(z.object({ key: z.string(), value: z.json() })),
  /** A JSON Schema that every value fits; null without one. */
  schema: z.record(z.string(), z.json()).nullable(),
  tags: z.array(z.string()),
  visibility,
  clientSide: z.boolean(),
  selfService: z.boolean(),
  salt: z.string(),
  creatorId: z.string(),
  archivedAt: time.nullable(),
  createdAt: time,
  updatedAt: time,
  version: z.number(),
});

export type FlagDocument = z.output<typeof flagDocument>;

/** All that a member sees of a flag. */
export const flagGlance = z.object({
  key: z.string(),
  name: z.string(),
  description: z.string(),
  type: z.enum(flagTypes),
  selfService: z.boolean(),
});
export type FlagGlance = z.output<typeof flagGlance>;

const stateGlance = z.object({
  enabled: z.boolean(),
  killed: z.boolean(),
  version: z.number(),
  /** Unexpired toggles. */
  toggles: z.number(),
  /** Those of them that serve something else than the off variant. */
  on: z.number(),
  /** When a client app was last given its value; null for never. */
  lastEvaluatedAt: time.nullable(),
});

/** A flag on the wire, for viewers and above. */
export const flagView = flagGlance.extend({
  variants: z.array(z.object({ key: z.string(), value: z.json() })),
  /** A JSON Schema that every value fits; null without one. */
  schema: z.record(z.string(), z.json()).nullable(),
  tags: z.array(z.string()),
  visibility,
  clientSide: z.boolean(),
  salt: z.string(),
  creator: z.object({ username: z.string().nullable() }),
  archivedAt: time.nullable(),
  createdAt: time,
  updatedAt: time,
  version: z.number(),
  /** By environment key, in the environments' order. */
  environments: z.record(z.string(), stateGlance),
  /**
   * Only in lists, and only when somebody changed the flag in the database by hand: what cannot be read of it, such as
   * `environments.production.rules`. Variants are then empty and the schema null where they are named here.
   */
  unreadable: z.array(z.string()).optional(),
});
export type FlagView = z.output<typeof flagView>;
