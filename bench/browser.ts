import { gzipSync } from "node:zlib";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright";
import { interactions } from "@/bench/interactions";
import { median, report, spread, table } from "@/bench/report";
import { type Filled, fill, flagCount } from "@/bench/world";
import { findChromium } from "@/scripts/browser";

/** Slower than this machine by so much: a phone, or an old laptop. */
const slowness = 4;
const rounds = 3;
/** What is late: hydration, what is fetched by itself. */
const settling = 2_000;

const goals = { scripts: 200, shift: 0, foreign: 0, interaction: 200 };

type Load = { scripts: number; shift: number; foreign: string[] };
type Watched = Window & { shift: number; slowest: number };

/** Adds up what moves by itself, and notes how long the slowest interaction took until it was painted. */
function watch() {
  const watched = window as unknown as Watched;
  watched.shift = 0;
  watched.slowest = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
    })[])
      if (!entry.hadRecentInput) watched.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[])
      if (entry.interactionId) watched.slowest = Math.max(watched.slowest, entry.duration);
  }).observe({ type: "event", durationThreshold: 16, buffered: true } as PerformanceObserverInit);
}

async function open(browser: Browser, world: Filled, path: string) {
  const state = /^\/sign-/.test(path)
    ? undefined
    : path === "/my-features"
      ? world.member
      : world.admin;
  const context = await browser.newContext({
    baseURL: world.url,
    viewport: { width: 1440, height: 900 },
    ...(state ? { storageState: state } : {}),
  });
  await context.addInitScript(watch);
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send("Emulation.setCPUThrottlingRate", { rate: slowness });
  return { context, page };
}

/** A page as somebody opens it who was never here: nothing is cached. */
async function load(browser: Browser, world: Filled, path: string): Promise<Load> {
  const { context, page } = await open(browser, world, path);
  const foreign = foreignRequests(context, world.url);
  const sizes: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto(path, { waitUntil: "load" });
  await page.waitForTimeout(settling);
  const scripts = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1024;
  const shift = await page.evaluate(() => (window as unknown as Watched).shift);
  await context.close();
  return { scripts, shift, foreign };
}

function foreignRequests(context: BrowserContext, url: string): string[] {
  const heard: string[] = [];
  context.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== url) heard.push(origin);
  });
  return heard;
}

/** How long an interaction took until its effect was painted, in milliseconds. 0: less than can be told, 16. */
async function slowest(page: Page, act: () => Promise<unknown>): Promise<number> {
  await page.evaluate(() => {
    (window as unknown as Watched).slowest = 0;
  });
  await act();
  await page.waitForTimeout(600);
  return page.evaluate(() => (window as unknown as Watched).slowest);
}

async function interact(browser: Browser, world: Filled) {
  const times = new Map<string, number[]>();
  let shift = 0;
  for (let round = 0; round < rounds; round++) {
    const { context, page } = await open(browser, world, world.list);
    await page.goto(world.list, { waitUntil: "load" });
    await page.waitForTimeout(settling);
    for (const [name, act] of interactions) {
      times.set(name, [...(times.get(name) ?? []), await slowest(page, () => act(page))]);
    }
    shift = Math.max(shift, await page.evaluate(() => (window as unknown as Watched).shift));
    await context.close();
  }
  return { times, shift };
}

const verdict = (value: number, goal: number) => (value <= goal ? "kept" : "MISSED");

/**
 * Every main page of a console with thousands of flags, in a browser whose processor is slowed: JavaScript, layout shift,
 * requests to other hosts; and on the flag list how long interactions take until they are painted.
 */
export async function measureBrowser(): Promise<void> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("There is no Chromium (CHROMIUM_PATH): not measured.");
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  const world = await fill(browser);
  try {
    const loads: [string, Load][] = [];
    for (const [name, path] of Object.entries(world.pages))
      loads.push([name, await load(browser, world, path)]);
    const { times, shift } = await interact(browser, world);
    const version = browser.version();

    const pages = table(
      [
        "page",
        `JavaScript, KiB gzip (goal ≤ ${goals.scripts})`,
        `layout shift (goal ${goals.shift})`,
        `requests to other hosts (goal ${goals.foreign})`,
        "goals",
      ],
      loads.map(([name, { scripts, shift, foreign }]) => [
        name,
        scripts.toFixed(1),
        shift.toFixed(4),
        foreign.length,
        [
          verdict(scripts, goals.scripts),
          verdict(Number(shift.toFixed(4)), goals.shift),
          verdict(foreign.length, goals.foreign),
        ].includes("MISSED")
          ? "MISSED"
          : "kept",
      ]),
    );
    const acts = table(
      [
        `interaction on the list of ${flagCount.toLocaleString("en")} flags`,
        `ms until painted, median (min–max), goal < ${goals.interaction}`,
        "goal",
      ],
      [...times].map(([name, values]) => [
        name,
        spread(values, 0),
        verdict(median(values), goals.interaction - 1),
      ]),
    );
    report(
      "browser",
      "Browser",
      [
        `Chromium ${version}, processor slowed ${slowness} ×, ${rounds} rounds of interactions, nothing cached.`,
        pages,
        acts,
        `Layout shift while all of that is done: ${shift.toFixed(4)} (goal ${goals.shift}): ${verdict(Number(shift.toFixed(4)), goals.shift)}.`,
      ],
      {
        version,
        slowness,
        goals,
        pages: Object.fromEntries(loads),
        interactions: Object.fromEntries(times),
        shift,
      },
    );
  } finally {
    await browser.close();
    await world.stop();
  }
}
