import type { Document } from "@/lib/history/entry";

/** A row of the log as it is read back: `canonical` and the personal document parsed. */
export type AuditRow = {
  id: string;
  sequence: bigint;
  changeSet: string;
  timestamp: Date;
  version: number;
  action: string;
  actor: { kind: string; id: string | null };
  project: { id: string; key: string } | null;
  environment: { id: string; key: string } | null;
  flag: { id: string; key: string } | null;
  /** The affected user's id. */
  user: string | null;
  before: Document | null;
  after: Document | null;
  /** Null once the person is erased, or when there was nothing personal. */
  personal: { before: Document | null; after: Document | null; comment: string | null } | null;
  requestId: string;
  hash: string;
  previousHash: string;
};

type Stored = {
  sequence: bigint | string;
  timestamp: Date;
  canonical: string;
  hash: string;
  previousHash: string;
  /** AuditPersonal.document. */
  document: string | null;
};

/** Parses a stored row; the text that was hashed is the only source of what the row says. */
export function parseRow(stored: Stored): AuditRow {
  return {
    ...JSON.parse(stored.canonical),
    personal: stored.document === null ? null : JSON.parse(stored.document),
    sequence: BigInt(stored.sequence),
    timestamp: stored.timestamp,
    hash: stored.hash,
    previousHash: stored.previousHash,
  };
}
