import { z } from "zod";
import { changeStateSchema } from "@/lib/flags/schema/state";

/** What would be served; members that are left out stay as they are. */
export const previewStateSchema = changeStateSchema.omit({ enabled: true, killed: true });
export type PreviewState = z.output<typeof previewStateSchema>;

export const statePreview = z.object({
  /** How many users there are, and how many of them were asked: the newest. */
  users: z.number(),
  evaluated: z.number(),
  /** The flag is off or killed here: both plans were evaluated as if it were on. */
  asIfOn: z.boolean(),
  /** How many users would get another variant: now (null), and at each moment to come at which a plan changes by itself. */
  moments: z.array(z.object({ at: z.string().nullable(), changed: z.number() })),
  /** How many more such moments there are, which were not looked at. */
  laterMoments: z.number(),
  /** The first ten of them by name, at the first moment at which there are any. */
  first: z.array(z.object({ username: z.string(), before: z.string(), after: z.string() })),
  /** Attributes that the plan asks for, of how many of those users they are not known, and how many contexts lack them. */
  unknown: z.array(z.object({ attribute: z.string(), users: z.number(), contexts: z.number() })),
  /**
   * The same of contexts that apps sent to this instance in the last minutes, at most an hour, each targeting key once: how many
   * were seen, whether there were more than are kept, and how many would get another variant, moment by moment. Null where
   * this console cannot know, and for whoever may not change the flag.
   */
  traffic: z
    .object({
      contexts: z.number(),
      isPart: z.boolean(),
      minutes: z.number(),
      changed: z.array(z.number()),
    })
    .nullable(),
});
export type StatePreview = z.output<typeof statePreview>;
