import type { OutgoingHttpHeaders } from "node:http";

/** What a page of the console may load. `next dev` evaluates code and keeps its styles and sockets to itself. */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  const evaluate = development ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluate}`,
    // Nonced styles would break server-rendered style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Headers of every answer of the console; the policy goes with pages. */
export function addSecurityHeaders(
  headers: OutgoingHttpHeaders,
  { policy, secure }: { policy: string; secure: boolean },
) {
  const isPage = String(headers["content-type"] ?? "").startsWith("text/html");
  if (isPage) headers["content-security-policy"] = policy;
  else delete headers["content-security-policy"];
  headers["x-frame-options"] = "DENY";
  headers["x-content-type-options"] = "nosniff";
  // `no-referrer` would make the Origin of plain form posts null.
  headers["referrer-policy"] = "same-origin";
  if (secure) headers["strict-transport-security"] = "max-age=31536000; includeSubDomains";
}
