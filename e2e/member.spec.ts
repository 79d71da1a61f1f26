import { expect, newAccount, signUp, test, url } from "./fixtures";

test("a member sees names of flags and nothing that could be changed", async ({
  page,
  api,
  guarded,
}) => {
  const key = `members-${Date.now()}`;
  await api.send("POST", "/projects/default/flags", { key, name: "A better search" });
  const member = newAccount();
  await signUp(page, member);

  await expect(page.getByRole("heading", { name: "Flags", level: 1 })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search flags" }).fill("better");
  await expect(page.getByRole("heading", { name: "A better search" })).toBeVisible();
  await expect(page.getByRole("switch")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "New flag" })).toHaveCount(0);
  await expect(page.getByText(key)).toHaveCount(0);

  const nav = page.getByRole("navigation", { name: "Main" });
  for (const name of ["Users", "Audit log", "Environments"]) {
    await expect(nav.getByRole("link", { name })).toHaveCount(0);
  }

  guarded.allow(/404/);
  for (const path of [`flags/${key}`, "users", "audit"]) {
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
