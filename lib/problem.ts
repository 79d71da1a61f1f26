import { Refusal } from "@/lib/errors";

/** The members of RFC 9457, and ours. */
export function problemDocument({ code, status, message, errors }: Refusal, requestId: string) {
  const title = code.charAt(0).toUpperCase() + code.slice(1).replaceAll("_", " ");
  return { type: "about:blank", title, status, detail: message, code, requestId, errors };
}

/** RFC 9457. */
export function problem(refusal: Refusal, requestId: string): Response {
  const { status, retryAfter } = refusal;

  return new Response(JSON.stringify(problemDocument(refusal, requestId)), {
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
