import type { IncomingMessage, ServerResponse } from "node:http";
import type { Refusal } from "@/lib/errors";
import { addSecurityHeaders } from "./security-headers";

const style = `
  :root { color-scheme: light dark }
  body { margin: 0; min-height: 100dvh; display: grid; place-items: center; padding: 1rem; box-sizing: border-box;
    font: 14px/1.5 system-ui, sans-serif; text-align: center;
    color: light-dark(#18181b, #ededf0); background: light-dark(#fafafa, #101012) }
  h1 { font-size: 1rem; font-weight: 600; margin: 0 0 .25rem }
  p { margin: 0; max-width: 28rem; color: light-dark(#5a5a64, #a6a6b0) }
`;

/** Whether somebody opened this address as a page: they can read sentences better than problem documents. */
export function isPageRequest({ method, url = "", headers }: IncomingMessage): boolean {
  const wanted = method === "GET" && !/^\/+api(?:\/|$)/.test(url);
  return wanted && String(headers.accept ?? "").includes("text/html");
}

/** A page while the console is away; it asks again by itself. */
export function showAbsence(
  res: ServerResponse,
  { status, retryAfter = 2 }: Refusal,
  { policy, secure, requestId }: { policy: string; secure: boolean; requestId: string },
) {
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "retry-after": String(retryAfter),
    "x-request-id": requestId,
  };
  addSecurityHeaders(headers, { policy, secure });
  res.writeHead(status, headers);
  res.end(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Starting again · Hoist</title>` +
      `<meta name="viewport" content="width=device-width, initial-scale=1">` +
      `<meta http-equiv="refresh" content="${retryAfter + 1}"><style>${style}</style></head>` +
      `<body><main><h1>The console is starting again</h1><p>This page asks again by itself every few seconds. ` +
      `Apps get their flags meanwhile. If it stays, the server’s log says why.</p></main></body></html>\n`,
  );
}
