import { z } from "zod";
import { flagKey } from "@/lib/flags/schema";

/** How many flags one bulk change takes: as many as are written and chained well within a transaction's time. */
export const bulkLimit = 500;

const bulkFlags = z
  .array(
    z.strictObject({
      key: flagKey,
      /** Of the document that changes: the state when switching, else the flag. Another one by now: nothing is done. */
      version: z.number().int().optional(),
    }),
  )
  .min(1, "Name at least one flag.")
  .max(bulkLimit, `At most ${bulkLimit} flags at once.`)
  .refine(
    (list) => new Set(list.map(({ key }) => key)).size === list.length,
    "A flag is named twice.",
  );

/** One change of many flags. */
export const bulkSchema = z.discriminatedUnion("action", [
  z.strictObject({
    action: z.enum(["enable", "disable"]),
    environment: z.string().max(128),
    flags: bulkFlags,
  }),
  z.strictObject({
    action: z.enum(["tag", "untag"]),
    tag: z.string().trim().min(1, "Name the tag.").max(60),
    flags: bulkFlags,
  }),
  z.strictObject({ action: z.enum(["archive", "restore"]), flags: bulkFlags }),
]);
export type Bulk = z.output<typeof bulkSchema>;

/** What a bulk change would do to one flag. */
export const bulkVerdict = z.object({
  key: z.string(),
  outcome: z.enum(["change", "same", "refused"]),
  /** In words: what changes, why it stays, or why it is refused. */
  message: z.string(),
  /** Why it is refused; else null. */
  code: z.string().nullable(),
  /** To be sent with the change, so that it is refused when somebody was faster. */
  version: z.number().nullable(),
});
export type BulkVerdict = z.output<typeof bulkVerdict>;

/** What a bulk change did: the versions that stand now, and the flags that were as wished already. */
export const bulkDone = z.object({
  changed: z.array(z.object({ key: z.string(), version: z.number() })),
  same: z.array(z.string()),
});
export type BulkDone = z.output<typeof bulkDone>;
