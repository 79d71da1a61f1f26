import { expect, type Page } from "@playwright/test";
import axe, { type RunOptions } from "axe-core";
import { lostWords, rememberWords } from "./reflow";

/** Every look of the console: the theme, and what the system asks for. */
const looks = [
  { theme: "light", media: { colorScheme: "light", contrast: "no-preference" } },
  { theme: "dark", media: { colorScheme: "dark", contrast: "no-preference" } },
  { theme: "light high-contrast", media: { colorScheme: "light", contrast: "more" } },
  { theme: "dark high-contrast", media: { colorScheme: "dark", contrast: "more" } },
] as const;

// A theme changes colours and nothing else: the other rules are asked once.
const aboutColours = ["color-contrast", "link-in-text-block"];

function rulesFor(theme: string): RunOptions {
  if (theme === "light") return { rules: { "target-size": { enabled: true } } };
  const more = theme.endsWith("contrast") ? ["color-contrast-enhanced"] : [];
  return { runOnly: [...aboutColours, ...more] };
}

/** The page has nothing that axe finds wrong, in any theme; text of the high-contrast one has 7:1. */
export async function expectAccessible(page: Page, what = pathOf(page)): Promise<void> {
  for (const { theme, media } of looks) {
    await page.emulateMedia({ ...media, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", media.colorScheme);
    const found = await violations(page, rulesFor(theme));
    expect.soft(found, `${what} in the ${theme} theme`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light", contrast: null, reducedMotion: null });
}

/**
 * What axe finds wrong with the page as it is now, or with what is open over it, for what lies under that is looked at by
 * itself: each rule with where it is broken.
 */
export async function violations(page: Page, options: RunOptions = {}): Promise<string[]> {
  const there = await page.evaluate(() => "axe" in window);
  if (!there) await page.evaluate(axe.source);
  return page.evaluate(async (options) => {
    const over = document.querySelectorAll("[role=dialog], [role=alertdialog], [role=menu]");
    const root = [...over].at(-1) ?? document;
    const found = await (window as unknown as { axe: typeof axe }).axe.run(root, {
      ...options,
      resultTypes: ["violations"],
    });
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
    );
  }, options);
}

/** A phone, a screen of 1440 px magnified twice, and what WCAG asks of reflow. */
const sizes = [
  { width: 720, height: 450 },
  { width: 360, height: 800 },
  { width: 320, height: 640 },
];

/** On a phone and magnified nothing scrolls sideways, and no words get lost. */
export async function expectFits(page: Page, what = pathOf(page)): Promise<void> {
  const before = page.viewportSize();
  await rememberWords(page);
  for (const size of sizes) {
    await page.setViewportSize(size);
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    const where = `${what} at ${size.width} px`;
    await expect.soft.poll(overflow, `${where} scrolls sideways`).toBeLessThanOrEqual(0);
    await expect.soft.poll(() => lostWords(page), `${where} has lost`).toEqual([]);
  }
  if (before) await page.setViewportSize(before);
}

/** Who asks for less motion sees none: nothing moves, fades or turns. */
export async function expectStill(page: Page, what = pathOf(page)): Promise<void> {
  const moving = () =>
    page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ playState, effect }) => {
          const { duration } = effect?.getComputedTiming() ?? {};
          return playState === "running" && Number(duration) > 1;
        })
        .map((animation) => {
          const { target } = animation.effect as KeyframeEffect;
          return `${animation.constructor.name} of ${target?.outerHTML.slice(0, 80)}`;
        }),
    );
  expect.soft(await moving(), `${what} moves`).toEqual([]);
}

const pathOf = (page: Page) => new URL(page.url()).pathname;
