import type { Document, Json } from "@/lib/history/entry";
import type { AuditRow } from "@/lib/history/row";

/** A row of the log as it is shown. Who was erased has no name any more. */
export type ToldRow = {
  id: string;
  /** For administrators only, like the hashes. */
  sequence?: number;
  changeSet: string;
  timestamp: string;
  /** noun.verb, such as `flag.enable`. */
  action: string;
  actor: { username: string | null; kind: string };
  /** Keys. */
  project: string | null;
  environment: string | null;
  flag: string | null;
  /** The affected user's name. */
  user: string | null;
  before: Document | null;
  after: Document | null;
  comment: string | null;
  requestId: string;
  hash?: string;
  previousHash?: string;
};

export type Rights = {
  /** Sequence number, hashes, e-mail addresses. */
  proofs: boolean;
  /** The value of the configuration this row is about. */
  value: boolean;
};

/** Usernames by id; null or absent when erased. */
export type Usernames = ReadonlyMap<string, string | null>;

/** Everybody a row names. */
export function peopleOf(row: AuditRow): string[] {
  const documents = [row.before?.creatorId, row.after?.creatorId];
  const ids = [row.actor.id, row.user, ...documents];
  return ids.filter((id): id is string => typeof id === "string");
}

/** Names people instead of ids, joins what the chain keeps apart, and leaves out what the reader may not see. */
export function tell(row: AuditRow, usernames: Usernames, rights: Rights): ToldRow {
  const name = (id: Json | undefined) =>
    (typeof id === "string" ? usernames.get(id) : null) ?? null;
  const told = (chained: Document | null, personal: Document | null | undefined) =>
    chained && documentOf({ ...chained, ...personal }, name, rights);

  return {
    id: row.id,
    changeSet: row.changeSet,
    timestamp: row.timestamp.toISOString(),
    action: row.action,
    actor: { username: name(row.actor.id), kind: row.actor.kind },
    project: row.project?.key ?? null,
    environment: row.environment?.key ?? null,
    flag: row.flag?.key ?? null,
    user: name(row.user),
    before: told(row.before, row.personal?.before),
    after: told(row.after, row.personal?.after),
    comment: row.personal?.comment ?? null,
    requestId: row.requestId,
    ...(rights.proofs
      ? { sequence: Number(row.sequence), hash: row.hash, previousHash: row.previousHash }
      : {}),
  };
}

/** The row itself says which project, environment, flag and user it is about: their ids would only be in the way. */
function documentOf(
  document: Document,
  name: (id: Json | undefined) => string | null,
  rights: Rights,
): Document {
  const { projectId, environmentId, flagId, userId, creatorId, email, value, ...rest } = document;
  return {
    ...rest,
    ...(creatorId === undefined ? {} : { creator: { username: name(creatorId) } }),
    ...(email !== undefined && rights.proofs ? { email } : {}),
    ...(value !== undefined && rights.value ? { value } : {}),
  };
}
