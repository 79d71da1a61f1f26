import { expect, newAccount, signIn, signUp, test } from "./fixtures";
import { expectAccessible, expectFits } from "./looks";

const key = newAccount("looked-at").username;

test.beforeAll(async ({ admin }) => {
  const { Api } = await import("./api");
  const api = await Api.of(process.env.E2E_URL ?? "", admin);
  const flag = `/projects/default/flags/${key}`;
  const name = "A checkout whose name goes on for longer than any column would like it to";
  await api.send("POST", "/projects/default/flags", { key, name, tags: ["checkout", "web"] });
  await api.send("PATCH", `${flag}/environments/production`, { enabled: true });
  await api.send("PUT", `${flag}/environments/production/toggles/u-17`, {
    variant: "off",
    reason: "their checkout is broken",
  });
  await api.send("POST", "/projects/default/environments/production/keys", {
    name: `web ${key}`,
    kind: "client",
  });
});

const pages: [string, string][] = [
  ["the flag list", "/projects/default/flags"],
  ["a search that finds nothing", "/projects/default/flags?q=nothing-is-called-this"],
  ["a flag's targeting", `/projects/default/flags/${key}?env=production`],
  ["a flag's variants", `/projects/default/flags/${key}?tab=variants`],
  ["a flag's history", `/projects/default/flags/${key}?tab=history`],
  ["a flag's settings", `/projects/default/flags/${key}?tab=settings`],
  ["the users", "/projects/default/users"],
  ["a user's flags", "/projects/default/users/u-17?env=production"],
  ["a user's profile", "/projects/default/users/u-17?tab=profile"],
  ["the audit log", "/projects/default/audit"],
  ["environments and keys", "/projects/default/environments"],
  ["a project's members", "/projects/default/members"],
  ["one's own features", "/my-features"],
  ["one's own account", "/account"],
  ["the API reference", "/reference"],
];

for (const [name, path] of pages) {
  test(`${name} can be used by everybody, in both themes and on a phone`, async ({
    page,
    admin,
  }) => {
    await signIn(page, admin);
    const response = await page.goto(path);
    expect(response?.status()).toBe(200);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await expectFits(page);
  });
}

const dialogs: [string, string, RegExp][] = [
  ["a new flag", "/projects/default/flags", /^New flag$/],
  ["a new user", "/projects/default/users", /^New user$/],
  ["a role in a project", "/projects/default/members", /^Give a role$/],
  ["a new key", "/projects/default/environments", /^New key for Production$/],
  ["a user's toggle", `/projects/default/flags/${key}?env=production`, /^Add a user$/],
];

for (const [name, path, button] of dialogs) {
  test(`the dialog for ${name} can be used by everybody`, async ({ page, admin }) => {
    await signIn(page, admin);
    await page.goto(path);
    await page.getByRole("button", { name: button }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page);
    await expectFits(page);
  });
}

test("signing in and up can be used by everybody", async ({ page }) => {
  for (const path of ["/sign-in", "/sign-up"]) {
    await page.goto(path);
    await expect(page.getByRole("button", { name: /^Sign (in|up)$/ })).toBeVisible();
    await expectAccessible(page);
    await expectFits(page);
  }
});

test("what a member sees can be used by everybody", async ({ page, guarded }) => {
  await signUp(page, newAccount());
  await expectAccessible(page);
  await expectFits(page);
  guarded.allow(/404/);
  await page.goto("/projects/default/nothing-here");
  await expectAccessible(page);
  await expectFits(page);
});
