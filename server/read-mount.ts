import type { IncomingMessage, ServerResponse } from "node:http";

/** The read API as the hoist process needs it: answered from memory, in this process. */
export type ReadMount = {
  handles(path: string): boolean;
  handle(req: IncomingMessage, res: ServerResponse, requestId: string): void;
};

const readPaths = /^\/(?:api\/flags(?:\/|$)|ofrep\/|api\/stream(?:\/|$)|flagd\/)/;

/** Whether a path is one of the read API's, however it is spelled: Next.js decodes and joins slashes. */
export function isReadPath(path: string): boolean {
  try {
    return readPaths.test(decodeURIComponent(path).replace(/[\\/]+/g, "/"));
  } catch {
    return true; // Nothing of the console's is spelled like this.
  }
}
