import type { Browser, Page } from "@playwright/test";
import { expect, newAccount, signIn, signUp, test, url } from "./fixtures";
import { expectAccessible, expectFits } from "./looks";

test("somebody signs up, signs out, and signs in again by e-mail address", async ({ page }) => {
  const account = newAccount();
  const email = `${account.username}@example.com`;
  await page.goto("/sign-up");
  await page.getByLabel("Username").fill(account.username);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.waitForURL(/\/my-features$/);

  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/\/sign-in$/);
  await page.goto("/account");
  await expect(page).toHaveURL(/\/sign-in\?from=%2Faccount$/);

  await signIn(page, { ...account, username: email.toUpperCase() });
  await page.goto("/account");
  await expect(page.getByText(email)).toBeVisible();
});

test("somebody takes another name and e-mail address, but nobody else's", async ({
  page,
  admin,
}) => {
  const account = newAccount();
  const renamed = newAccount("renamed").username;
  const email = `${renamed}@example.com`;
  await signUp(page, account);
  await page.goto("/account");
  const username = page.getByLabel("Username", { exact: true });
  await username.fill(admin.username);
  await page.getByRole("button", { name: "Save names" }).click();
  await expect(page.getByText("This username is taken.")).toBeVisible();
  await expect(username).toBeFocused();

  await username.fill(renamed);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Save names" }).click();
  const profile = page.getByRole("definition");
  await expect(profile.filter({ hasText: email })).toBeVisible();
  await expect(profile.filter({ hasText: account.username })).toHaveText(account.username);
  await expectAccessible(page);
  await expectFits(page);

  await page.getByLabel("E-mail").fill("");
  await page.getByRole("button", { name: "Save names" }).click();
  await expect(profile.filter({ hasText: "None" })).toBeVisible();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.waitForURL(/\/sign-in$/);
  await signIn(page, { ...account, username: renamed });
});

test("a wrong password and a common one are told beside what was typed", async ({ page }) => {
  const { username } = newAccount();
  await page.goto("/sign-in");
  await page.getByLabel("Username or e-mail").fill(username);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(
    page.getByText("The name or the password is wrong. Check both and try again."),
  ).toBeVisible();
  await expect(page.getByLabel("Username or e-mail")).toHaveValue(username);

  await page.getByRole("link", { name: "Sign up" }).click();
  await expect(page.getByRole("heading", { name: "Sign up" })).toBeVisible();
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password", { exact: true }).fill("password1234");
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByText("This password is among the first that are tried.")).toBeVisible();
  await expect(page.getByLabel("Username")).toHaveValue(username);
});

test("a personal token is shown once, works, and stops when it is revoked", async ({
  page,
  request,
}) => {
  const { username, password } = newAccount();
  await signUp(page, { username, password });
  await page.goto("/account");
  await page.getByLabel("Name", { exact: true }).fill("Deploy script");
  await page.getByRole("button", { name: "Create token" }).click();
  const told = page.getByText(/^hst_pat_[0-9A-Za-z]{40}$/);
  const headers = { authorization: `Bearer ${await told.textContent()}` };
  const me = await request.get(`${url()}/api/v1/me`, { headers });
  expect(await me.json()).toMatchObject({ username });

  await page.reload();
  await expect(page.getByRole("row", { name: /Deploy script/ })).toBeVisible();
  await expect(told).toHaveCount(0);
  await page.getByRole("button", { name: "Revoke Deploy script" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Revoke the token “Deploy script”?" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect((await request.get(`${url()}/api/v1/me`, { headers })).status()).toBe(200);
  await page.getByRole("button", { name: "Revoke Deploy script" }).click();
  await expect(dialog).toContainText("This cannot be undone.");
  await dialog.getByRole("button", { name: "Revoke token" }).click();
  await expect(page.getByText("You have none.")).toBeVisible();
  expect((await request.get(`${url()}/api/v1/me`, { headers })).status()).toBe(401);
});

test("a changed password ends the session in another browser, not in this one", async ({
  page,
  browser,
}) => {
  const account = newAccount();
  const password = `${account.password}-new`;
  await signUp(page, account);
  const other = await elsewhere(browser);
  await signIn(other, account);

  await page.goto("/account");
  await page.getByLabel("Current password").fill(account.password);
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("The password is changed.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Account" })).toBeVisible();

  await other.goto(`${url()}/account`);
  await expect(other).toHaveURL(/\/sign-in\?from=%2Faccount$/);
  await signIn(other, { ...account, password });
  await other.context().close();
});

test("signing out everywhere ends this session and the others", async ({ page, browser }) => {
  const account = newAccount();
  await signUp(page, account);
  const other = await elsewhere(browser);
  await signIn(other, account);
  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.waitForURL(/\/sign-in$/);
  await other.goto(`${url()}/account`);
  await expect(other).toHaveURL(/\/sign-in\?from=%2Faccount$/);
  await other.context().close();
});

test("the pages of accounts are accessible in both themes and fit a phone", async ({ page }) => {
  for (const path of ["/sign-in", "/sign-up"]) {
    await page.goto(path);
    await expectAccessible(page);
    await expectFits(page);
  }
  await signUp(page, newAccount());
  await page.goto("/account");
  await page.getByLabel("Name", { exact: true }).fill("A token with a name of some length");
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByText("Copy the token now.")).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("somebody signs up, makes a token, signs out and signs in", async ({ page }) => {
    const account = newAccount();
    await page.goto("/sign-up");
    await page.getByLabel("Username").fill("not a username");
    await page.getByLabel("Password", { exact: true }).fill(account.password);
    await page.getByRole("button", { name: "Sign up" }).click();
    await expect(page.getByText("1 to 64 letters")).toBeVisible();
    await signUp(page, account);

    await page.goto("/account");
    await page.getByLabel("Name", { exact: true }).fill("Deploy script");
    await page.getByRole("button", { name: "Create token" }).click();
    await expect(page.getByText("Copy the token now.")).toBeVisible();
    await page.getByRole("button", { name: "Sign out everywhere" }).click();
    await page.waitForURL(/\/sign-in$/);
    await signIn(page, account);
  });
});

async function elsewhere(browser: Browser): Promise<Page> {
  return (await browser.newContext({ baseURL: url() })).newPage();
}
