import type { Page } from "@playwright/test";
import { expect, newAccount, signIn, test } from "./fixtures";

/** Presses Tab until the first thing with this role and name has the focus. */
async function tabTo(page: Page, role: "button" | "switch", name: RegExp) {
  const target = page.getByRole(role, { name }).first();
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reaches the ${role} ${name}.`);
}

test("a flag is made, switched and killed with the keyboard alone", async ({ page, admin }) => {
  const key = newAccount("typed").username;
  await signIn(page, admin);
  await page.goto("/projects/default/flags");

  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to main content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, "button", /^New flag$/);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Key", { exact: true })).toBeFocused();
  await page.keyboard.type(key);
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`/flags/${key}`));

  await tabTo(page, "switch", new RegExp(`for ${key}$`));
  const toggle = page.getByRole("switch", { name: new RegExp(`for ${key}$`) });
  await page.keyboard.press("Space");
  await expect(toggle).toBeChecked();

  await tabTo(page, "button", /^Kill$/);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog"));
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Kill", exact: true })).toBeFocused();

  await page.keyboard.press("Enter");
  await tabTo(page, "button", /^Kill in /);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Killed: everybody gets off, toggles included.")).toBeVisible();
});

test("a user is toggled with the keyboard alone", async ({ page, admin, api }) => {
  const key = newAccount("toggled").username;
  await api.send("POST", "/projects/default/flags", { key });
  await signIn(page, admin);
  await page.goto(`/projects/default/flags/${key}?env=production`);

  await tabTo(page, "button", /^Add a user$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "User" })).toBeFocused();
  await page.keyboard.type("keyboard-user");
  await expect(page.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Tab");
  await tabTo(page, "button", /^Set toggle$/);
  await page.keyboard.press("Enter");
  const list = page.getByRole("list", { name: "Toggles in Production" });
  await expect(list.getByRole("listitem")).toContainText("keyboard-user");
});

test("on a phone the way around closes once the focus goes on to the page", async ({
  page,
  admin,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page, admin);
  await page.goto("/account");
  const menu = page.getByRole("navigation", { name: "Main" });
  await page.getByRole("button", { name: "Open menu" }).press("Enter");
  await expect(menu).toBeVisible();
  await menu.getByRole("link").last().focus();
  await expect(menu).toBeVisible();
  await page.getByLabel("Username", { exact: true }).focus();
  await expect(menu).toBeHidden();
  await expect(page.getByRole("button", { name: "Open menu" })).toBeVisible();
});
