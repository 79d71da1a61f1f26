import { z } from "zod";
import type { Step } from "@/lib/evaluation/trace";
import { flagGlance, time } from "@/lib/flags/schema";
import { listPageQuery } from "@/lib/projects/schema";

/** `{ enabled }` for boolean flags (the variant with that value), or `{ variant }`; what is absent becomes null. */
export const putToggleSchema = z
  .strictObject({
    enabled: z.boolean().optional(),
    variant: z.string().max(128).optional(),
    reason: z.string().trim().max(1_000).nullish(),
    expiresAt: z.iso
      .datetime({ offset: true, error: "Use a time such as 2026-12-01T09:00:00Z." })
      .nullish(),
  })
  .refine(({ enabled, variant }) => (enabled === undefined) !== (variant === undefined), {
    path: ["variant"],
    message: "Say either enabled or variant.",
  });
export type PutToggle = z.output<typeof putToggleSchema>;

export const listTogglesSchema = z.strictObject({
  /** "true": ended toggles too. */
  ended: z.enum(["true", "false"]).default("false"),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(1_000).optional(),
});
export type ListToggles = z.output<typeof listTogglesSchema>;

export const userFlagsSchema = z.strictObject({
  env: z.string("Say in which environment.").min(1, "Say in which environment.").max(128),
});

/** The same over REST, page by page. */
export const listUserFlagsQuery = userFlagsSchema.extend(listPageQuery.shape);

/** A toggle as the audit log holds it (`toggle.*`), made by parsing the row; the reason is personal and stands apart. */
export const toggleDocument = z.object({
  id: z.string(),
  flagId: z.string(),
  environmentId: z.string(),
  userId: z.string(),
  variant: z.string(),
  expiresAt: time.nullable(),
  creatorId: z.string(),
  selfService: z.boolean(),
  createdAt: time,
  updatedAt: time,
});

/** A toggle on the wire. Names are null once the person is erased. */
export const toggleView = z.object({
  user: z.object({ username: z.string().nullable(), targetingKey: z.string().nullable() }),
  variant: z.string(),
  reason: z.string().nullable(),
  expiresAt: time.nullable(),
  creator: z.object({ username: z.string().nullable() }),
  createdAt: time,
  updatedAt: time,
  /** Made by an unconfirmed user for themselves: does not reach client apps until an editor confirms the account. */
  pending: z.boolean(),
});
export type ToggleView = z.output<typeof toggleView>;

/** One flag for one user: all that members get, of themselves alone. */
export const userFlagGlance = flagGlance.extend({
  /** Absent, as `variant` is, when the flag cannot be evaluated. */
  value: z.json().optional(),
  variant: z.string().optional(),
  reason: z.string(),
  toggle: toggleView.nullable(),
});
export type UserFlagGlance = z.output<typeof userFlagGlance>;

/** What decided: also which rule, by its id, which prerequisite, by its flag, and where in a split. */
const decidedBy = z
  .object({
    kind: z.string(),
    rule: z.string().optional(),
    flag: z.string().optional(),
    bucket: z.number().nullable(),
  })
  .nullable();

/** What a context gets of each flag, and every step that led there: `Trace` of the evaluator. */
export const evaluationView = z.object({
  environment: z.string(),
  at: z.string(),
  flags: z.record(
    z.string(),
    z.object({
      enabled: z.boolean().optional(),
      value: z.json().optional(),
      variant: z.string().optional(),
      reason: z.string(),
      errorCode: z.string().optional(),
      errorDetails: z.string().optional(),
      decidedBy,
      steps: z.array(z.record(z.string(), z.json())),
      unknownAttributes: z.array(z.string()),
    }),
  ),
});

/** One flag for oneself, with what one may choose from where it offers itself. */
export const myFeature = userFlagGlance.extend({
  choices: z.array(z.object({ key: z.string(), value: z.json() })),
});
export type MyFeature = z.output<typeof myFeature>;

/** The same for viewers and above: what they get and why. */
export const userFlagView = userFlagGlance.extend({
  variants: z.array(z.object({ key: z.string(), value: z.json() })),
  /** Null when nothing decided, because the flag cannot be evaluated. */
  decidedBy,
  /** Attributes that a rule asked for and nobody knows of this user. */
  unknownAttributes: z.array(z.string()),
});
export type UserFlagView = z.output<typeof userFlagView>;

/** The same with every step that led there, for the console's explanations. */
export type ExplainedFlag = UserFlagView & { steps: Step[]; errorDetails?: string };
