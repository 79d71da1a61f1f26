import type { Refusal } from "@/lib/errors";
import { problemDocument } from "@/lib/problem";
import type { Answer, ReadRequest, ReadResponse } from "./message";

const vary = "Authorization, X-API-Key, Accept-Encoding, Origin";

/** The answer, or 304 when the client has it. `extra` goes out with both. A status of its own is one of failure. */
export function answered(
  request: ReadRequest,
  answer: Answer,
  extra: Record<string, string>,
  status = 200,
): ReadResponse {
  const compress = request.gzip && answer.bytes > 1_024;
  const headers: Record<string, string> = {
    etag: compress ? `"${answer.tag}-gzip"` : `"${answer.tag}"`,
    "cache-control": "private, no-cache",
    vary,
    "x-request-id": request.requestId,
    ...extra,
  };
  const ifNoneMatch = status === 200 ? request.header("if-none-match") : null;
  if (ifNoneMatch !== null && (ifNoneMatch === headers.etag || isKnown(ifNoneMatch, answer.tag)))
    return { status: 304, headers, body: null, compress: null };

  headers["content-type"] = "application/json";
  headers["content-length"] = String(answer.bytes);
  if (compress) headers["content-encoding"] = "gzip";
  return { status, headers, body: answer.body, compress: compress ? answer : null };
}

/** Whether one of the tags is this answer's, in whatever encoding it was sent. */
function isKnown(ifNoneMatch: string, tag: string): boolean {
  if (ifNoneMatch.trim() === "*") return true;
  for (const [, known] of ifNoneMatch.matchAll(/(?:W\/)?"([^"]*)"/g))
    if (known === tag || known === `${tag}-gzip`) return true;
  return false;
}

/** RFC 9457, with members of its own for single flags. */
export function refused(
  request: ReadRequest,
  refusal: Refusal,
  extra: Record<string, string>,
  members: Record<string, string> = {},
): ReadResponse {
  const body = { ...problemDocument(refusal, request.requestId), ...members };
  const type = "application/problem+json";
  return refusedWith(request, { refusal, status: refusal.status, type, body }, extra);
}

type Told = { refusal: Refusal; status: number; type: string; body: object };

/** A refusal in the form of whoever asks. */
export function refusedWith(
  request: ReadRequest,
  { refusal, status, type, body: told }: Told,
  extra: Record<string, string>,
): ReadResponse {
  const body = JSON.stringify(told);
  const headers: Record<string, string> = {
    "content-type": type,
    "content-length": String(Buffer.byteLength(body)),
    "cache-control": "no-store",
    vary,
    "x-request-id": request.requestId,
    ...extra,
  };
  if (status === 401) headers["www-authenticate"] = "Bearer";
  if (refusal.retryAfter !== undefined) headers["retry-after"] = String(refusal.retryAfter);
  return { status, headers, body, compress: null };
}

export function noContent(request: ReadRequest, extra: Record<string, string>): ReadResponse {
  const headers = { vary, "x-request-id": request.requestId, ...extra };
  return { status: 204, headers, body: null, compress: null };
}
