import { randomBytes, randomUUID } from "node:crypto";
import { canonicalText, personalHash } from "@/lib/history/chain";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Document = { [key: string]: Json };

/** What a mutation says of one changed thing. Documents name people by id only; what belongs to a person goes into `personal`. */
export type AuditEntry = {
  /** noun.verb, such as `flag.create`. */
  action: string;
  project?: { id: string; key: string };
  environment?: { id: string; key: string };
  flag?: { id: string; key: string };
  /** The id of the user it is about. */
  userId?: string;
  /** The complete document before; absent when the thing was made. */
  before?: Document;
  /** The complete document after; absent when the thing is gone. */
  after?: Document;
  /** Of the affected user: username, targeting key, e-mail, attributes, configuration values, reasons. */
  personal?: { before?: Document; after?: Document };
};

/** Raised when the shape of any document changes; readers keep the last good state of what they do not know. */
export const documentVersion = 1;

type Origin = {
  changeSet: string;
  actor: { kind: string; id: string | null };
  requestId: string;
  comment: string | null;
};

/** One element of the closing statement's `entries` (see the migration that defines `append_audit`). */
export function auditRow(entry: AuditEntry, origin: Origin) {
  const id = randomUUID();
  const personal = personalDocument(entry, origin.comment);
  const salt = personal === null ? null : randomBytes(16).toString("hex");
  const canonical = canonicalText({
    id,
    version: documentVersion,
    changeSet: origin.changeSet,
    action: entry.action,
    actor: origin.actor,
    project: entry.project ?? null,
    environment: entry.environment ?? null,
    flag: entry.flag ?? null,
    user: entry.userId ?? null,
    before: entry.before ?? null,
    after: entry.after ?? null,
    requestId: origin.requestId,
    personal: personal !== null && salt !== null ? personalHash(salt, personal) : null,
  });

  return {
    id,
    changeSet: origin.changeSet,
    action: entry.action,
    actorId: origin.actor.id,
    projectId: entry.project?.id ?? null,
    environmentId: entry.environment?.id ?? null,
    flagId: entry.flag?.id ?? null,
    userId: entry.userId ?? null,
    canonical,
    salt,
    document: personal,
  };
}

function personalDocument(entry: AuditEntry, comment: string | null): string | null {
  if (!entry.personal && comment === null) return null;
  const { before = null, after = null } = entry.personal ?? {};
  return canonicalText({ before, after, comment });
}
