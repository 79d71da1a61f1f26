import fs from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { violations } from "./looks";

const themes = ["light", "dark", "contrast"] as const;

const examples = [
  "colours",
  "type",
  "buttons",
  "choices-and-ways",
  "fields",
  "times",
  "json-editor",
  "switches",
  "overlays",
  "marks-and-messages",
  "places",
  "tables",
  "code-and-differences",
  "charts",
];

/** The design page, complete, in our font, at a moment that does not pass. */
async function openIn(page: Page, theme: (typeof themes)[number]) {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.clock.setFixedTime(new Date("2026-11-22T20:00:00Z"));
  await page.addInitScript((wished) => localStorage.setItem("theme", wished), theme);
  await page.goto("/design");
  await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
  await expect(page.getByText("2 hours ago")).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
}

for (const theme of themes) {
  test(`every primitive can be used by everybody in the theme ${theme}`, async ({ page }) => {
    await openIn(page, theme);
    expect(await violations(page)).toEqual([]);
  });

  test(`every primitive looks as before in the theme ${theme}`, async ({ page, browser }, info) => {
    const major = browser.version().split(".")[0];
    const folder = `${process.platform}-chromium-${major}-inter`;
    const writes = info.config.updateSnapshots === "all";
    info.skip(
      !writes && !fs.existsSync(info.snapshotPath(folder)),
      `there are no pictures for ${folder}; --update-snapshots=all takes them`,
    );
    await openIn(page, theme);
    const ours = await page.evaluate(() => document.fonts.check('14px "Inter Variable"'));
    expect(ours, "Inter has been loaded").toBe(true);
    // The fixed-width font is the system's, and another on each machine.
    await page.addStyleTag({
      content: '.font-mono, kbd, code { font-family: "Inter Variable" !important; }',
    });
    const shown = page.locator("[data-example]");
    expect(
      await shown.evaluateAll((all) => all.map((each) => each.getAttribute("data-example"))),
    ).toEqual(examples);
    for (const example of examples)
      await expect
        .soft(page.locator(`[data-example="${example}"]`))
        .toHaveScreenshot([folder, theme, `${example}.png`], { maxDiffPixelRatio: 0.002 });
  });
}

test("a drawer keeps the focus and gives it back", async ({ page }) => {
  await openIn(page, "light");
  const button = page.getByRole("button", { name: "Open a drawer" });
  await button.focus();
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("dialog", { name: "clara" });
  await expect(drawer).toBeVisible();
  for (let press = 0; press < 4; press++) await page.keyboard.press("Tab");
  await expect(drawer.locator(":focus")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
});

test("a day is chosen from the calendar with the keyboard alone", async ({ page }) => {
  await openIn(page, "light");
  const field = page.getByRole("textbox", { name: "Ends" });
  await expect(field).toHaveValue("2026-11-29 18:00");
  await page.getByRole("button", { name: "Calendar" }).first().focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Sunday, November 29, 2026" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue("2026-11-30 18:00");
  await expect(page.getByRole("button", { name: "Calendar" }).first()).toBeFocused();
});

test("a JSON mistake is told with its place, and Tab leaves the editor", async ({ page }) => {
  await openIn(page, "light");
  const editor = page.getByRole("textbox", { name: "Value", exact: true });
  await editor.fill('{"columns": 3, "a" 1}');
  await expect(page.getByText("Line 1, column 20, at a: A colon")).toBeVisible();
  await editor.fill('{"columns": "3"}');
  await expect(page.getByText("At columns: The layout needs")).toBeVisible();
  await editor.press("Tab");
  await expect(editor).not.toBeFocused();
});

test("a table of two thousand rows holds a few, and selects them all", async ({ page }) => {
  await openIn(page, "light");
  const table = page.getByRole("table", { name: "Two thousand flags" });
  await expect(table).toHaveAttribute("aria-rowcount", "2001");
  expect(await table.getByRole("row").count()).toBeLessThan(40);
  await page.getByRole("checkbox", { name: "Select flag-0001" }).check();
  await page.getByRole("checkbox", { name: "Select flag-0005" }).click({ modifiers: ["Shift"] });
  await expect(page.getByText("5 of 2,000 selected")).toBeVisible();
  await page.getByRole("checkbox", { name: "Select all" }).click();
  await expect(page.getByText("2000 of 2,000 selected")).toBeVisible();
  await table.getByRole("button", { name: "Key" }).click();
  await expect(page.getByRole("rowheader", { name: "flag-2000" })).toBeVisible();
});
