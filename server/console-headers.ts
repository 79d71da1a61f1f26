import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";
import type { PublicAddress } from "./public-address";

// What only we or Next.js itself may say. `rsc`, `next-router-*`, `next-action` and `next-url` are the browser's part
// of Next.js and stay; so do the request ids of its development overlay.
const internal =
  /^(?:forwarded|x-forwarded-.*|x-real-ip|x-nonce|content-security-policy.*|x-middleware-.*|x-hoist-.*|x-invoke-.*|x-invocation-id|x-matched-path|x-now-route-matches|x-nextjs-(?:data|rewritten-.*|postponed|prerender|deployment-id|stale-time)|x-next-.*|next-resume|next-internal.*|x-prerender-.*|x-action-.*|x-vercel-.*|x-sveltekit-.*)$/;
const hopByHop =
  /^(?:connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect|http2-settings)$/;

type Facts = {
  address: PublicAddress;
  /** What is asked for, without the host. */
  target: string;
  requestId: string;
  nonce: string;
  policy: string;
};

/** Changes a request's headers into those that the console may trust. An upgrade keeps what makes it one. */
export function writeConsoleRequest(
  headers: IncomingHttpHeaders,
  { address, target, requestId, nonce, policy }: Facts,
  { upgrade } = { upgrade: false },
) {
  for (const name of Object.keys(headers)) {
    if (internal.test(name) || (!upgrade && hopByHop.test(name))) delete headers[name];
  }
  const port = new URL(`${address.protocol}://${address.host}`).port;
  Object.assign(headers, {
    host: address.host,
    "x-forwarded-for": address.client,
    "x-forwarded-host": address.host,
    "x-forwarded-port": port || (address.protocol === "https" ? "443" : "80"),
    "x-forwarded-proto": address.protocol,
    "x-request-id": requestId,
    // Pages are not told their address, and signing in is to lead back there.
    "x-hoist-target": target,
    // Next.js stamps its scripts with the nonce that it finds in the request's policy.
    "x-nonce": nonce,
    "content-security-policy": policy,
  });
}

const SEQUENCE_HEADER = "x-hoist-sequence";
const SEQUENCE_COOKIE = /^hoist-sequence=(\d{1,18})(?:;|$)/;

/** The console's answer as the client may see it, and the last sequence that it wrote, if it wrote. */
export function readConsoleAnswer(given: IncomingHttpHeaders): {
  headers: OutgoingHttpHeaders;
  sequence: bigint | undefined;
} {
  const headers: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(given)) {
    if (!hopByHop.test(name) && !/^x-hoist-|^x-middleware-|^x-powered-by$/.test(name)) {
      headers[name] = value;
    }
  }
  const cookies = given["set-cookie"] ?? [];
  const kept = cookies.filter((cookie) => !SEQUENCE_COOKIE.test(cookie));
  if (kept.length > 0) headers["set-cookie"] = kept;
  else delete headers["set-cookie"];

  const inHeader = /^\d{1,18}$/.exec(String(given[SEQUENCE_HEADER] ?? ""))?.[0];
  const inCookies = cookies.map((cookie) => SEQUENCE_COOKIE.exec(cookie)?.[1]);
  const written = [inHeader, ...inCookies].flatMap((n) => (n === undefined ? [] : [BigInt(n)]));
  const sequence = written.reduce<bigint | undefined>(
    (last, n) => (last === undefined || n > last ? n : last),
    undefined,
  );
  return { headers, sequence };
}
