import { z } from "zod";
import { estateName } from "@/lib/projects/schema";

/** What a browser sends as `Origin`: scheme, host and port, nothing after them. Web addresses come out in the browser's own spelling. */
export const origin = z
  .string()
  .trim()
  .max(300)
  .regex(
    /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@*\\]+$/i,
    "Write an origin such as https://app.example.com.",
  )
  .transform((text, context) => {
    if (!/^https?:/i.test(text)) return text.toLowerCase();
    if (URL.canParse(text)) return new URL(text).origin;
    context.addIssue({
      code: "custom",
      message: "Write an origin such as https://app.example.com.",
    });
    return z.NEVER;
  });

export const createKeySchema = z
  .strictObject({
    name: estateName,
    kind: z.enum(["client", "server"]),
    allowedOrigins: z
      .array(origin)
      .max(50, "Give at most 50 origins.")
      .default([])
      .transform((origins) => [...new Set(origins)]),
    requireIdentity: z.boolean().default(false),
    expiresAt: z.iso
      .datetime({ offset: true })
      .transform((text) => new Date(text))
      .nullable()
      .default(null)
      .refine((time) => time === null || time > new Date(), "Choose a time in the future."),
  })
  .refine(({ kind, allowedOrigins }) => kind === "client" || allowedOrigins.length === 0, {
    path: ["allowedOrigins"],
    message:
      "Only client keys have origins: a server key never answers to browsers. Leave them out.",
  })
  .refine(({ kind, requireIdentity }) => kind === "client" || !requireIdentity, {
    path: ["requireIdentity"],
    message: "Only client keys can require an identity: a server key is trusted. Leave it out.",
  });

export type CreateKey = z.output<typeof createKeySchema>;

const time = z.date().transform((date) => date.toISOString());

/** The document of key.create and key.revoke rows; parsing a database row makes it, without the secrets. */
export const keyDocument = z.object({
  id: z.string(),
  environmentId: z.string(),
  name: z.string(),
  kind: z.enum(["client", "server"]),
  prefix: z.string(),
  allowedOrigins: z.array(z.string()),
  requireIdentity: z.boolean(),
  expiresAt: time.nullable(),
  revokedAt: time.nullable(),
  creatorId: z.string(),
  createdAt: time,
});

/** Whether apps ask in an environment: keys that are not revoked, and when any key was last used. */
export const keyUse = z.object({ keys: z.number().int(), lastUsedAt: z.string().nullable() });
export type KeyUse = z.output<typeof keyUse>;

export const keyView = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(["client", "server"]),
  /** The first characters of the token, to recognise it by. */
  prefix: z.string(),
  allowedOrigins: z.array(z.string()),
  requireIdentity: z.boolean(),
  creator: z.object({ username: z.string().nullable() }),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
});
export type KeyView = z.output<typeof keyView>;

/** A key and its secrets, as told once. */
export const newKey = keyView.extend({
  token: z.string(),
  /** HMAC key of `X-Hoist-Identity`; client keys only. */
  identitySecret: z.string().optional(),
});
export type NewKey = z.output<typeof newKey>;
