import { Refusal } from "@/lib/errors";
import type { ReadRequest, ReadResponse } from "./message";
import { refusedWith } from "./response";

const all = "/ofrep/v1/evaluate/flags";

/** Whether this path (as sent, without the query) is one of OFREP's, known or not: what is wrong is told in its form. */
export function isOfrep(path: string): boolean {
  return path.startsWith("/ofrep/");
}

/** The key of the one flag asked for, as sent; null for all of them, undefined where there is nothing. */
export function rawKeyOf(path: string): string | null | undefined {
  if (path === all) return null;
  return path.startsWith(`${all}/`) ? path.slice(all.length + 1) || undefined : undefined;
}

/** Ktor is what OpenFeature's Kotlin client asks with: it rejects answers with members that it does not know. */
export function knowsExtras(request: ReadRequest): boolean {
  return !/^ktor[- ]client/i.test(request.header("user-agent") ?? "");
}

/** What OFREP's clients understand of a refusal: a code of OpenFeature's, and words. */
export function ofrepRefused(
  request: ReadRequest,
  refusal: Refusal,
  extra: Record<string, string>,
): ReadResponse {
  const sent = rawKeyOf(request.path);
  const body = {
    ...(typeof sent === "string" && { key: readable(sent) }),
    errorCode: codeOf(refusal),
    errorDetails: refusal.message,
    metadata: {},
  };
  const status = refusal.status === 422 ? 400 : refusal.status;
  return refusedWith(request, { refusal, status, type: "application/json", body }, extra);
}

/** For a flag that does not exist for this key. */
export class FlagNotFound extends Refusal {
  constructor() {
    super(
      "not_found",
      "There is no such flag, or it is not for this key. Check its key; client keys get client-side flags only.",
    );
  }
}

function codeOf(refusal: Refusal): string {
  if (refusal instanceof FlagNotFound) return "FLAG_NOT_FOUND";
  if (refusal.code !== "invalid" || refusal.status === 405) return "GENERAL";
  return refusal.status === 400 ? "PARSE_ERROR" : "INVALID_CONTEXT";
}

function readable(sent: string): string {
  try {
    return decodeURIComponent(sent);
  } catch {
    return sent;
  }
}
