import { z } from "zod";
import type { ToldRow } from "@/lib/history/told";

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const day = z.iso.date();
const wanted = "Write a time such as 2026-12-03T10:00:00Z, or a day.";

/** An instant, or a day: the whole of it, in UTC. */
const since = z.union([instant, day.transform((text) => new Date(text))], wanted);
const until = z.union(
  [instant, day.transform((text) => new Date(Date.parse(text) + 86_400_000))],
  wanted,
);

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

const document = z.record(z.string(), z.json()).nullable();

/** A row of the log on the wire: what `tell` makes of it. */
export const auditView = z.object({
  id: z.string(),
  /** For administrators only, like the hashes. */
  sequence: z.number().optional(),
  changeSet: z.string(),
  timestamp: z.string(),
  action: z.string(),
  actor: z.object({ username: z.string().nullable(), kind: z.string() }),
  project: z.string().nullable(),
  environment: z.string().nullable(),
  flag: z.string().nullable(),
  user: z.string().nullable(),
  before: document,
  after: document,
  comment: z.string().nullable(),
  requestId: z.string(),
  hash: z.string().optional(),
  previousHash: z.string().optional(),
}) satisfies z.ZodType<ToldRow>;
export type AuditView = ToldRow;

/** One row of the log as it is offered to whoever listens; they hear what `glimpse` leaves of it. */
export type Change = {
  sequence: bigint;
  action: string;
  /** Keys and names, as `ChangeEvent` has them. */
  actor: string | null;
  project: string | null;
  environment: string | null;
  flag: string | null;
  projectId: string | null;
  /** The affected user's id. */
  userId: string | null;
  /** The flag it is about, as it is now: hidden unless it is known to be public; archived also when it is gone. */
  about: { hidden: boolean; creatorId: string | null; archived: boolean } | null;
};

/** What `GET /api/v1/stream` says of a change. */
export type ChangeEvent = {
  type: "change";
  action: string;
  project: string | null;
  environment: string | null;
  flag: string | null;
  /** A username; null for Hoist itself, and where the reader may not know. */
  actor: string | null;
};

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
  "segment.create",
  "segment.update",
  "segment.delete",
  "user.create",
  "user.update",
  "user.password",
  "user.erase",
  "membership.put",
  "membership.delete",
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

/** The filters of an address that a person may have typed: what is wrong is told and left out. */
export function auditFilters(search: Record<string, string>): {
  filters: ListAudit;
  errors: Partial<Record<string, string[]>>;
} {
  const parsed = listAuditQuery.strip().safeParse(search);
  if (parsed.success) return { filters: parsed.data, errors: {} };

  const errors: Partial<Record<string, string[]>> = z.flattenError(parsed.error).fieldErrors;
  const rest = Object.entries(search).filter(([name]) => !errors[name]);
  return { filters: listAuditQuery.strip().parse(Object.fromEntries(rest)), errors };
}
