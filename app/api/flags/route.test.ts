import * as flagd from "@/app/flagd/flags.json/route";
import { database } from "@/lib/database/client";
import { nextMount } from "@/lib/delivery/next";
import { describeReadApi } from "@/lib/testing/read-suite/describe";
import * as one from "./[key]/route";
import * as all from "./route";

type Method = keyof typeof all;

// Exempt here, by name: compression, malformed escapes, streams.
describeReadApi("as Next.js route handlers", async () => ({
  fetch: (path, init = {}) => {
    const handlers = path.startsWith("/flagd/")
      ? flagd
      : /^\/api\/flags\/[^?]/.test(path)
        ? one
        : all;
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
