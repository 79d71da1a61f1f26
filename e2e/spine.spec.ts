import { type APIRequestContext, type BrowserContext, expect, test } from "@playwright/test";
import { newAccount, signUp } from "./fixtures";
import { type Guard, guard } from "./guard";
import { startHoist } from "./hoist";

// The first account of a server becomes its administrator: this walk needs a Hoist of its own.
let hoist: Awaited<ReturnType<typeof startHoist>>;
let watched: Guard;

test.beforeAll(async () => {
  hoist = await startHoist();
});
test.afterAll(() => hoist.stop());

test.beforeEach(async ({ context }) => {
  watched = await guard(context, hoist.url);
});
test.afterEach(() => expect(watched.complaints()).toEqual([]));

test("the page of all primitives is not there unless asked for", async ({ request }) => {
  expect((await request.get(`${hoist.url}/design`)).status()).toBe(404);
});

test("somebody signs up, switches a flag on, toggles one user off, and an app that polls sees it", async ({
  page,
  context,
  request,
}) => {
  const boss = newAccount("boss");

  await page.goto(hoist.url);
  await expect(page.getByText("This is the first account.")).toBeVisible();
  await signUp(page, boss, hoist.url);
  await expect(page.getByRole("heading", { name: "Flags", level: 1 })).toBeVisible();
  await expect(page.getByRole("banner").getByText("admin", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "New flag" }).first().click();
  await page.getByLabel("Key", { exact: true }).fill("new-checkout");
  await page.getByRole("button", { name: "Create flag" }).click();
  await expect(page).toHaveURL(/\/projects\/default\/flags\/new-checkout/);
  await expect(page.getByRole("heading", { name: "new-checkout", level: 1 })).toBeVisible();

  await page.getByRole("navigation", { name: "Environment" }).getByText("Production").click();
  const production = page.getByRole("switch", { name: "Production for new-checkout" });
  await production.click();
  await expect(production).toBeChecked();
  await expect(page.getByText("Everybody gets on.")).toBeVisible();

  await page.getByRole("button", { name: "Add a user" }).click();
  const dialog = page.getByRole("dialog", { name: "Toggle a user in Production" });
  await dialog.getByRole("combobox", { name: "User" }).fill("u-17");
  await dialog.getByRole("radio", { name: "off" }).click();
  await dialog.getByLabel("Reason").fill("their checkout is broken");
  await dialog.getByRole("button", { name: "Set toggle" }).click();
  await expect(dialog).toBeHidden();
  const toggle = page.getByRole("list", { name: "Toggles in Production" }).getByRole("listitem");
  await expect(toggle).toContainText("u-17");
  await expect(toggle).toContainText("their checkout is broken");

  const token = await makeKey(context);
  const u17 = await poll(request, token, "u-17");
  const u18 = await poll(request, token, "u-18");
  expect(u17.flags["new-checkout"]).toMatchObject({ enabled: false, value: false, variant: "off" });
  expect(u18.flags["new-checkout"]).toMatchObject({ enabled: true, value: true, variant: "on" });
  expect((await ask(request, token, "u-18", u18.etag)).status()).toBe(304);

  await production.click();
  await expect(production).not.toBeChecked();
  await expect(page.getByText("Everybody else gets off; 1 user has a toggle")).toBeVisible();
  const again = await ask(request, token, "u-18", u18.etag);
  expect(again.status()).toBe(200);
  expect((await again.json()).flags["new-checkout"]).toMatchObject({ value: false });

  await page.getByRole("link", { name: "Audit log" }).click();
  await expect(page.getByRole("heading", { name: "Audit log", level: 1 })).toBeVisible();
  const log = page.getByRole("main").getByRole("listitem").filter({ hasText: boss.username });
  const told = [
    `${boss.username} switched production off`,
    /created a client key .web. for production/,
    /toggled u-17 off in production/,
    /created the user u-17/,
    `${boss.username} switched production on`,
    `${boss.username} created the flag new-checkout`,
  ];
  for (const words of told) await expect(log.filter({ hasText: words })).toHaveCount(1);
  await expect(log.filter({ hasText: "toggled u-17" })).toContainText("their checkout is broken");
});

/** Makes a client key for production and returns its token, which is shown once. */
async function makeKey(context: BrowserContext): Promise<string> {
  const page = await context.newPage();
  await page.goto(`${hoist.url}/projects/default/environments`);
  await page.getByRole("button", { name: "New key for Production" }).click();
  const dialog = page.getByRole("dialog", { name: "New key for Production" });
  await dialog.getByLabel("Name").fill("web");
  await dialog.getByRole("button", { name: "Create key" }).click();
  const panel = page.getByRole("region", { name: "The new key web" });
  const token = await panel.getByLabel("Token", { exact: true }).inputValue();
  expect(token).toMatch(/^hst_cli_/);
  await page.reload();
  await expect(page.getByText(token)).toBeHidden();
  await expect(page.getByRole("table", { name: "Keys of Production" })).toContainText("web");
  await page.close();
  return token;
}

function ask(request: APIRequestContext, token: string, user: string, etag?: string) {
  return request.get(`${hoist.url}/api/flags?targetingKey=${user}`, {
    headers: { authorization: `Bearer ${token}`, ...(etag ? { "if-none-match": etag } : {}) },
  });
}

async function poll(request: APIRequestContext, token: string, user: string) {
  const response = await ask(request, token, user);
  expect(response.status()).toBe(200);
  return { ...(await response.json()), etag: response.headers().etag };
}
