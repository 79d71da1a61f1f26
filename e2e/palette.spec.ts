import type { Page } from "@playwright/test";
import { expect, newAccount, signIn, signUp, test, url } from "./fixtures";
import { expectAccessible, expectFits } from "./looks";

const palette = { name: "Find or do anything" };

async function openPalette(page: Page) {
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", palette).getByRole("combobox")).toBeFocused();
}

test("a flag is found, opened and remembered with the keyboard alone", async ({
  page,
  admin,
  api,
}) => {
  const key = newAccount("found").username;
  await api.send("POST", "/projects/default/flags", { key, name: `Searched for ${key}` });
  await signIn(page, admin);
  await page.goto("/projects/default/audit");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

  await page.keyboard.press("Control+k");
  const dialog = page.getByRole("dialog", palette);
  await expect(dialog.getByRole("combobox")).toBeFocused();
  await page.keyboard.type(key);
  await expect(dialog.getByRole("option", { name: new RegExp(key) })).toHaveCount(1);
  await expect(dialog.getByRole("option", { selected: true })).toContainText(key);
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`/flags/${key}$`));
  await page.getByRole("button", { name: `Favourite ${key}` }).click();

  await page.goto("/projects/default/users");
  await page.keyboard.press("Control+k");
  const favourites = page.getByRole("group", { name: "Favourites" });
  await expect(favourites.getByRole("option", { name: key })).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
});

test("the palette gives the focus back, and does what it offers", async ({ page, admin }) => {
  await signIn(page, admin);
  await page.goto("/projects/default/flags");
  const button = page.getByRole("button", { name: "New flag" }).first();
  await button.focus();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", palette)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();

  await openPalette(page);
  await page.keyboard.type("theme dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

  await openPalette(page);
  await page.keyboard.type("new flag");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "New flag" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/flags$/);

  await openPalette(page);
  await page.keyboard.type("sign out");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/sign-in/);
});

test("two keys lead to a page, and none of them while one types", async ({ page, admin }) => {
  await signIn(page, admin);
  await page.goto("/projects/default/flags");
  await expect(page.getByRole("heading", { name: "Flags", level: 1 })).toBeVisible();
  for (const [key, path] of [
    ["a", "audit"],
    ["u", "users"],
    ["f", "flags"],
  ] as const) {
    await page.keyboard.press("g");
    await page.keyboard.press(key);
    await page.waitForURL(new RegExp(`/projects/default/${path}$`));
  }

  const search = page.getByRole("searchbox", { name: "Search flags" });
  await expect(search).toBeVisible();
  await page.keyboard.press("/");
  await expect(search).toBeFocused();
  await page.keyboard.type("ga?");
  await expect(search).toHaveValue("ga?");
  await expect(page).toHaveURL(/\/flags\?q=ga/);
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.goto("/projects/default/audit");
  await expect(page.getByRole("heading", { name: "Audit log", level: 1 })).toBeVisible();
  await page.locator("#main").focus();
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(help).toContainText("Go to the audit log");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
});

test("a member's palette leads to one's own pages only", async ({ page }) => {
  await signUp(page, newAccount());
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Control+k");
  const pages = page.getByRole("group", { name: "Pages" });
  await expect(pages.getByRole("option")).toHaveText(["My features", "Account"]);
  await expect(page.getByRole("option", { name: "New flag" })).toHaveCount(0);
});

test("a flag is copied as a command that reads it", async ({ page, context, admin, api }) => {
  const key = newAccount("copied").username;
  await api.send("POST", "/projects/default/flags", { key });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn(page, admin);
  await page.goto(`/projects/default/flags/${key}`);
  await page.getByRole("button", { name: "Copy as curl" }).click();
  await expect(page.getByText("Copied", { exact: true })).toBeAttached();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(command).toBe(
    `curl -H "Authorization: Bearer $HOIST_TOKEN" "${api.url}/api/v1/projects/default/flags/${key}"`,
  );
});

test("the palette's hint is the key on the reader's keyboard, from the first bytes", async ({
  admin,
  browser,
}) => {
  const userAgent = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15";
  for (const [agent, hint, keys] of [
    [userAgent, "⌘K", "⌘K"],
    [undefined, "Ctrl K", "CtrlK"],
  ] as const) {
    const context = await browser.newContext({ baseURL: url(), userAgent: agent });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    await signIn(page, admin);
    await page.goto("/projects/default/flags");
    expect(await (await page.request.get(page.url())).text()).toContain(hint);
    await expect(page.getByRole("button", { name: "Find or do" })).toContainText(hint);
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await expect(help.getByRole("term").first()).toHaveText(keys);
    expect(complaints).toEqual([]);
    await context.close();
  }
});
