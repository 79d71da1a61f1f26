import * as flagd from "@/app/flagd/flags.json/route";
import * as ofrepOne from "@/app/ofrep/v1/evaluate/flags/[...key]/route";
import * as ofrepAll from "@/app/ofrep/v1/evaluate/flags/route";
import { database } from "@/lib/database/client";
import { nextMount } from "@/lib/delivery/next";
import { describeReadApi } from "@/lib/testing/read-suite/describe";
import * as one from "./[key]/route";
import * as all from "./route";

type Method = keyof typeof all;

function handlersOf(path: string) {
  if (path.startsWith("/flagd/")) return flagd;
  const isOne = /\/flags\/[^?]/.test(path);
  if (path.startsWith("/ofrep/")) return isOne ? ofrepOne : ofrepAll;
  return isOne ? one : all;
}

// Exempt here, by name: compression, malformed escapes, streams.
describeReadApi("as Next.js route handlers", async () => ({
  fetch: (path, init = {}) => {
    const handlers = handlersOf(path);
    const method = (init.method ?? "GET") as Method;
    const handle = handlers[method] as (request: Request) => Promise<Response>;
    return handle(new Request(`http://hoist.test${path}`, init));
  },
  close: async () => {
    const { snapshot, usage } = nextMount();
    await usage.close();
    await snapshot.close();
    await database().$disconnect();
  },
}));
