import { once } from "node:events";
import http from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, firstAccount, logIn } from "./client";
import type { Hoist } from "./harness";
import { kinds, Site } from "./site";

for (const { database, missing } of kinds) {
  describe.skipIf(missing)(`SIGTERM, with ${database},`, () => {
    let site: Site;
    let hoist: Hoist;
    let api: Api;
    beforeAll(async () => {
      site = await Site.open(database);
      hoist = await site.start();
      api = await firstAccount(hoist);
    });
    afterAll(() => site?.close());

    it("cuts no request, ends streams with a hint, and leaves no child", async () => {
      const { token } = await api.key();
      const stream = await openStream(hoist, token);
      const slow = await beginFlag(hoist, api.token, "begun-before-the-end");
      const logins = Array.from({ length: 6 }, () => logIn(hoist));
      await wait(100); // They have arrived; each of them costs more than this.

      const end = hoist.terminate();
      await wait(500);
      slow.finish();
      expect((await slow.answer).status).toBe(201);
      for (const { token } of await Promise.all(logins)) expect(token).toMatch(/^hst_pat_/);
      expect(await stream.rest).toMatch(/(^|\n)retry: ?\d+\n\n$/);

      const { code, milliseconds } = await end;
      expect(code).toBe(0);
      expect(milliseconds).toBeLessThan(10_000);
    });

    it("keeps what was acknowledged until then", async () => {
      await site.start();
      const flag = await api.must("GET", "/projects/default/flags/begun-before-the-end");
      expect(flag).toMatchObject({ key: "begun-before-the-end" });
    });
  });
}

/** Opens a stream; `rest` is what comes after its opening, once it has ended in order. */
async function openStream({ url }: Hoist, token: string) {
  const request = http.get(`${url}/api/stream`, { headers: { "x-api-key": token } });
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  expect(response.statusCode).toBe(200);
  await once(response, "data");
  let text = "";
  response.setEncoding("utf8").on("data", (more) => {
    text += more;
  });
  const rest = once(response, "end").then(() => text);
  return { rest };
}

/** Sends half of a request that creates a flag. */
async function beginFlag({ url }: Hoist, token: string, key: string) {
  const body = JSON.stringify({ key });
  const request = http.request(`${url}/api/v1/projects/default/flags`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
    },
  });
  request.write(body.slice(0, 5));
  const answer = once(request, "response").then(([response]) => ({
    status: (response as http.IncomingMessage).resume().statusCode,
  }));
  return { answer, finish: () => request.end(body.slice(5)) };
}
