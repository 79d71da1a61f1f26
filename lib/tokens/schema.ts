import { z } from "zod";

const future = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine((time) => time.getTime() > Date.now(), "Choose a time in the future.");

export const createTokenSchema = z.strictObject({
  name: z.string().trim().min(1, "Say what it is for.").max(100, "Use at most 100 characters."),
  readOnly: z.boolean().default(false),
  expiresAt: future.nullable().default(null),
});
export type CreateToken = z.output<typeof createTokenSchema>;

/** The same from a form: a checkbox, and days instead of a time (none: it does not expire). */
export const createTokenForm = z
  .object({
    name: createTokenSchema.shape.name,
    readOnly: z.string().optional(),
    days: z.enum(["", "7", "30", "90", "365"]).default(""),
  })
  .transform(({ name, readOnly, days }) => ({
    name,
    readOnly: readOnly !== undefined,
    expiresAt: days === "" ? null : new Date(Date.now() + Number(days) * 86_400_000),
  }));

export const revokeTokenForm = z.object({ id: z.string() });

export const tokenView = z.object({
  id: z.string(),
  name: z.string(),
  /** The first characters of the token, to recognise it by. */
  prefix: z.string(),
  readOnly: z.boolean(),
  /** Made by logging in: ends with the sessions. */
  login: z.boolean(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
});
export type TokenView = z.output<typeof tokenView>;

/** A token as told once. */
export const newToken = tokenView.extend({ token: z.string() });
export type NewToken = z.output<typeof newToken>;

const time = z
  .union([z.date(), z.iso.datetime()])
  .transform((value) => new Date(value).toISOString());

/** A personal token in the chained part of the audit log. */
export const tokenDocument = z.object({
  id: z.string(),
  userId: z.string(),
  prefix: z.string(),
  readOnly: z.boolean(),
  login: z.boolean(),
  expiresAt: time.nullable(),
  revokedAt: time.nullable(),
  createdAt: time,
});

/** And in the part that can be erased. */
export const tokenPersonal = z.object({ name: z.string() });

type Row = {
  id: string;
  name: string;
  prefix: string;
  readOnly: boolean;
  loginEpoch: number | null;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
};

export function toTokenView(row: Row): TokenView {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    readOnly: row.readOnly,
    login: row.loginEpoch !== null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
