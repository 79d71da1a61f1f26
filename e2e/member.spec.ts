import { expect, newAccount, signUp, test, url } from "./fixtures";
import { expectAccessible, expectFits } from "./looks";

test("a member lands on their own features, takes one early, and gives it back", async ({
  page,
  api,
  request,
}) => {
  const n = Date.now();
  const [open, offered] = [`open-${n}`, `offered-${n}`];
  await api.send("POST", "/projects/default/flags", { key: open, name: `A search ${n}` });
  await api.send("PATCH", `/projects/default/flags/${open}/environments/production`, {
    enabled: true,
  });
  const beta = { key: offered, name: `A beta ${n}`, selfService: true };
  await api.send("POST", "/projects/default/flags", beta);
  const member = newAccount();
  await signUp(page, member);

  await expect(page).toHaveURL(/\/my-features$/);
  await expect(page.getByRole("heading", { name: "My features", level: 1 })).toBeVisible();
  await expect(page.getByText("Your account is not confirmed yet.")).toBeVisible();
  await page.getByRole("searchbox", { name: "Search features" }).fill(String(n));
  const feature = (name: string) =>
    page.getByRole("list", { name: "Features" }).getByRole("listitem").filter({ hasText: name });
  await expect(feature(`A search ${n}`)).toContainText("You get on");
  await expect(feature(`A search ${n}`).getByRole("switch")).toHaveCount(0);
  const early = page.getByRole("switch", { name: `Early access to A beta ${n}` });
  await expect(early).not.toBeChecked();
  await early.click();
  await expect(early).toBeChecked();
  await expect(feature(`A beta ${n}`)).toContainText("waits for confirmation");

  const { token } = await api.send<{ token: string }>(
    "POST",
    "/projects/default/environments/production/keys",
    { name: `server ${n}`, kind: "server" },
  );
  const poll = async () => {
    const query = `targetingKey=${member.username}&keys=${offered}`;
    const answer = await request.get(`${url()}/api/flags?${query}`, {
      headers: { "x-api-key": token },
    });
    const { flags, configuration } = await answer.json();
    return { value: flags[offered].value, configuration };
  };
  expect(await poll()).toEqual({ value: false, configuration: {} });
  await api.send("PATCH", `/users/${member.username}`, { confirmed: true });
  expect((await poll()).value).toBe(true);

  await page.reload();
  await expect(feature(`A beta ${n}`)).toContainText("chosen by you");
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole("button", { name: `Take back what you chose for A beta ${n}` }).click();
  await expect(early).not.toBeChecked();
  await expect(feature(`A beta ${n}`)).toContainText("You get off");
  expect((await poll()).value).toBe(false);

  await page.getByLabel("Key").fill("theme");
  await page.getByLabel("Value as JSON").fill("dark");
  await page.getByRole("button", { name: "Save value" }).click();
  await expect(page.getByText("Line 1, column 1")).toBeVisible();
  await page.getByLabel("Value as JSON").fill('"dark"');
  await page.getByRole("button", { name: "Save value" }).click();
  const own = page.getByRole("list", { name: "Your configuration" });
  await expect(own).toContainText("theme");
  expect((await poll()).configuration).toEqual({ theme: "dark" });
  await own.getByRole("button", { name: "Edit theme" }).click();
  await page.getByLabel("Value of theme as JSON").fill('{"night": true}');
  await own.getByRole("button", { name: "Save" }).click();
  await expect(own).toContainText('{"night":true}');
  await expectAccessible(page);
  await own.getByRole("button", { name: "Remove theme" }).click();
  await expect(own).toHaveCount(0);
  expect((await poll()).configuration).toEqual({});
});

test("a member sees names of features and nothing that could be changed", async ({
  page,
  api,
  guarded,
}) => {
  const key = `members-${Date.now()}`;
  await api.send("POST", "/projects/default/flags", { key, name: "A better search" });
  const member = newAccount();
  await signUp(page, member);

  await page.goto("/projects/default/flags");
  await expect(page.getByRole("heading", { name: "My features", level: 1 })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search features" }).fill("better");
  await expect(page.getByRole("heading", { name: "A better search" })).toBeVisible();
  await expect(page.getByRole("switch")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "New flag" })).toHaveCount(0);
  await expect(page.getByText(key)).toHaveCount(0);

  const nav = page.getByRole("navigation", { name: "Main" });
  for (const name of ["Flags", "Users", "Audit log", "Environments", "Members"]) {
    await expect(nav.getByRole("link", { name })).toHaveCount(0);
  }

  guarded.allow(/404/);
  for (const path of [`flags/${key}`, "users", "audit", "members"]) {
    await page.goto(`/projects/default/${path}`);
    await expect(page.getByRole("heading", { name: /not found|nothing|no page/i })).toBeVisible();
    await expect(page.getByText(key)).toHaveCount(0);
  }
});

test("a member's session opens no door of the management API that the role does not", async ({
  page,
  api,
}) => {
  const key = `closed-${Date.now()}`;
  await api.send("POST", "/projects/default/flags", { key });
  await signUp(page, newAccount());
  const call = (method: string, path: string, data?: object) =>
    page.request.fetch(`${url()}/api/v1${path}`, { method, data, headers: { origin: url() } });

  const flag = `/projects/default/flags/${key}`;
  const doors: [string, string, object?][] = [
    ["POST", "/projects/default/flags", { key: "mine" }],
    ["PATCH", flag, { name: "Mine" }],
    ["PATCH", `${flag}/environments/production`, { enabled: true }],
    ["PUT", `${flag}/environments/production/toggles/u-17`, { variant: "on" }],
    ["POST", `${flag}/archive`],
    ["DELETE", flag],
    ["GET", "/projects/default/audit"],
    ["GET", "/users"],
    ["GET", "/projects/default/members"],
    ["PUT", "/projects/default/members/ada", { role: "viewer" }],
    ["DELETE", "/users/ada"],
    ["POST", "/users", { username: "friend" }],
    ["GET", "/projects/default/environments/production/keys"],
    ["POST", "/projects/default/environments/production/keys", { name: "k", kind: "client" }],
    ["POST", "/projects", { key: "mine" }],
  ];
  for (const [method, path, data] of doors) {
    const response = await call(method, path, data);
    expect([403, 404], `${method} ${path}`).toContain(response.status());
    expect(response.headers()["content-type"]).toBe("application/problem+json");
  }
  expect((await call("GET", "/me")).status()).toBe(200);
});
