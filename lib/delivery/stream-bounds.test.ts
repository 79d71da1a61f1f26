import { afterAll, beforeAll, expect, it } from "vitest";
import { openNodeMount } from "@/lib/testing/node-mount";
import { createApp } from "@/lib/testing/read-api";

let mount: Awaited<ReturnType<typeof openNodeMount>>;
let token: string;

beforeAll(async () => {
  const app = await createApp();
  ({ token } = await app.key("client"));
  mount = await openNodeMount(process.env.DATABASE_URL, {
    openStreams: {
      ...{ perAddress: 2, perKey: 3 },
      addressOf: (req) => String(req.headers["x-forwarded-for"]),
    },
  });
}, 60_000);
afterAll(async () => {
  await mount.close();
});

it("a stream too many from an address is refused until another ends, those from elsewhere are not", async () => {
  const open = (from: string) => {
    const headers = { authorization: `Bearer ${token}`, "x-forwarded-for": from };
    return mount.fetch("/api/stream", { headers });
  };
  const [first, second] = [await open("192.0.2.1"), await open("192.0.2.1")];
  const refused = await open("192.0.2.1");
  const elsewhere = await open("192.0.2.2");
  const full = await open("192.0.2.3");
  const answers = [first, second, refused, elsewhere, full].map(({ status }) => status);
  expect(answers).toEqual([200, 200, 429, 200, 429]);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(refused.headers.get("access-control-allow-origin")).toBe("*");
  expect(await refused.json()).toMatchObject({ code: "rate_limited", status: 429 });

  await first.body?.cancel();
  await expect.poll(async () => (await open("192.0.2.1")).status).toBe(200);
  expect((await open("192.0.2.1")).status).toBe(429);
});
