import { expect, type Page, type Request, test } from "@playwright/test";
import type { NewKey } from "../lib/keys/schema";
import { Api } from "./api";
import { Balancer } from "./balancer";
import { become, ClientApp, probeOf } from "./client-app";
import { newAccount } from "./fixtures";
import { startHoist } from "./hoist";

// It is stopped and started again: these tests need a Hoist of their own.
let hoist: Awaited<ReturnType<typeof startHoist>>;
/** Sees what the pages ask. */
let between: Balancer;
let app: ClientApp;
let api: Api;
let token: string;

const flag = "new-checkout";
const flags = "/projects/default/flags";
const production = `${flags}/${flag}/environments/production`;
const shown = (page: Page) => page.locator("output");

test.beforeAll(async () => {
  [hoist, app] = await Promise.all([startHoist(), ClientApp.start()]);
  between = await Balancer.start([hoist.url]);
  api = await Api.signUp(hoist.url, newAccount("boss"));
  for (const key of [flag, "other"]) await api.send("POST", flags, { key });
  const keys = "/projects/default/environments/production/keys";
  const wanted = { name: "shop", kind: "client", allowedOrigins: [app.origin] };
  ({ token } = await api.send<NewKey>("POST", keys, wanted));
});
test.afterAll(async () => {
  app?.close();
  between?.close();
  await hoist?.stop();
});

test.beforeEach(async ({ page }) => {
  await api.send("PATCH", production, { enabled: true });
  const stream = page.waitForResponse(isStream);
  await app.open(page, { baseUrl: between.url, token, flag });
  await expect(shown(page)).toHaveText("on STATIC");
  await stream;
});

const isStream = (response: { url(): string }) => response.url().includes("/api/stream?token=");
const isPoll = (request: Request) =>
  request.method() === "POST" && request.url().includes("/ofrep/v1/evaluate/flags");
/** The page's polls until the one after the stream has told it of a change, and what that one was answered. */
async function pollAbout(page: Page, change: () => Promise<unknown>) {
  const polls: Request[] = [];
  page.on("request", (request) => isPoll(request) && polls.push(request));
  await change();
  const { data } = await api.get<{ data: { sequence: number }[] }>("/audit?limit=1");
  const about = () => polls.find((request) => toldOf(request) === data[0]?.sequence);
  await expect.poll(about).toBeTruthy();
  return { polls, status: (await about()?.response())?.status() };
}
const toldOf = (request: Request) =>
  Number(new URL(request.url()).searchParams.get("flagConfigEtag"));

test("a React page on another origin changes without a reload when a flag is switched", async ({
  page,
}) => {
  const { polls } = await pollAbout(page, () => api.send("PATCH", production, { enabled: false }));
  const answers = polls.map(async (poll) => [
    (await poll.response())?.status(),
    await poll.headerValue("if-none-match"),
  ]);
  // A poll about the change before may be under way, and be answered with this one already.
  const full = (await Promise.all(answers)).filter(([status]) => status === 200);
  expect(full).toEqual([[200, expect.stringMatching(/^".+"$/)]]);
  await expect(shown(page)).toHaveText("off DISABLED");
  expect((await probeOf(page)).values).toEqual([false, true, false]);
});

test("a page that polls instead of listening says what it has, and changes alike", async ({
  page,
}) => {
  await app.open(page, { baseUrl: between.url, token, flag, pollInterval: 300 });
  await page.reload(); // Another part after the # alone loads nothing.
  const status = (code: number) =>
    page.waitForResponse((response) => isPoll(response.request()) && response.status() === code);
  await status(304);
  const streams = between.passed.filter(({ path }) => path.startsWith("/api/stream")).length;
  await Promise.all([status(200), api.send("PATCH", production, { enabled: false })]);
  await expect(shown(page)).toHaveText("off DISABLED");
  expect(between.passed.filter(({ path }) => path.startsWith("/api/stream"))).toHaveLength(streams);
});

test("a change that is not this page's is a 304 and renders nothing again", async ({ page }) => {
  const before = await probeOf(page);
  const toggle = `${flags}/other/environments/production/toggles/somebody-else`;
  const { status } = await pollAbout(page, () => api.send("PUT", toggle, { enabled: true }));
  expect(status).toBe(304);
  expect(await probeOf(page)).toEqual(before);
});

test("a page that asks for somebody else gets their values, and not by the old tag", async ({
  page,
}) => {
  const toggle = `${production}/toggles/u-18`;
  expect((await pollAbout(page, () => api.send("PUT", toggle, { enabled: false }))).status).toBe(
    304,
  );

  const asked = page.waitForRequest((request) => isPoll(request) && !toldOf(request));
  await become(page, "u-18");
  await expect(shown(page)).toHaveText("off TARGETING_MATCH");
  expect(await (await asked).headerValue("if-none-match")).toBeNull();

  expect((await pollAbout(page, () => api.send("DELETE", toggle))).status).toBe(200);
  await expect(shown(page)).toHaveText("on STATIC");
});

test("a page comes back to its stream after a restart, and hears what it missed", async ({
  page,
}) => {
  test.slow();
  await pollAbout(page, () => api.send("PATCH", production, { enabled: false }));
  await expect(shown(page)).toHaveText("off DISABLED");
  const [stream] = between.passed.filter(({ path }) => path.startsWith("/api/stream")).slice(-1);
  expect(stream?.lastEventId).toBeUndefined();

  await hoist.restart();
  await api.send("PATCH", production, { enabled: true });
  await expect(shown(page)).toHaveText("on STATIC", { timeout: 40_000 });
  expect((await probeOf(page)).values).toEqual([false, true, false, true]);
  const [again] = between.passed.filter(({ path }) => path.startsWith("/api/stream")).slice(-1);
  expect(again?.lastEventId).toMatch(/^\d+$/);
});

test("a page that is opened while Hoist is away has its last values, and new ones when it is back", async ({
  page,
}) => {
  test.slow();
  await hoist.stopServing();
  await page.reload();
  await expect(shown(page)).toHaveText("on CACHED");
  await hoist.startServing();
  await api.send("PATCH", production, { enabled: false });
  await expect(shown(page)).toHaveText("off DISABLED", { timeout: 60_000 });
});
