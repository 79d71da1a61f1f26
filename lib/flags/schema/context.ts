import { z } from "zod";
import { flagKey } from "@/lib/flags/schema";

const mostAttributes = 256;
const deepest = 8;
const longestKey = 256;

/** The subject of an evaluation: a targeting key and attributes, within the read API's limits. */
export const contextSchema = z
  .record(z.string().max(256), z.json())
  .refine(
    (context) => Object.keys(attributesOf(context)).length <= mostAttributes,
    `Give at most ${mostAttributes} attributes.`,
  )
  .refine(
    (context) => !Object.values(attributesOf(context)).some((value) => isDeeper(value, deepest)),
    `Nest attributes at most ${deepest} levels deep.`,
  )
  .refine(({ targetingKey }) => targetingKey === undefined || typeof targetingKey === "string", {
    path: ["targetingKey"],
    message: "Send the targeting key as text.",
  })
  .refine(
    ({ targetingKey }) =>
      typeof targetingKey !== "string" || [...targetingKey].length <= longestKey,
    {
      path: ["targetingKey"],
      message: `Use a targeting key of at most ${longestKey} characters.`,
    },
  );
export type Context = z.output<typeof contextSchema>;

export const evaluateSchema = z.strictObject({
  context: contextSchema.default({}),
  keys: z.array(flagKey).max(1_000).optional(),
  at: z.iso
    .datetime({ offset: true, error: "Use a time such as 2026-12-01T09:00:00Z." })
    .optional(),
});
export type EvaluateInput = z.output<typeof evaluateSchema>;

function attributesOf({ targetingKey: _, ...attributes }: Record<string, unknown>) {
  return attributes;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
