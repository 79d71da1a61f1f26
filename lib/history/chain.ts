import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/** RFC 8785 text of a JSON value. */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("Only JSON values have a canonical text.");
  return text;
}

/** The hash of a log row: sha256(previousHash LF sequence LF timestamp LF canonical), hex. `timestamp` as in JSON. */
export function rowHash(
  previousHash: string,
  sequence: bigint,
  timestamp: Date,
  canonical: string,
): string {
  return sha256(`${previousHash}\n${sequence}\n${timestamp.toISOString()}\n${canonical}`);
}

/** What the chained row holds of a personal document, which may be deleted without breaking the chain. */
export function personalHash(salt: string, document: string): string {
  return sha256(salt + document);
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
