import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, type Page, test } from "@playwright/test";
import { technologies } from "../components/connect/technologies";
import { Api } from "./api";
import { newAccount, signUp } from "./fixtures";
import { type Guard, guard } from "./guard";
import { startHoist } from "./hoist";
import { expectAccessible, expectFits } from "./looks";

const run = promisify(execFile);
// First steps are taken once: this walk needs a Hoist of its own.
let hoist: Awaited<ReturnType<typeof startHoist>>;
let watched: Guard;
const boss = newAccount("boss");

test.beforeAll(async () => {
  hoist = await startHoist();
});
test.afterAll(() => hoist.stop());

test.beforeEach(async ({ context }) => {
  watched = await guard(context, hoist.url);
});
test.afterEach(() => expect(watched.complaints()).toEqual([]));

const steps = (page: Page) => page.getByRole("list", { name: "First steps" });
const step = (page: Page, name: string) =>
  steps(page).getByRole("listitem").filter({ hasText: name });

test("the first steps are ticked off one by one, the last by itself when the first request comes", async ({
  page,
}) => {
  test.slow();
  await signUp(page, boss, hoist.url);
  await expect(step(page, "Sign up")).toContainText("done");
  await expect(steps(page).getByText("to do")).toHaveCount(4);
  await expectAccessible(page);
  await expectFits(page);

  await step(page, "Create a flag").getByRole("link").click();
  await page.getByLabel("Key", { exact: true }).fill("new-checkout");
  await page.getByRole("button", { name: "Create flag" }).click();
  await page.waitForURL(/\/flags\/new-checkout/);
  await page.getByRole("link", { name: "Flags", exact: true }).first().click();
  await expect(step(page, "Create a flag")).toContainText("done");

  await step(page, "Switch it on").getByRole("link").click();
  const production = page.getByRole("switch", { name: "Production for new-checkout" });
  await production.click();
  await expect(production).toBeChecked();
  await page.getByRole("link", { name: "Flags", exact: true }).first().click();
  await expect(step(page, "Switch it on")).toContainText("done");

  await step(page, "Create a key").getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Connect", level: 1 })).toBeVisible();
  await expect(page.getByText("Waiting for the first request in Production…")).toBeVisible();
  await expect(page.getByRole("region", { name: "Terminal" })).toContainText("YOUR_KEY");
  const token = await makeKey(page);
  const terminal = page.getByRole("region", { name: "Terminal" });
  await expect(terminal).toContainText(`"${hoist.url}/api/flags?targetingKey=u-17"`);
  await expect(terminal).toContainText(token);
  await page.getByRole("button", { name: "I have copied it" }).click();
  await expect(terminal).toContainText(token);

  const command = await code(page, "Terminal");
  const module: Record<string, string> = {};
  const looked = ["swift", "php"];
  for (const { key, name } of technologies) {
    if (key === "curl") continue;
    const link = page.getByRole("navigation", { name: "Technology" });
    await link.getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("heading", { name, exact: true, level: 2 })).toBeVisible();
    await expect(page.getByRole("heading", { name: `What to expect from ${name}` })).toBeVisible();
    await expect(page.getByRole("main")).toContainText(token);
    await expect(page.getByRole("main")).toContainText(/["']new-checkout["']/);
    if (key === "javascript") {
      for (const name of ["flags.js", "app.js"]) module[name] = await code(page, name);
    }
    if (!looked.includes(key)) continue;
    await expectAccessible(page);
    await expectFits(page);
  }

  const list = await page.context().newPage();
  await list.goto(`${hoist.url}/projects/default/flags`);
  await expect(step(list, "Create a key")).toContainText("done");
  await expect(step(list, "Receive the first request")).toContainText("to do");

  const { stdout } = await run("sh", ["-c", `${command} -s`]);
  expect(JSON.parse(stdout)).toMatchObject({ flags: { "new-checkout": { value: true } } });
  await expect(page.getByText("Request received in Production")).toBeVisible({ timeout: 20_000 });
  await list.bringToFront();
  await expect(steps(list)).toHaveCount(0, { timeout: 20_000 });
  await expect(list.getByRole("heading", { name: "Flags", level: 1 })).toBeVisible();

  expect(await runModule(module)).toBe("on\n");
});

test("first steps stay hidden for whoever hides them, and viewers connect without making keys", async ({
  page,
}) => {
  const api = await Api.of(hoist.url, boss);
  await api.send("POST", "/projects", { key: "second" });
  const viewer = newAccount("viewer");
  await signUp(page, viewer, hoist.url);
  await api.send("PATCH", `/users/${viewer.username}`, { role: "editor" });
  await page.goto(`${hoist.url}/projects/second/flags`);
  await page.getByRole("button", { name: "Hide first steps" }).click();
  await expect(steps(page)).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("button", { name: "New flag" }).first()).toBeEnabled();
  await expect(steps(page)).toHaveCount(0);

  await api.send("PATCH", `/users/${viewer.username}`, { role: "viewer" });
  await page.goto(`${hoist.url}/projects/second/flags`);
  await page.evaluate(() => localStorage.clear());
  await page.getByRole("link", { name: "Connect" }).click();
  await page.getByRole("link", { name: "Staging" }).click();
  await expect(page.getByText("Waiting for the first request in Staging…")).toBeVisible();
  await expect(page).toHaveURL(/env=staging/);
  await expect(page.getByText("An administrator makes keys")).toBeVisible();
  await expect(page.getByRole("button", { name: /^New key/ })).toHaveCount(0);
  await expectAccessible(page);

  watched.allow(/403/); // The page may ask once more before it leaves.
  await api.send("PATCH", `/users/${viewer.username}`, { role: "member" });
  await page.goto(`${hoist.url}/projects/second/connect`);
  await expect(page).toHaveURL(/\/my-features/);
});

