import { createHash, randomInt, timingSafeEqual } from "node:crypto";

export type TokenKind = "pat" | "srv" | "cli";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const form = /^(hst_(pat|srv|cli)_[0-9A-Za-z]{32})([0-9a-f]{8})$/;

/** Random letters and digits, about 5.95 bits each. */
export function randomText(length: number): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join("");
}

/** A new token: `hst_<kind>_`, 32 random characters, and 8 of checksum that secret scanners can verify offline. */
export function mintToken(kind: TokenKind): { token: string; prefix: string; hash: string } {
  const body = `hst_${kind}_${randomText(32)}`;
  const token = body + checksum(body);
  return { token, prefix: token.slice(0, 12), hash: hashToken(token) };
}

/** What is stored of a token: sha256, hex. A token has 190 random bits, so a fast hash does. */
export function hashToken(token: string): string {
  return sha256(token);
}

/** The kind of a token whose form and checksum are right; null for everything else, which needs no look-up. */
export function kindOf(token: string): TokenKind | null {
  const [, body, kind, sum] = form.exec(token) ?? [];
  if (!body || sum !== checksum(body)) return null;
  return kind as TokenKind;
}

export function wellFormed(token: string): boolean {
  return kindOf(token) !== null;
}

/** Whether two secrets are the same, in a time that does not tell where they differ. */
export function sameSecret(left: string, right: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(left)), Buffer.from(sha256(right)));
}

function checksum(body: string): string {
  return sha256(body).slice(0, 8);
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
