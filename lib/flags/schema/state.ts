import { z } from "zod";
import type { Rule, Serve } from "@/lib/evaluation/state";
import { flagKey, time, variantKey } from "@/lib/flags/schema";
import { attributeName, condition, storedCondition } from "@/lib/flags/schema/condition";

/** All of something, in thousandths of a percent. */
export const whole = 100_000;

const weight = z
  .int("A weight is a whole number of thousandths of a percent.")
  .min(0, "A weight is at least 0.")
  .max(whole, "A weight is at most 100000: all.");

/** An instant as it is stored: RFC 3339 UTC with milliseconds. */
const instant = z.iso
  .datetime({ offset: true, error: "Use a time such as 2026-12-01T09:00:00Z." })
  .transform((text) => new Date(text).toISOString())
  .refine((text) => text.length === 24, "Use a year between 0000 and 9999, in UTC.");

const step = z.strictObject({ at: instant, weight });

const steps = z
  .array(step)
  .min(1, "Name at least one step.")
  .max(100, "An exposure takes at most 100 steps.")
  .superRefine((list, context) => {
    list.forEach((one, index) => {
      const before = list[index - 1];
      if (!before) return;
      const wrong = (member: string, message: string) =>
        context.addIssue({ code: "custom", path: [index, member], message });
      if (one.at <= before.at) wrong("at", "Each step is later than the one before.");
      if (one.weight < before.weight)
        wrong("weight", "An exposure never shrinks over time: use at least the weight before.");
    });
  });

const split = z
  .array(z.strictObject({ variant: variantKey, weight }))
  .min(1, "Name at least one variant.")
  .max(100, "A split takes at most 100 variants.")
  .superRefine((list, context) => {
    const sum = list.reduce((total, { weight }) => total + weight, 0);
    if (sum !== whole) context.addIssue(`The weights sum to ${sum}; a split's sum is ${whole}.`);
    list.forEach(({ variant }, index) => {
      if (list.findIndex((other) => other.variant === variant) < index)
        context.addIssue({
          code: "custom",
          path: [index, "variant"],
          message: `${variant} is in the split already.`,
        });
    });
  });

// One object with all members instead of a union, so that what is wrong is told where it is.
/** A variant; or a split by an attribute, with an exposure if given. */
export const serve = z
  .strictObject({
    variant: variantKey.optional(),
    split: split.optional(),
    by: attributeName.optional(),
    /** A weight, or steps over time. */
    exposure: z
      .union([weight, steps], "An exposure is a weight, or a list of steps with at and weight.")
      .optional(),
  })
  .superRefine(({ variant, split, by, exposure }, context) => {
    const wrong = (message: string, ...path: string[]) =>
      context.addIssue({ code: "custom", message, path });
    if ((variant === undefined) === (split === undefined))
      return wrong("Serve either a variant or a split.");
    if (split !== undefined) {
      if (by === undefined) wrong("Say what to split by: targetingKey or an attribute.", "by");
      return;
    }
    if (by !== undefined) wrong("Only a split is by an attribute.", "by");
    if (exposure !== undefined)
      wrong("Only a split has an exposure: split the variant at 100000.", "exposure");
  }) as unknown as z.ZodType<Serve, Serve>;

const ruleId = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    "Use 1 to 64 letters, digits, dots, hyphens and underscores, or leave the id out.",
  );

/** A rule as it is sent. Without an id it gets one. */
const rule = z
  .strictObject({
    id: ruleId.optional(),
    name: z.string().trim().max(200, "A rule's name has at most 200 characters.").default(""),
    startsAt: instant.nullable().default(null),
    endsAt: instant.nullable().default(null),
    when: condition,
    serve,
  })
  .refine(({ startsAt, endsAt }) => !startsAt || !endsAt || startsAt < endsAt, {
    path: ["endsAt"],
    message: "A rule ends after it starts.",
  });
export type RuleInput = z.output<typeof rule>;

const rules = z
  .array(rule)
  .max(200, "A flag takes at most 200 rules.")
  .superRefine((list, context) => {
    list.forEach(({ id }, index) => {
      if (id !== undefined && list.findIndex((other) => other.id === id) < index)
        context.addIssue({
          code: "custom",
          path: [index, "id"],
          message: `Another rule has the id ${id}.`,
        });
    });
  });

const prerequisite = z.strictObject({
  flag: flagKey,
  variants: z
    .array(variantKey)
    .min(1, "Name at least one variant that it must serve.")
    .max(100)
    .refine((list) => new Set(list).size === list.length, "A variant is named twice."),
});

const prerequisites = z
  .array(prerequisite)
  .max(50, "A flag takes at most 50 prerequisites.")
  .superRefine((list, context) => {
    list.forEach(({ flag }, index) => {
      if (list.findIndex((other) => other.flag === flag) < index)
        context.addIssue({
          code: "custom",
          path: [index, "flag"],
          message: `${flag} is a prerequisite already.`,
        });
    });
  });

/** Merges top-level fields; lists replace whole. */
export const changeStateSchema = z.strictObject({
  enabled: z.boolean().optional(),
  killed: z.boolean().optional(),
  offVariant: variantKey.optional(),
  prerequisites: prerequisites.optional(),
  rules: rules.optional(),
  fallthrough: serve.optional(),
});
export type ChangeState = z.output<typeof changeStateSchema>;

const storedRule = z.object({
  id: z.string(),
  name: z.string(),
  startsAt: z.string().nullable(),
  endsAt: z.string().nullable(),
  when: storedCondition,
  serve,
}) satisfies z.ZodType<Rule>;

/** A state as the audit log holds it (`flag.enable`, `flag.kill`, `state.update` and so on), made by parsing the row. */
export const stateDocument = z.object({
  flagId: z.string(),
  environmentId: z.string(),
  enabled: z.boolean(),
  killed: z.boolean(),
  offVariant: z.string(),
  prerequisites: z.array(z.object({ flag: z.string(), variants: z.array(z.string()) })),
  rules: z.array(storedRule),
  fallthrough: serve,
  version: z.number(),
  updatedAt: time,
});
export type StateDocument = z.output<typeof stateDocument>;

/** The state document on the wire. */
export const stateView = stateDocument.omit({ flagId: true, environmentId: true, updatedAt: true });
export type StateView = z.output<typeof stateView>;
