import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { flagPath, goodbye, newKey, person } from "./people";

const isStream = (request: { url(): string }) => request.url().includes("/api/v1/stream");

/** Opens a page and waits until it hears changes. */
async function attend(page: Page, path: string): Promise<void> {
  const stream = page.waitForResponse(isStream);
  await page.goto(path);
  await stream;
}

test("two people see each other's changes by themselves, marked with a name", async ({
  browser,
  api,
}) => {
  const key = newKey("both");
  await api.send("POST", "/projects/default/flags", { key });
  const editor = await person(browser, api, "editor");
  const admin = await person(browser, api, "admin");
  await attend(editor.page, `${flagPath(key)}?env=development`);
  await attend(admin.page, `/projects/default/flags?q=${key}`);
  const name = `Development for ${key}`;

  await editor.page.getByRole("switch", { name }).click();
  await expect(admin.page.getByRole("switch", { name })).toBeChecked();
  await expect(admin.page.getByText(`${key} changed by ${editor.username} just now`)).toBeVisible();
  await expect(admin.page.getByTitle(`Changed by ${editor.username} just now`)).toHaveText(
    `by ${editor.username}`,
  );
  await expect(editor.page.getByText("changed by")).toHaveCount(0);

  await admin.page.getByRole("switch", { name }).click();
  await expect(editor.page.getByRole("switch", { name })).not.toBeChecked();
  await expect(editor.page.getByText(`Changed by ${admin.username} just now`)).toBeVisible();
  await goodbye(editor, admin);
});

test("a page says while it is offline that it may be out of date", async ({ browser, api }) => {
  const viewer = await person(browser, api, "viewer");
  await attend(viewer.page, "/projects/default/audit");
  viewer.watched.allow(/ERR_INTERNET_DISCONNECTED/);
  await viewer.context.setOffline(true);
  await expect(viewer.page.getByText("What you see may be out of date.")).toBeVisible();
  await viewer.context.setOffline(false);
  await expect(viewer.page.getByText("What you see may be out of date.")).toHaveCount(0);
  await goodbye(viewer);
});

test("a member's own value follows what an editor releases, without a name", async ({
  browser,
  api,
}) => {
  const key = newKey("member");
  await api.send("POST", "/projects/default/flags", { key });
  const editor = await person(browser, api, "editor");
  const member = await person(browser, api, "member");
  await attend(member.page, "/my-features?env=production");
  const mine = member.page.getByRole("listitem").filter({ hasText: key });
  await expect(mine).toContainText("You get off");

  await editor.page.goto(`${flagPath(key)}?env=production`);
  await editor.page.getByRole("switch", { name: `Production for ${key}` }).click();
  await expect(mine).toContainText("You get on");
  await expect(member.page.getByText(editor.username)).toHaveCount(0);
  await goodbye(editor, member);
});

test("what is being typed stays, and its writer chooses between both versions", async ({
  browser,
  api,
  admin,
}) => {
  const key = newKey("typed");
  await api.send("POST", "/projects/default/flags", { key, name: "Old name" });
  const editor = await person(browser, api, "editor");
  const { page } = editor;
  await attend(page, `${flagPath(key)}?tab=settings`);
  const nameField = page.getByLabel("Name", { exact: true });
  const description = page.getByLabel("Description");

  await test.step("nothing is typed: the form follows", async () => {
    await api.send("PATCH", flagPath(key), { name: "First name" });
    await expect(nameField).toHaveValue("First name");
    await expect(page.getByText("while you were editing")).toHaveCount(0);
  });

  await test.step("what concerns no field of the form does not disturb", async () => {
    await nameField.fill("My name");
    await api.send("PATCH", `${flagPath(key)}/environments/production`, { enabled: true });
    await expect(page.getByText(`Changed by ${admin.username} just now`)).toBeVisible();
    await expect(nameField).toHaveValue("My name");
  });

  await test.step("both are shown, and mine is kept", async () => {
    await api.send("PATCH", flagPath(key), { name: "Their name", description: "Theirs" });
    const conflict = page.getByRole("status").filter({ hasText: "while you were editing" });
    await expect(conflict).toContainText("Their name");
    await expect(conflict).toContainText("My name");
    await expect(nameField).toHaveValue("My name");
    await conflict.getByRole("button", { name: "Keep what I typed" }).click();
    await expect(conflict).toHaveCount(0);
    await expect(nameField).toHaveValue("My name");
    await expect(description).toHaveValue("Theirs");
    await page.getByRole("button", { name: "Save settings" }).click();
    await expect(page.getByText(`${key} is saved.`)).toBeVisible();
    expect(await api.get(flagPath(key))).toMatchObject({
      name: "My name",
      description: "Theirs",
    });
  });

  await test.step("or theirs is taken", async () => {
    await expect(page.getByRole("heading", { name: "My name", level: 1 })).toBeVisible();
    await description.fill("Something else");
    await api.send("PATCH", flagPath(key), { description: "Theirs again" });
    await page.getByRole("button", { name: "Take theirs" }).click();
    await expect(description).toHaveValue("Theirs again");
    await expect(nameField).toHaveValue("My name");
  });
  await goodbye(editor);
});

test("a browser has one stream however many tabs, and none while no tab is visible", async ({
  browser,
  api,
}) => {
  const key = newKey("tabs");
  await api.send("POST", "/projects/default/flags", { key });
  const editor = await person(browser, api, "editor");
  const { page, context } = editor;
  const path = `${flagPath(key)}?env=development`;
  await page.goto("about:blank");
  let open = 0;
  context.on("request", (request) => {
    if (isStream(request)) open++;
  });
  const closed = (request: { url(): string }) => {
    if (isStream(request)) open--;
  };
  context.on("requestfinished", closed);
  context.on("requestfailed", closed);

  await page.goto(path);
  await expect.poll(() => open).toBe(1);
  const second = await context.newPage();
  await second.goto(path);
  await second.waitForTimeout(500);
  expect(open).toBe(1);

  await api.send("PATCH", `${flagPath(key)}/environments/development`, { enabled: true });
  for (const tab of [page, second])
    await expect(tab.getByRole("switch", { name: `Development for ${key}` })).toBeChecked();

  const hide = (tab: Page, state: string) =>
    tab.evaluate((state) => {
      Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  await hide(page, "hidden");
  await expect.poll(() => open).toBe(1);
  await hide(second, "hidden");
  await expect.poll(() => open).toBe(0);

  await api.send("PATCH", `${flagPath(key)}/environments/development`, { enabled: false });
  await hide(page, "visible");
  await expect(page.getByRole("switch", { name: `Development for ${key}` })).not.toBeChecked();
  expect(open).toBe(1);
  await goodbye(editor);
});

test("signing out everywhere ends the other browser's page by itself", async ({ browser, api }) => {
  const editor = await person(browser, api, "editor");
  editor.watched.allow(/401/);
  await attend(editor.page, "/projects/default/flags");
  await editor.api.send("POST", "/me/sign-out-everywhere");
  await editor.page.waitForURL(/sign-in/, { timeout: 20_000 });
  await goodbye(editor);
});
