import { z } from "zod";
import type { ToldRow } from "@/lib/history/told";

/** An instant, or a day: the whole of it, in UTC. */
const since = z.iso
  .datetime({ offset: true })
  .or(z.iso.date())
  .transform((text) => new Date(text));
const until = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .or(z.iso.date().transform((text) => new Date(Date.parse(text) + 86_400_000)));

const name = z.string().trim().min(1).max(256).optional();

/** The filters of the log. `since` is inclusive, `until` is not, except that a day named by it still counts. */
export const listAuditQuery = z.strictObject({
  flag: name,
  /** A username. */
  actor: name,
  /** A username or targeting key. */
  user: name,
  /** `toggle.create`, or `toggle` for everything about toggles. */
  action: z
    .string()
    .regex(/^[a-z]+(\.[a-z]+)?$/, "Write an action such as flag.enable, or a noun such as flag.")
    .optional(),
  env: name,
  since: since.optional(),
  until: until.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(200).optional(),
});

export type ListAudit = Partial<z.output<typeof listAuditQuery>> & {
  /** A project's key; without one the log of the whole installation. */
  project?: string;
  /** With `project`: also what happened to no project, such as accounts. */
  accounts?: boolean;
};

export type AuditView = ToldRow;

/** Every action that is written, for filters. */
export const actions = [
  "flag.create",
  "flag.update",
  "flag.archive",
  "flag.restore",
  "flag.delete",
  "flag.enable",
  "flag.disable",
  "flag.kill",
  "flag.unkill",
  "state.update",
  "toggle.create",
  "toggle.update",
  "toggle.end",
  "toggle.delete",
  "user.create",
  "user.update",
  "user.password",
  "configuration.put",
  "configuration.delete",
  "key.create",
  "key.revoke",
  "token.create",
  "token.revoke",
  "environment.create",
  "environment.update",
  "project.create",
  "project.update",
] as const;
