import type { IncomingMessage } from "node:http";
import type { PublicAddress } from "./public-address";

const safe = new Set(["GET", "HEAD", "OPTIONS"]);
const sessionCookie = /(?:^|;\s*)(?:__Secure-)?next-auth\.session-token(?:\.\d+)?=/;

/**
 * Whether another site's page may have made this request on behalf of whoever is signed in: an unsafe request without
 * `Authorization` must come from the host that it asks, or from that of NEXTAUTH_URL.
 */
export function isForeign(
  req: IncomingMessage,
  address: PublicAddress,
  publicUrl: string | undefined,
): boolean {
  if (safe.has(req.method ?? "") || req.headers.authorization !== undefined) return false;
  const { origin, cookie } = req.headers;
  if (origin === undefined) return sessionCookie.test(cookie ?? "");
  if (!URL.canParse(origin)) return true; // `null`, too

  const { host, protocol } = new URL(origin);
  const asked = `${protocol}//${address.host}`;
  if (URL.canParse(asked) && new URL(asked).host === host) return false;
  return publicUrl === undefined || new URL(publicUrl).host !== host;
}
