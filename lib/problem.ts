import { Refusal } from "@/lib/errors";

/** RFC 9457. */
export function problem(refusal: Refusal, requestId: string): Response {
  const { code, status, message, errors, retryAfter } = refusal;
  const title = code.charAt(0).toUpperCase() + code.slice(1).replaceAll("_", " ");
  const body = { type: "about:blank", title, status, detail: message, code, requestId, errors };

  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      "x-request-id": requestId,
      ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }),
      ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
    },
  });
}

/** What a schema found wrong, one entry per place. */
export function invalid(issues: readonly { path: PropertyKey[]; message: string }[]): Refusal {
  const errors = issues.map(({ path, message }) => ({ path: path.map(String).join("."), message }));
  const detail = errors.map(({ path, message }) => (path ? `${path}: ${message}` : message));
  return new Refusal("invalid", detail.join(" "), { errors });
}
