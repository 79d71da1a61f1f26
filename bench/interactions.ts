import type { Page } from "playwright";

type Interaction = [name: string, act: (page: Page) => Promise<unknown>];

const checkbox = (page: Page, index: number) =>
  page.getByRole("checkbox", { name: /^Select bench/ }).nth(index);

/** What people do on the flag list, in an order in which each finds what it needs. */
export const interactions: Interaction[] = [
  ["select a flag", (page) => checkbox(page, 0).click()],
  ["select a range with Shift", (page) => checkbox(page, 8).click({ modifiers: ["Shift"] })],
  ["open a menu", (page) => page.getByRole("button", { name: "Tags" }).click()],
  ["close it", (page) => page.keyboard.press("Escape")],
  [
    "select all that are shown",
    (page) => page.getByRole("checkbox", { name: "Select all that are shown" }).click(),
  ],
  [
    "select the first 500",
    async (page) => {
      await page.getByRole("button", { name: /^Select the first/ }).click();
      await page.getByText("500 selected").waitFor();
    },
  ],
  [
    "preview a change of 500",
    async (page) => {
      await page.getByRole("button", { name: "Switch", exact: true }).click();
      await page.getByRole("menuitem", { name: "On in Staging" }).click();
      await page.getByText(/flags? change/).waitFor();
    },
  ],
  ["close the preview", (page) => page.keyboard.press("Escape")],
  ["clear the selection", (page) => page.getByRole("button", { name: "Clear selection" }).click()],
  [
    "switch a flag",
    async (page) => {
      await page
        .getByRole("switch", { name: /^Staging for bench/ })
        .nth(2)
        .click();
      await page.getByText(/ in staging\.$/).waitFor();
    },
  ],
  [
    "mark a favourite",
    (page) =>
      page
        .getByRole("button", { name: /^Favourite/ })
        .nth(1)
        .click(),
  ],
  [
    "open the palette",
    async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog").waitFor();
    },
  ],
  ["type into it", (page) => page.keyboard.type("bench-1", { delay: 30 })],
  ["close the palette", (page) => page.keyboard.press("Escape")],
  [
    "scroll to the end, and select there",
    async (page) => {
      for (let turn = 0; turn < 40; turn++) {
        await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
        await page.waitForTimeout(150);
      }
      await checkbox(page, 5).click();
    },
  ],
  [
    "search",
    async (page) => {
      await page.evaluate(() => window.scrollTo(0, 0));
      await page.getByRole("searchbox", { name: "Search flags" }).click();
      await page.keyboard.type("bench-19", { delay: 60 });
      await page.waitForURL(/q=bench-19/);
    },
  ],
];
