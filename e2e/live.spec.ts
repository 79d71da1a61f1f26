import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { attend, flagPath, goodbye, isStream, newKey, person } from "./people";

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
  // The latest change alone is told there, which may be another test's by now; the row keeps its own.
  await expect(admin.page.getByText(/ changed by \S+ just now$/)).toBeVisible();
  await expect(admin.page.getByTitle(`Changed by ${editor.username} just now`)).toHaveText(
    `by ${editor.username}`,
  );
  await expect(editor.page.getByText(`changed by ${editor.username}`)).toHaveCount(0);

  await test.step("also when much else is changed after it", async () => {
    const project = newKey("much");
    await api.send("POST", "/projects", { key: project });
    await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        api.send("POST", `/projects/${project}/flags`, { key: `flag-${n}` }),
      ),
    );
    const last = `After all of it, ${key}`;
    await api.send("POST", "/projects/default/flags", { key: newKey("last"), name: last });
    await expect(admin.page.getByRole("link", { name: last })).toBeVisible();
    await expect(admin.page.getByTitle(`Changed by ${editor.username} just now`)).toBeVisible();
  });

  await admin.page.getByRole("switch", { name }).click();
  await expect(editor.page.getByRole("switch", { name })).not.toBeChecked();
  const mark = editor.page.getByText(`Changed by ${admin.username} just now`);
  await expect(mark).toBeVisible();
  await test.step("and what happens to an account leaves what is told of the flag", async () => {
    const reread = editor.page.waitForResponse(/[?&]_rsc=/);
    await api.send("PATCH", `/users/${admin.username}`, {
      attributes: { plan: newKey("plan") },
    });
    await reread;
    await expect(mark).toBeVisible();
    await expect(editor.page.getByText(/ changed by /)).toHaveCount(0);
  });
  await goodbye(editor, admin);
});

test("a page says while it is offline that it may be out of date", async ({ browser, api }) => {
  const key = newKey("offline");
  await api.send("POST", "/projects/default/flags", { key });
  const viewer = await person(browser, api, "viewer");
  // Nobody else changes this one: a page that is just being read again when the line breaks would end.
  await attend(viewer.page, flagPath(key));
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
  await attend(member.page, `/my-features?env=production&q=${key}`);
  const mine = member.page.getByRole("listitem").filter({ hasText: key });
  await expect(mine).toContainText("You get off");

  await editor.page.goto(`${flagPath(key)}?env=production`);
  await editor.page.getByRole("switch", { name: `Production for ${key}` }).click();
  await expect(mine).toContainText("You get on");
  await expect(member.page.getByText(editor.username)).toHaveCount(0);
  await goodbye(editor, member);
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

test("signing out in one tab ends the others of that browser, which lead back", async ({
  browser,
  api,
}) => {
  const editor = await person(browser, api, "editor");
  const { page, context } = editor;
  await attend(page, "/projects/default/flags?q=back");
  // What the page was asking just then is refused.
  editor.watched.allow(/401/);
  const second = await context.newPage();
  await second.goto("/account");
  await second.getByRole("button", { name: "Sign out", exact: true }).click();
  await second.waitForURL(/\/sign-in$/);
  await page.waitForURL(/\/sign-in\?from=/);
  await expect(page.getByText("You are signed out.")).toBeVisible();

  await page.getByLabel("Username or e-mail").fill(editor.username);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The name or the password is wrong.")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(editor.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/projects\/default\/flags\?q=back$/);
  await expect(page.getByRole("heading", { name: "Flags", level: 1 })).toBeVisible();
  await goodbye(editor);
});

test("signing in as somebody else in one tab shows the others as theirs", async ({
  browser,
  api,
}) => {
  const editor = await person(browser, api, "editor");
  const viewer = await person(browser, api, "viewer");
  const { page, context } = editor;
  await attend(page, "/projects/default/flags");
  await context.clearCookies();
  await context.addCookies(await viewer.context.cookies());
  await (await context.newPage()).goto("/projects/default/users");
  await expect(page.getByTitle(viewer.username, { exact: true })).toBeVisible();
  await goodbye(editor, viewer);
});
