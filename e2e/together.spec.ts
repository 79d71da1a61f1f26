import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { flagPath, goodbye, newKey, person } from "./people";

const flagList = (words: string) => `/projects/default/flags?q=${words}`;
const isStream = (request: { url(): string }) => request.url().includes("/api/v1/stream");

/** Opens a page and waits until it hears changes. */
async function attend(page: Page, path: string): Promise<void> {
  const stream = page.waitForResponse(isStream);
  await page.goto(path);
  await stream;
}

/** Everything that comes to a browser but its streams, as far as it names `word`. */
function mentions(page: Page, word: string): string[] {
  const heard: string[] = [];
  page.on("response", async (response) => {
    if (isStream(response)) return;
    const body = await response.text().catch(() => "");
    if (body.includes(word)) heard.push(response.url());
  });
  return heard;
}

/** The other tests work at the same time, as ada: what they change may be the last that a page tells of. */
const markOf = ({ username }: { username: string }) =>
  new RegExp(`Changed by (${username}|ada) just now`);

test("a member, an editor and an admin work at once and see each other's changes", async ({
  browser,
  api,
}) => {
  const n = newKey("n").slice(2);
  const [open, beta, secret] = [`open-${n}`, `beta-${n}`, `secret-${n}`];
  const [member, editor, admin] = await Promise.all([
    person(browser, api, "member"),
    person(browser, api, "editor"),
    person(browser, api, "admin"),
  ]);
  const toldToEditor = mentions(editor.page, secret);
  const toldToMember = mentions(member.page, secret);
  await attend(member.page, `/my-features?env=production&q=${n}`);
  await attend(editor.page, flagList(n));
  await attend(admin.page, flagList(n));
  const feature = (name: string) =>
    member.page
      .getByRole("list", { name: "Features" })
      .getByRole("listitem")
      .filter({ hasText: name });
  const row = (page: Page, key: string) =>
    page.getByRole("list", { name: "Flags" }).getByRole("listitem").filter({ hasText: key });

  await test.step("the editor makes a flag: the admin sees whose it is, the member a feature", async () => {
    await editor.page.getByRole("button", { name: "New flag" }).first().click();
    await editor.page.getByLabel("Key", { exact: true }).fill(open);
    await editor.page.getByRole("button", { name: "Create flag" }).click();
    await editor.page.waitForURL(new RegExp(flagPath(open)));
    await expect(row(admin.page, open)).toContainText(`by ${editor.username}`);
    await expect(feature(open)).toContainText("You get off");
  });

  await test.step("the admin makes a restricted one: nobody else hears of it", async () => {
    await attend(editor.page, flagList(n));
    await admin.api.send("POST", "/projects/default/flags", {
      key: secret,
      visibility: "restricted",
    });
    await admin.api.send("PATCH", `${flagPath(secret)}/environments/production`, { enabled: true });
    await expect(row(admin.page, secret)).toBeVisible();
  });

  await test.step("the admin offers a feature: the member takes it, the editor confirms who it is", async () => {
    await admin.api.send("POST", "/projects/default/flags", { key: beta, selfService: true });
    await expect(row(editor.page, beta)).toContainText(`by ${admin.username}`);
    await attend(editor.page, `${flagPath(beta)}?env=production`);
    await member.page.getByRole("switch", { name: `Early access to ${beta}` }).click();
    const toggles = editor.page.getByRole("list", { name: "Toggles in Production" });
    await expect(toggles.getByRole("listitem")).toContainText(member.username);
    await expect(toggles.getByRole("listitem")).toContainText("waits for confirmation");
    await expect(editor.page.getByText(markOf(member))).toBeVisible();
    await editor.api.send("PATCH", `/users/${member.username}`, { confirmed: true });
    await expect(feature(beta)).toContainText("You get on");
  });

  await test.step("the editor releases, the admin stops it: everybody sees both", async () => {
    await attend(editor.page, `${flagPath(open)}?env=production`);
    const name = `Production for ${open}`;
    await editor.page.getByRole("switch", { name }).click();
    await expect(admin.page.getByRole("switch", { name })).toBeChecked();
    await expect(row(admin.page, open)).toContainText(`by ${editor.username}`);
    await expect(feature(open)).toContainText("You get on");

    await attend(admin.page, `${flagPath(open)}?env=production`);
    await admin.page.getByRole("button", { name: "Kill", exact: true }).click();
    await admin.page.getByRole("button", { name: "Kill in Production" }).click();
    await expect(editor.page.getByText("Killed: everybody gets off")).toBeVisible();
    await expect(editor.page.getByText(markOf(admin))).toBeVisible();
    await expect(feature(open)).toContainText("You get off");
  });

  await test.step("nothing told of the restricted flag, and nothing told the member who", async () => {
    expect(toldToEditor).toEqual([]);
    expect(toldToMember).toEqual([]);
    await editor.page.goto(flagList(n));
    await expect(row(editor.page, open)).toBeVisible();
    await expect(editor.page.getByText(secret)).toHaveCount(0);
    await expect(member.page.getByText(secret)).toHaveCount(0);
    for (const { username } of [editor, admin])
      await expect(member.page.getByText(username)).toHaveCount(0);
  });
  await goodbye(member, editor, admin);
});
