import type { Page } from "playwright";
import { dialog, press, type Screen } from "../screen";

const list = "/projects/default/flags";

/** The flag list. */
export const flagList: Screen[] = [
  { name: "flags-many", title: "Flags, many", who: "admin", path: list, windowOnly: true },
  { name: "flags-whole-page", title: "Flags, a whole page", who: "admin", path: `${list}?q=check` },
  {
    name: "flags-no-match",
    title: "Flags, filtered to nothing",
    who: "admin",
    path: `${list}?q=nothing-is-called-this&tag=ops`,
  },
  {
    name: "flags-archived",
    title: "Flags, archived",
    who: "admin",
    path: `${list}?archived=true`,
  },
  {
    name: "flags-killed",
    title: "Flags, killed in production",
    who: "admin",
    path: `${list}?env=production&state=killed`,
  },
  { name: "flags-forbidden", title: "Flags, read only", who: "viewer", path: `${list}?q=check` },
  {
    name: "flags-selected",
    title: "Flags, several selected",
    who: "admin",
    path: list,
    windowOnly: true,
    act: select,
  },
  {
    name: "flags-bulk",
    title: "Flags, many changed at once",
    who: "admin",
    path: list,
    windowOnly: true,
    async act(page) {
      await select(page);
      await page.getByRole("button", { name: "Switch", exact: true }).click();
      await page.getByRole("menuitem", { name: "Off in Production…" }).click();
      await page.getByRole("dialog").getByRole("listitem").first().waitFor();
    },
  },
  dialog({ name: "new-flag", title: "New flag", who: "admin", path: list }, "New flag"),
  dialog(
    { name: "new-flag-options", title: "New flag, more options", who: "admin", path: list },
    "New flag",
    async (page) => {
      await page.getByText("More options").click();
      await page.getByLabel("Type").selectOption("object");
    },
  ),
  dialog(
    { name: "new-flag-refused", title: "New flag, refused", who: "admin", path: list },
    "New flag",
    async (page) => {
      await page.getByLabel("Key", { exact: true }).fill("new-checkout");
      await press("Create flag")(page);
      await page.locator("[aria-invalid=true]").first().waitFor();
    },
  ),
];

async function select(page: Page) {
  const boxes = page.getByRole("checkbox", { name: /^Select / });
  for (const n of [1, 2, 3]) await boxes.nth(n).click();
  await page.getByText("3 selected").waitFor();
}
