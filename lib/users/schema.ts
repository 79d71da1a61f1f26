import { z } from "zod";

export const roles = ["member", "viewer", "editor", "approver", "admin"] as const;

export const username = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    "Use 1 to 64 letters, digits, dots, hyphens and underscores, beginning with a letter or digit.",
  );

export const targetingKey = z
  .string()
  .refine((key) => key !== "" && [...key].length <= 256, "1 to 256 characters.");

/** Kept in lower case. */
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "Use at most 254 characters.")
  .pipe(z.email("Write an e-mail address such as ada@example.com."));

export const password = z
  .string()
  .min(12, "At least 12 characters.")
  .max(256, "Use at most 256 characters.");

/** What is known of a user: text, numbers, yes or no, lists and objects of these; at most 256 of them in 64 KiB. */
export const attributes = z
  .record(z.string().min(1).max(256), z.json())
  .refine((known) => Object.keys(known).length <= 256, "Give at most 256 attributes.")
  .refine((known) => JSON.stringify(known).length <= 65_536, "Use at most 64 KiB.");

/** An empty form field counts as absent. */
const absentWhenEmpty = (value: unknown) => (value === "" ? undefined : value);

export const signUpSchema = z.object({
  username,
  email: z.preprocess(absentWhenEmpty, email.nullish()),
  password,
  /** The one-time code that the server printed, for the first account of a server that others can reach. */
  code: z.string().trim().max(200).optional(),
});
export type SignUp = z.output<typeof signUpSchema>;

export const loginSchema = z.object({
  login: z.string().trim().min(1, "Say who you are.").max(254, "Use at most 254 characters."),
  password: z.string().min(1, "Type your password.").max(256, "Use at most 256 characters."),
});

export const changePasswordSchema = z.object({
  currentPassword: z
    .string()
    .min(1, "Type your current password.")
    .max(256, "Use at most 256 characters."),
  newPassword: password,
});
export type ChangePassword = z.output<typeof changePasswordSchema>;

export const createUserSchema = z.strictObject({
  username,
  targetingKey: targetingKey.optional(),
  email: email.nullish(),
  attributes: attributes.optional(),
});
export type CreateUser = z.output<typeof createUserSchema>;

export const updateUserSchema = z.strictObject({
  username: username.optional(),
  email: email.nullish(),
  role: z.enum(roles).optional(),
  active: z.boolean().optional(),
  targetingKey: targetingKey.optional(),
  attributes: attributes.optional(),
  confirmed: z.boolean().optional(),
});
export const renameSchema = updateUserSchema
  .pick({ username: true })
  .required()
  .extend({
    email: z.preprocess((value) => (value === "" ? null : value), email.nullable()),
  });
export type UpdateUser = z.output<typeof updateUserSchema>;

export const listUsersQuery = z.object({
  q: z.string().trim().max(256).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(1_000).optional(),
});
export type ListUsers = z.output<typeof listUsersQuery>;

/** A user as everybody sees it who may see it at all; `email` is there for administrators and the user alone. */
export const userView = z.object({
  username: z.string(),
  targetingKey: z.string(),
  email: z.string().nullable().optional(),
  role: z.enum(roles),
  attributes: z.record(z.string(), z.json()),
  active: z.boolean(),
  confirmed: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type UserView = z.output<typeof userView>;

/** Last seen: in the console or with a personal token; what apps ask for somebody does not count. */
export type PersonUse = { lastSeenAt: string | null; toggles: number };

const time = z
  .union([z.date(), z.iso.datetime()])
  .transform((value) => new Date(value).toISOString());

/** A user in the chained part of the audit log. `role` is the one in all projects. */
export const userDocument = z.object({
  id: z.string(),
  role: z.enum(roles),
  active: z.boolean(),
  confirmed: z.boolean(),
  epoch: z.number(),
  createdAt: time,
  updatedAt: time,
});
export type UserDocument = z.output<typeof userDocument>;

/** A user in the part of the audit log that can be erased. */
export const userPersonal = z.object({
  username: z.string().nullable(),
  targetingKey: z.string().nullable(),
  email: z.string().nullable(),
  attributes: z.record(z.string(), z.json()),
});
export type UserPersonal = z.output<typeof userPersonal>;

type Membered = { memberships: { scope: string; role: (typeof roles)[number] }[] };

/** The role in all projects. */
export function roleOf({ memberships }: Membered): (typeof roles)[number] {
  return memberships.find(({ scope }) => scope === "*")?.role ?? "member";
}

/** Both documents of a user row read with its memberships. */
export function userDocuments(row: Membered & object) {
  return {
    document: userDocument.parse({ ...row, role: roleOf(row) }),
    personal: userPersonal.parse(row),
  };
}