test("where a key requires proof of identity, each technology says what that means for it", async ({
  page,
}) => {
  await page.goto(`${hoist.url}/sign-in`);
  await page.getByLabel("Username or e-mail").fill(boss.username);
  await page.getByLabel("Password", { exact: true }).fill(boss.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/projects\//);
  await page.goto(`${hoist.url}/projects/default/connect?env=production`);
  await makeKey(page, { proof: true });
  await expect(page.getByRole("region", { name: "Terminal" })).toContainText("X-Hoist-Identity");

  const said = page.getByText("This key requires proof of identity");
  await expect(said).toHaveCount(0);
  for (const [name, words] of [
    ["React", "your app sends it as a header"],
    ["Swift, iOS", "your app sends it as a header"],
    ["PHP", "create a server key for this app instead"],
  ] as const) {
    await page.getByRole("link", { name, exact: true }).click();
    await expect(said).toContainText(words);
  }
});

/** What one copies of a block of code. */
const code = (page: Page, name: string) =>
  page.getByRole("region", { name, exact: true }).locator("code").innerText();

/** What Node.js prints that runs app.js of these files, once it has its answer. */
async function runModule(files: Record<string, string>): Promise<string> {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "hoist-connect-"));
  try {
    fs.writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(join(folder, name), text);
    fs.appendFileSync(join(folder, "app.js"), "process.exit();");
    return (await run(process.execPath, [join(folder, "app.js")])).stdout;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** Makes a client key in the dialog and returns its token. */
async function makeKey(page: Page, { proof = false } = {}): Promise<string> {
  await page.getByRole("button", { name: "New key for Production" }).click();
  const dialog = page.getByRole("dialog", { name: "New key for Production" });
  await dialog.getByLabel("Name").fill("web");
  if (proof) await dialog.getByLabel("Require proof of identity").check();
  await dialog.getByRole("button", { name: "Create key" }).click();
  const panel = page.getByRole("region", { name: "The new key web" });
  return panel.getByLabel("Token", { exact: true }).inputValue();
}
