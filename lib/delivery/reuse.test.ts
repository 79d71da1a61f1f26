import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openCable } from "@/lib/testing/cable";
import { openNodeMount } from "@/lib/testing/node-mount";
import { createApp, type TestApp } from "@/lib/testing/read-api";
import { post } from "@/lib/testing/read-suite/suite";

type Mount = Awaited<ReturnType<typeof openNodeMount>>;
let app: TestApp;
let token: string;
let mount: Mount;

beforeAll(async () => {
  app = await createApp();
  await app.flag("checkout");
  ({ token } = await app.key("client"));
  mount = await openNodeMount();
});
afterAll(() => mount.close());

const ofrep = "/ofrep/v1/evaluate/flags";
const context = (targetingKey: string) => ({ context: { targetingKey } });

describe("an answer to a context that is asked for again", () => {
  it.each(["/api/flags", "/api/flags/checkout", ofrep, `${ofrep}/checkout`])(
    "is kept from the second time on when it is posted to %s",
    async (path) => {
      const before = { ...counts() };
      const ask = async (who: string) =>
        (await mount.fetch(path, post(token, context(who)))).json();
      const first = await ask("u-1");
      for (let n = 0; n < 3; n++) expect(await ask("u-1")).toEqual(first);
      await ask("u-2");
      expect(counts()).toEqual({ hits: before.hits + 2, misses: before.misses + 3 });
    },
  );

  it("is not another's: not of another path, key, client or query", async () => {
    const other = await app.key("client");
    await mount.snapshot.refresh(1_000);
    const asked = context("u-3");
    const text = async (path: string, key = token, headers = {}) =>
      (await mount.fetch(path, post(key, asked, headers))).text();
    const answers = [
      await text("/api/flags"),
      await text("/api/flags?keys=nothing"),
      await text(ofrep),
      await text(ofrep, token, { "user-agent": "ktor-client" }),
      await text(ofrep, other.token),
    ];
    expect(new Set(answers).size).toBe(answers.length);
  });

  it("is made anew for what is larger than 4 KiB", async () => {
    const before = counts().hits;
    const large = { context: { targetingKey: "u-4", note: "x".repeat(5_000) } };
    for (let n = 0; n < 2; n++) await mount.fetch("/api/flags", post(token, large));
    expect(counts().hits).toBe(before);
  });

  const counts = () => {
    const { hits, misses } = mount.api.reuse;
    return { hits, misses };
  };
});

describe("a client that was told of a change", () => {
  it("is not answered with what was before it by an instance that is cut off", async () => {
    const cable = await openCable(process.env.DATABASE_URL ?? "");
    const apart = await openNodeMount(cable.url);
    const value = async (at: Mount, path: string) => {
      const response = await at.fetch(path, post(token, context("u-9")));
      return { status: response.status, answer: await response.json(), response };
    };
    try {
      cable.cut();
      const told = await app.toggle("checkout", "u-9", { enabled: false });
      const here = await value(mount, `/api/flags/checkout?atLeast=${told}`);
      expect(here.answer).toMatchObject({ value: false });

      const there = await value(apart, `/api/flags/checkout?atLeast=${told}`);
      expect([there.status, there.answer.code]).toEqual([503, "unavailable"]);
      expect(there.response.headers.get("retry-after")).toBe("1");
      const byOfrep = await value(apart, `${ofrep}?flagConfigEtag=${told}`);
      expect([byOfrep.status, byOfrep.answer.errorCode]).toEqual([503, "GENERAL"]);
      expect((await value(apart, "/api/flags/checkout")).answer).toMatchObject({ value: true });

      await cable.mend();
      await expect
        .poll(
          async () => (await value(apart, `/api/flags/checkout?atLeast=${told}`)).answer.value,
          {
            timeout: 10_000,
          },
        )
        .toBe(false);
    } finally {
      await apart.close();
      cable.cut();
    }
  });

  it("is answered with what there is when it names a change that nobody has made", async () => {
    const answer = await mount.fetch("/api/flags?atLeast=99999999", post(token, context("u-9")));
    expect(answer.status).toBe(200);
  });
});

it("a key that polls more often than it may is told when to come back, and no other key is", async () => {
  const limited = await openNodeMount(process.env.DATABASE_URL, { pollsPerSecond: 3 });
  const other = await app.key("client");
  try {
    const ask = (key: string, path = "/api/flags") => limited.fetch(path, post(key, context("u")));
    await limited.snapshot.refresh(1_000);
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask(token)));
    const refused = answers.filter(({ status }) => status === 429);
    // The twelve may fall into two seconds.
    expect(refused.length).toBeGreaterThanOrEqual(6);
    expect(refused[0]?.headers.get("retry-after")).toBe("1");
    expect(await refused[0]?.json()).toMatchObject({ code: "rate_limited", status: 429 });
    expect((await ask(other.token)).status).toBe(200);
    await expect.poll(async () => (await ask(token)).status).toBe(200);
    const byOfrep = await Promise.all(Array.from({ length: 12 }, () => ask(token, ofrep)));
    const last = byOfrep.find(({ status }) => status === 429);
    expect(await last?.json()).toMatchObject({ errorCode: "GENERAL", metadata: {} });
  } finally {
    await limited.close();
  }
});
