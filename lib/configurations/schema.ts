import { z } from "zod";
import { Refusal } from "@/lib/errors";
import { assertWellFormed } from "@/lib/wellformed";

/** Names as flags have them. */
export const configurationKey = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/,
    "Use 1 to 128 letters, digits, dots, hyphens and underscores, beginning with a letter or digit.",
  );

export const putConfigurationSchema = z.strictObject({
  value: z.json().refine((value) => JSON.stringify(value).length <= 65_536, "Use at most 64 KiB."),
});
export type PutConfiguration = z.output<typeof putConfigurationSchema>;

/** A JSON value as a form sends it: as text. */
export const jsonText = z.string().transform((text, context): PutConfiguration["value"] => {
  try {
    const value: unknown = JSON.parse(text);
    assertWellFormed(value);
    return z.json().parse(value);
  } catch (error) {
    const message =
      error instanceof Refusal
        ? error.message
        : "This is not a JSON value. Check its quotes, commas and brackets.";
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  }
});

export const putConfigurationForm = z.object({
  key: configurationKey,
  value: jsonText.pipe(putConfigurationSchema.shape.value),
});

/** One person may keep this many. */
export const maxConfigurations = 256;

export const configurationView = z.object({
  key: z.string(),
  value: z.json(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type ConfigurationView = z.output<typeof configurationView>;

/** A configuration in the chained part of the audit log. */
export const configurationDocument = z.object({ id: z.string(), userId: z.string() });

/** And in the part that can be erased. */
export const configurationPersonal = z.object({ key: z.string(), value: z.json() });
