import { Refusal } from "@/lib/errors";
import type { KeyRow } from "@/lib/snapshot/state";

const exposed = { "access-control-expose-headers": "ETag, Retry-After" };
const anyOrigin = { "access-control-allow-origin": "*", ...exposed };

/** What a browser of this origin may read. Without a key it is an error, which tells nothing: any may. */
export function corsHeaders(key: KeyRow | null, origin: string | null): Record<string, string> {
  if (key === null) return anyOrigin;
  if (key.kind === "server") return {};
  if (key.allowedOrigins.length === 0) return anyOrigin;
  if (origin === null || !key.allowedOrigins.includes(origin)) return {};
  return { "access-control-allow-origin": origin, ...exposed };
}

/** A client key with origins works from no other page. Apps that are no pages send no origin. */
export function refuseOrigin(key: KeyRow, origin: string | null): void {
  if (key.kind === "server" || key.allowedOrigins.length === 0 || origin === null) return;
  if (!key.allowedOrigins.includes(origin))
    throw new Refusal(
      "forbidden",
      "This key is not for pages of this origin. An administrator can allow the origin with a new key.",
    );
}

/** A preflight carries no key: any origin may ask, the answer itself enforces the key's. */
export const preflight = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
  "access-control-allow-headers":
    "authorization, content-type, if-none-match, x-api-key, x-hoist-identity",
  "access-control-max-age": "7200",
};
