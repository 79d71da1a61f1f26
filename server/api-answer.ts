import type { OutgoingHttpHeaders } from "node:http";
import { Refusal } from "@/lib/errors";

/** What Next.js and next-auth say by themselves about an address of the API, as a refusal. Undefined: the console's own answer. */
export function refusalInstead(
  path: string,
  status: number,
  headers: OutgoingHttpHeaders,
): Refusal | undefined {
  if (status < 400 || !/^\/+api(?:\/|$)/.test(path)) return undefined;
  if (/^application\/(?:[\w.]+\+)?json\b/.test(String(headers["content-type"] ?? "")))
    return undefined;

  if (status === 404)
    return new Refusal(
      "not_found",
      "There is nothing at this address. See /api/openapi.json for those there are.",
    );
  if (status === 405) return wrongMethod();
  if (status < 500)
    return new Refusal(
      "invalid",
      "This request makes no sense here. See /api/openapi.json for what does.",
      { status },
    );
  return new Refusal(
    "unavailable",
    "Something went wrong on the server. Try again; if it stays, look into the server's log for the request id.",
    { status },
  );
}

export function wrongMethod(): Refusal {
  return new Refusal(
    "invalid",
    "This address does not take this method. The header Allow names those it takes.",
    { status: 405 },
  );
}
