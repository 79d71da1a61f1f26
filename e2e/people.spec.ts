import type { Page } from "@playwright/test";
import { expect, newAccount, signIn, signUp, test, url } from "./fixtures";
import { expectAccessible, expectFits } from "./looks";

async function openProfile(page: Page, username: string) {
  await page.goto(`/projects/default/users/${username}?tab=profile`);
  await expect(page.getByRole("heading", { name: username, level: 1 })).toBeVisible();
}

/** Clicks a button, and the one of the same name in the dialog that asks again. */
async function sure(page: Page, name: string) {
  await page.getByRole("button", { name }).click();
  await page.getByRole("alertdialog").getByRole("button", { name }).click();
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
}

test("an administrator describes, confirms, promotes, deactivates and erases somebody", async ({
  page,
  admin,
  browser,
}) => {
  const person = newAccount("erika");
  const context = await browser.newContext({ baseURL: url() });
  const theirs = await context.newPage();
  await signUp(theirs, person);

  await signIn(page, admin);
  await openProfile(page, person.username);
  await sure(page, "Confirm account");
  await expect(page.getByRole("heading", { name: "Not confirmed yet" })).toHaveCount(0);

  await page.getByLabel("Attributes as JSON").fill("[1]");
  await page.getByRole("button", { name: "Save attributes" }).click();
  await expect(page.getByText("Names and values in braces")).toBeVisible();
  await page.getByLabel("Attributes as JSON").fill('{"plan": "pro"}');
  await page.getByRole("button", { name: "Save attributes" }).click();
  await expect(page.getByText(`What is known of ${person.username} is saved.`)).toBeVisible();

  await page.getByLabel("Targeting key", { exact: true }).fill(`key-${person.username}`);
  await page.getByRole("button", { name: "Change targeting key" }).click();
  await expect(page.getByRole("definition").filter({ hasText: "key-" })).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);

  await page.getByLabel(`Role of ${person.username} in all projects`).selectOption("viewer");
  await expect(page.getByText(`${person.username} is viewer in all projects.`)).toBeVisible();
  await theirs.goto("/projects/default/flags");
  await expect(theirs.getByRole("heading", { name: "Flags", level: 1 })).toBeVisible();

  await sure(page, "Deactivate");
  await expect(page.getByText("deactivated", { exact: true })).toBeVisible();
  await theirs.goto("/account");
  await expect(theirs).toHaveURL(/\/sign-in\?from=%2Faccount$/);
  await sure(page, "Reactivate");
  await expect(page.getByText("deactivated", { exact: true })).toHaveCount(0);
  await signIn(theirs, person);

  await page.getByRole("button", { name: "Erase", exact: true }).click();
  const dialog = page.getByRole("alertdialog");
  const erase = dialog.getByRole("button", { name: "Erase for ever" });
  await expect(erase).toBeDisabled();
  await dialog.getByLabel(`Type ${person.username} to confirm`).fill(person.username.slice(1));
  await expect(erase).toBeDisabled();
  await expectAccessible(page);
  await dialog.getByLabel(`Type ${person.username} to confirm`).fill(person.username);
  await erase.click();
  await page.waitForURL(/\/projects\/default\/users$/);
  await page.getByRole("searchbox", { name: "Search users" }).fill(person.username);
  await expect(page.getByRole("heading", { name: "Nobody like that" })).toBeVisible();
  await theirs.goto("/account");
  await expect(theirs).toHaveURL(/\/sign-in\?from=%2Faccount$/);
  await page.goto("/projects/default/audit");
  await expect(page.getByText("erased a person").first()).toBeVisible();
  await expect(page.getByText(person.username)).toHaveCount(0);
  await context.close();
});

test("a role is given in one project, changed in place and taken", async ({
  page,
  admin,
  browser,
}) => {
  const person = newAccount("insider");
  const context = await browser.newContext({ baseURL: url() });
  const theirs = await context.newPage();
  await signUp(theirs, person);
  await signIn(page, admin);
  await page.goto("/projects/default/members");
  await page.getByRole("button", { name: "Give a role" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "User" }).fill(person.username);
  await page.getByRole("option", { name: person.username }).click();
  await expectAccessible(page);
  await dialog.getByLabel("Role", { exact: true }).selectOption("editor");
  await dialog.getByRole("button", { name: "Give role" }).click();
  await expect(dialog).toBeHidden();
  const role = page.getByLabel(`Role of ${person.username} in Default`);
  await expect(role).toHaveValue("editor");
  await expectAccessible(page);
  await expectFits(page);

  await theirs.goto("/projects/default/flags");
  await expect(theirs.getByRole("button", { name: "New flag" }).first()).toBeEnabled();
  await role.selectOption("viewer");
  await expect(page.getByText(`${person.username} is viewer in this project.`)).toBeVisible();
  await theirs.reload();
  await expect(theirs.getByRole("button", { name: "New flag" }).first()).toBeDisabled();
  await theirs.goto("/projects/default/members");
  await expect(theirs.getByRole("button", { name: "Give a role" })).toBeDisabled();
  await expectAccessible(theirs);

  await role.selectOption("");
  await expect(role).toHaveCount(0);
  await theirs.goto("/projects/default/flags");
  await expect(theirs).toHaveURL(/\/my-features/);
  await context.close();
});

test("the users list tells who was seen when, and how many toggles they have", async ({
  page,
  admin,
  api,
}) => {
  const person = newAccount("toggled").username;
  const flag = newAccount("flag").username;
  await api.send("POST", "/projects/default/flags", { key: flag });
  for (const environment of ["development", "staging"]) {
    const toggles = `/projects/default/flags/${flag}/environments/${environment}/toggles`;
    await api.send("PUT", `${toggles}/${person}`, { enabled: true });
  }
  await signIn(page, admin);
  const row = page.getByRole("list", { name: "Users" }).getByRole("listitem");
  await page.goto(`/projects/default/users?q=${person}`);
  await expect(row).toContainText("2 toggles");
  await expect(row).toContainText("Last seen never");
  await expect(async () => {
    await page.goto(`/projects/default/users?q=${admin.username}`);
    await expect(row.filter({ hasText: "admin" }).getByRole("time")).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 30_000 });
  await expectAccessible(page);
  await expectFits(page);
});
