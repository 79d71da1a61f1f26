import type { Browser, BrowserContext, Page } from "@playwright/test";
import type { Account } from "./api";
import { Api } from "./api";
import { expect, newAccount, signIn, test, url } from "./fixtures";
import { type Guard, guard } from "./guard";

type Person = Account & { page: Page; context: BrowserContext; api: Api; watched: Guard };

/** Somebody with that role, signed in to a browser of their own. */
async function person(browser: Browser, api: Api, role: string): Promise<Person> {
  const account = newAccount(role);
  const own = await Api.signUp(url(), account);
  await api.send("PATCH", `/users/${account.username}`, { role });
  const context = await browser.newContext({ baseURL: url() });
  const watched = await guard(context, url());
  const page = await context.newPage();
  if (role === "member") {
    await page.goto("/sign-in");
    await page.getByLabel("Username or e-mail").fill(account.username);
    await page.getByLabel("Password", { exact: true }).fill(account.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL((address) => !address.pathname.startsWith("/sign-in"));
  } else await signIn(page, account);
  return { ...account, page, context, api: own, watched };
}

async function goodbye(...people: Person[]): Promise<void> {
  for (const { context, watched } of people) {
    await context.close();
    expect(watched.complaints()).toEqual([]);
  }
}

const flagPath = (key: string) => `/projects/default/flags/${key}`;
const newKey = (prefix: string) => `${prefix}-${Date.now()}`;

/** What the audit log tells of a flag, newest first. */
async function audit(api: Api, key: string) {
  type Row = { action: string; comment: string | null; actor: { username: string } };
  const { data } = await api.get<{ data: Row[] }>(`/projects/default/audit?flag=${key}`);
  return data.map(({ action, comment, actor }) => [action, comment, actor.username]);
}

const isStream = (request: { url(): string }) => request.url().includes("/api/v1/stream");

/** Opens a page and waits until it hears changes. */
async function attend(page: Page, path: string): Promise<void> {
  const stream = page.waitForResponse(isStream);
  await page.goto(path);
  await stream;
}

test("two people see each other's changes within a second, marked with a name", async ({
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
  const theirs = editor.page.getByRole("switch", { name });
  const ours = admin.page.getByRole("switch", { name });

  await theirs.click();
  await expect(theirs).toBeChecked();
  await expect(ours).toBeChecked({ timeout: 1_000 });
  await expect(admin.page.getByText(`${key} changed by ${editor.username} just now`)).toBeVisible();
  await expect(admin.page.getByTitle(`Changed by ${editor.username} just now`)).toHaveText(
    `by ${editor.username}`,
  );
  await expect(editor.page.getByText("changed by", { exact: false })).toHaveCount(0);

  await ours.click();
  await expect(theirs).not.toBeChecked({ timeout: 2_000 });
  await expect(editor.page.getByText(`Changed by ${admin.username} just now`)).toBeVisible();
  await goodbye(editor, admin);
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
    await api.send("PATCH", flagApi(key), { name: "First name" });
    await expect(nameField).toHaveValue("First name");
    await expect(page.getByText("while you were editing")).toHaveCount(0);
  });

  await test.step("what concerns no field of the form does not disturb", async () => {
    await nameField.fill("My name");
    await api.send("PATCH", `${flagApi(key)}/environments/production`, { enabled: true });
    await expect(page.getByText(`Changed by ${admin.username} just now`)).toBeVisible();
    await expect(nameField).toHaveValue("My name");
  });

  await test.step("both are shown, and mine is kept", async () => {
    await api.send("PATCH", flagApi(key), { name: "Their name", description: "Theirs" });
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
    expect(await api.get(flagApi(key))).toMatchObject({
      name: "My name",
      description: "Theirs",
    });
  });

  await test.step("or theirs is taken", async () => {
    await expect(page.getByRole("heading", { name: "My name", level: 1 })).toBeVisible();
    await description.fill("Something else");
    await api.send("PATCH", flagApi(key), { description: "Theirs again" });
    await page.getByRole("button", { name: "Take theirs" }).click();
    await expect(description).toHaveValue("Theirs again");
    await expect(nameField).toHaveValue("My name");
  });
  await goodbye(editor);
});

const flagApi = (key: string) => `/projects/default/flags/${key}`;

