import type { Page } from "playwright";
import { press, type Screen } from "../screen";

const path = "/projects/default/flags?q=check";
const admin = "admin" as const;

/** What is around the pages, and what is there when something is not. */
export const shell: Screen[] = [
  {
    name: "palette",
    title: "Palette",
    who: admin,
    path: "/projects/default/flags/new-checkout?env=production",
    windowOnly: true,
    act: openPalette,
  },
  {
    name: "palette-results",
    title: "Palette, with results",
    who: admin,
    path,
    windowOnly: true,
    async act(page) {
      await openPalette(page);
      await page.keyboard.type("che");
      await page.getByRole("group", { name: "Flags", exact: true }).waitFor();
    },
  },
  {
    name: "palette-nothing",
    title: "Palette, nothing found",
    who: admin,
    path,
    windowOnly: true,
    async act(page) {
      await openPalette(page);
      await page.keyboard.type("zzz");
      await page.getByText("Nothing found").waitFor();
    },
  },
  {
    name: "help",
    title: "Keyboard shortcuts",
    who: admin,
    path,
    windowOnly: true,
    async act(page) {
      await page.locator("#main").focus();
      await page.keyboard.press("?");
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "navigation",
    title: "Navigation, with the projects",
    who: admin,
    path,
    windowOnly: true,
    async act(page) {
      const menu = page.getByRole("button", { name: "Open menu" });
      if (await menu.isVisible()) await menu.click();
      await press(/^Project/)(page);
      await page.getByRole("menu").waitFor();
    },
  },
  {
    name: "not-found",
    title: "Not found",
    who: admin,
    path: "/projects/default/flags/no-such-flag",
  },
  {
    name: "not-found-member",
    title: "Not found, for a member",
    who: "member",
    path: "/projects/default/audit",
  },
  {
    name: "offline-change",
    title: "A change while offline",
    who: admin,
    path: "/projects/default/flags/quiet-flag?env=development",
    windowOnly: true,
    async act(page, _hoist, after) {
      after(() => page.context().setOffline(false));
      await page.context().setOffline(true);
      await page.getByRole("switch", { name: "Development for quiet-flag" }).click();
      await page.getByText("Hoist did not answer").waitFor();
    },
  },
];

async function openPalette(page: Page) {
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  await page.waitForTimeout(300);
}
