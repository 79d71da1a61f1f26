import { z } from "zod";
import { time } from "@/lib/flags/schema";

export const usageQuery = z.strictObject({
  /** What began at this time or later; an hour ago unless said. */
  since: z.iso
    .datetime({ offset: true, error: "Send a time such as 2026-12-01T09:00:00Z." })
    .transform((text) => new Date(Math.max(0, Date.parse(text))))
    .optional(),
});
export type UsageQuery = z.output<typeof usageQuery>;

/** What client apps got of a flag. Minutes become hours after three hours, and hours days after a week. */
export const usageView = z.object({
  lastEvaluatedAt: time.nullable(),
  data: z.array(
    z.object({
      startsAt: time,
      /** How many minutes are counted together: 1, 60 or 1440. */
      minutes: z.number(),
      variant: z.string(),
      count: z.coerce.number(),
    }),
  ),
});
export type UsageView = z.output<typeof usageView>;