test("undo is a change of its own in the log, made by whoever undoes", async ({ browser, api }) => {
  const key = newKey("undone");
  const editor = await person(browser, api, "editor");
  await editor.api.send("POST", "/projects/default/flags", { key });
  const { page, username } = editor;
  await page.goto(`${flagPath(key)}?env=staging`);
  const undo = page.getByRole("button", { name: "Undo", exact: true });
  const onOff = page.getByRole("switch", { name: `Staging for ${key}` });

  await test.step("a switch", async () => {
    await onOff.click();
    await expect(onOff).toBeChecked();
    await undo.click();
    await expect(onOff).not.toBeChecked();
    await expect(page.getByText("Undone.")).toBeVisible();
    expect((await audit(editor.api, key)).slice(0, 2)).toEqual([
      ["flag.disable", "Undo", username],
      ["flag.enable", null, username],
    ]);
  });

  await test.step("a kill", async () => {
    await page.reload();
    await page.getByRole("button", { name: "Kill", exact: true }).click();
    await page.getByRole("button", { name: "Kill in Staging" }).click();
    await expect(page.getByRole("button", { name: "Take back the kill" })).toBeVisible();
    await undo.click();
    await expect(page.getByRole("button", { name: "Kill", exact: true })).toBeVisible();
    expect((await audit(editor.api, key))[0]).toEqual(["flag.unkill", "Undo", username]);
  });

  await test.step("a toggle that was set, and one that was deleted", async () => {
    await page.reload();
    await page.getByRole("button", { name: "Add a user" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "User" }).fill("u-undo");
    await dialog.getByLabel("Reason").fill("a try");
    await dialog.getByRole("button", { name: "Set toggle" }).click();
    const toggles = page.getByRole("list", { name: "Toggles in Staging" });
    await expect(toggles).toContainText("u-undo");
    await undo.click();
    await expect(toggles).toHaveCount(0);
    expect((await audit(editor.api, key))[0]).toEqual(["toggle.delete", "Undo", username]);

    const path = `${flagApi(key)}/environments/staging/toggles/u-undo`;
    await editor.api.send("PUT", path, { enabled: true, reason: "again" });
    await page.reload();
    await page.getByRole("button", { name: `Delete ${key} for u-undo in staging` }).click();
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await expect(toggles).toHaveCount(0);
    await undo.click();
    await expect(toggles).toContainText("again");
    expect((await audit(editor.api, key))[0]).toEqual(["toggle.create", "Undo", username]);
  });

  await test.step("settings, and the archive", async () => {
    await page.goto(`${flagPath(key)}?tab=settings`);
    await page.getByLabel("Name", { exact: true }).fill("Renamed");
    await page.getByLabel("Tags").fill("one, two");
    await page.getByRole("button", { name: "Save settings" }).click();
    await expect(page.getByRole("heading", { name: "Renamed", level: 1 })).toBeVisible();
    await undo.click();
    await expect(page.getByRole("heading", { name: key, level: 1 })).toBeVisible();
    await expect(page.getByLabel("Tags")).toHaveValue("");

    await page.reload();
    await page.getByRole("button", { name: "Archive" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Archive" }).click();
    await expect(page.getByText("This flag is archived")).toBeVisible();
    await undo.click();
    await expect(page.getByText("This flag is archived")).toHaveCount(0);
    expect((await audit(editor.api, key))[0]).toEqual(["flag.restore", "Undo", username]);
  });
  await goodbye(editor);
});

test("an undo is refused, and says why, when somebody has changed the same since", async ({
  browser,
  api,
}) => {
  const key = newKey("late");
  await api.send("POST", "/projects/default/flags", { key });
  const editor = await person(browser, api, "editor");
  const { page } = editor;
  await page.goto(`${flagPath(key)}?env=staging`);
  await page.getByRole("switch", { name: `Staging for ${key}` }).click();
  await expect(page.getByRole("button", { name: "Undo", exact: true })).toBeVisible();
  await api.send("PATCH", `${flagApi(key)}/environments/staging`, { killed: true });
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByText(/^Not undone\. .*(changed|faster)/)).toBeVisible();
  const rows = await audit(api, key);
  expect(rows.map(([action]) => action)).toEqual(["flag.kill", "flag.enable", "flag.create"]);
  await goodbye(editor);
});

test("a switch that is refused falls back with a message", async ({ browser, api }) => {
  const key = newKey("refused");
  await api.send("POST", "/projects/default/flags", { key });
  const editor = await person(browser, api, "editor");
  const { page, username } = editor;
  await page.goto(`/projects/default/flags?q=${key}`);
  const onOff = page.getByRole("switch", { name: `Production for ${key}` });
  await expect(onOff).toBeEnabled();
  // Between the page and the click: no stream tells of it while it is held up.
  await page.route("**/api/v1/stream*", (route) => route.abort());
  await page.evaluate(() => window.stop());
  await api.send("PATCH", `/users/${username}`, { role: "viewer" });
  await onOff.click();
  await expect(page.getByText("You may not change this flag.")).toBeVisible();
  await expect(onOff).not.toBeChecked();
  editor.watched.allow(/ERR_FAILED|stream/);
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

  await api.send("PATCH", `${flagApi(key)}/environments/development`, { enabled: true });
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

  await api.send("PATCH", `${flagApi(key)}/environments/development`, { enabled: false });
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
