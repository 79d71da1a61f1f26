import { expect } from "vitest";
import { personalHash, rowHash } from "@/lib/history/chain";

type Row = {
  id: string;
  sequence: bigint;
  timestamp: Date;
  canonical: string;
  previousHash: string;
  hash: string;
};
type Personal = { auditId: string; salt: string; document: string };
type Ledger = { sequence: bigint; head: string };

/** Recomputes every hash of a whole log, in order, and the hashes of personal documents. */
export function expectChain(rows: Row[], personal: Personal[], ledger: Ledger): void {
  const personalOf = new Map(personal.map((one) => [one.auditId, one]));
  let [head, sequence] = ["0".repeat(64), 0n];
  for (const row of rows) {
    sequence += 1n;
    expect(row.sequence).toBe(sequence);
    expect(row.previousHash).toBe(head);
    expect(rowHash(head, sequence, row.timestamp, row.canonical)).toBe(row.hash);
    head = row.hash;

    const { salt, document } = personalOf.get(row.id) ?? {};
    const told: unknown = JSON.parse(row.canonical).personal;
    if (salt && document) expect(personalHash(salt, document)).toBe(told);
  }
  expect(ledger).toMatchObject({ sequence, head });
}
