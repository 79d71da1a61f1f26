import type { Api } from "./api";
import { expect, test } from "./fixtures";
import { goodbye, newKey, person } from "./people";

/** So many flags that share a tag of their own, by which the list shows them alone. */
async function make(api: Api, count: number): Promise<{ tag: string; keys: string[] }> {
  const tag = newKey("tag");
  const keys = Array.from({ length: count }, (_, n) => `${tag}-${String(n).padStart(3, "0")}`);
  for (const key of keys) await api.send("POST", "/projects/default/flags", { key, tags: [tag] });
  return { tag, keys };
}

async function states(api: Api, tag: string): Promise<boolean[]> {
  type Row = { environments: Record<string, { enabled: boolean }> };
  const { data } = await api.get<{ data: Row[] }>(`/projects/default/flags?tag=${tag}&limit=100`);
  return data.map(({ environments }) => environments.staging?.enabled ?? false);
}

async function changeSets(api: Api, action: string) {
  type Row = { action: string; changeSet: string; comment: string | null };
  const path = `/projects/default/audit?action=${action}&limit=5`;
  return (await api.get<{ data: Row[] }>(path)).data;
}

test("many flags are switched at once after one preview, and taken back at once", async ({
  browser,
  api,
}) => {
  const { tag, keys } = await make(api, 5);
  await api.send("PATCH", `/projects/default/flags/${keys[1]}/environments/staging`, {
    enabled: true,
  });
  await api.send("POST", `/projects/default/flags/${keys[4]}/archive`);
  const editor = await person(browser, api, "editor");
  const { page } = editor;
  await page.goto(`/projects/default/flags?tag=${tag}&archived=all`);
  const dialog = page.getByRole("dialog");
  const box = (key: string | undefined) => page.getByRole("checkbox", { name: `Select ${key}` });

  await test.step("a range with Shift, by keyboard", async () => {
    await box(keys[0]).focus();
    await page.keyboard.press("Space");
    await expect(page.getByText("1 selected")).toBeVisible();
    await box(keys[4]).click({ modifiers: ["Shift"] });
    await expect(page.getByText("5 selected")).toBeVisible();
  });

  await test.step("the preview says what changes, what stays and what is refused", async () => {
    await page.getByRole("button", { name: "Switch", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "On in Staging" }).press("Enter");
    await expect(dialog).toContainText("3 flags change, 1 stays as it is, 1 is refused.");
    await expect(dialog.getByRole("listitem").filter({ hasText: keys[0] ?? "" })).toContainText(
      "off → on in Staging",
    );
    await expect(dialog.getByRole("listitem").filter({ hasText: keys[1] ?? "" })).toContainText(
      "is on in Staging already",
    );
    await expect(dialog.getByRole("listitem").filter({ hasText: keys[4] ?? "" })).toContainText(
      "The flag is archived.",
    );
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Switch", exact: true })).toBeFocused();
  });

  await test.step("all of them in one change set", async () => {
    await page.getByRole("button", { name: "Switch", exact: true }).press("Enter");
    await page.getByRole("menuitem", { name: "On in Staging" }).press("Enter");
    await dialog.getByRole("button", { name: "Switch on 3 flags" }).click();
    await expect(page.getByText("3 flags are on in staging.")).toBeVisible();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole("checkbox", { name: "Select all that are shown" })).toBeFocused();
    await expect(page.getByRole("switch", { name: `Staging for ${keys[2]}` })).toBeChecked();
    expect(await states(api, tag)).toEqual([true, true, true, true]);
    const rows = (await changeSets(api, "flag.enable")).slice(0, 3);
    expect(new Set(rows.map(({ changeSet }) => changeSet)).size).toBe(1);
  });

  await test.step("and taken back as a whole", async () => {
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(page.getByText("Undone.")).toBeVisible();
    await expect(page.getByRole("switch", { name: `Staging for ${keys[2]}` })).not.toBeChecked();
    expect(await states(api, tag)).toEqual([false, true, false, false]);
    const rows = (await changeSets(api, "flag.disable")).slice(0, 3);
    expect(rows.map(({ comment }) => comment)).toEqual(["Undo", "Undo", "Undo"]);
    expect(new Set(rows.map(({ changeSet }) => changeSet)).size).toBe(1);
  });
  await goodbye(editor);
});

test("a bulk change is refused as a whole when one flag has changed since its preview", async ({
  browser,
  api,
}) => {
  const { tag, keys } = await make(api, 3);
  const editor = await person(browser, api, "editor");
  const { page } = editor;
  await page.goto(`/projects/default/flags?tag=${tag}`);
  await page.getByRole("checkbox", { name: "Select all that are shown" }).click();
  await page.getByRole("button", { name: "Switch", exact: true }).click();
  await page.getByRole("menuitem", { name: "On in Staging" }).click();
  const dialog = page.getByRole("dialog");
  const confirm = dialog.getByRole("button", { name: "Switch on 3 flags" });
  await expect(confirm).toBeEnabled();

  // Between the preview and the click: no stream tells of it while it is held up.
  await page.route("**/api/v1/stream*", (route) => route.abort());
  await page.evaluate(() => window.stop());
  const path = `/projects/default/flags/${keys[1]}/environments/staging`;
  await api.send("PATCH", path, { killed: true });
  await confirm.click();
  await expect(dialog).toContainText(`Nothing was changed, because of ${keys[1]}`);
  expect(await states(api, tag)).toEqual([false, false, false]);
  await expect(dialog.getByText("It is killed there")).toBeVisible();
  await confirm.click();
  await expect(page.getByText("3 flags are on in staging.")).toBeVisible();
  editor.watched.allow(/ERR_FAILED|stream/);
  await goodbye(editor);
});

test("tags are added to and removed from many flags, and flags of others are not archived", async ({
  browser,
  api,
}) => {
  const { tag, keys } = await make(api, 2);
  const editor = await person(browser, api, "editor");
  await editor.api.send("POST", "/projects/default/flags", { key: `${tag}-own`, tags: [tag] });
  const { page } = editor;
  await page.goto(`/projects/default/flags?tag=${tag}`);
  const dialog = page.getByRole("dialog");
  const all = page.getByRole("checkbox", { name: "Select all that are shown" });

  await all.click();
  await page.getByRole("button", { name: "Tags" }).click();
  await page.getByRole("menuitem", { name: "Add a tag" }).click();
  await dialog.getByLabel("Tag").fill(`${tag}-more`);
  await dialog.getByRole("button", { name: "Tag 3 flags" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("link", { name: `Flags tagged ${tag}-more` })).toHaveCount(3);

  await all.click();
  await page.getByRole("button", { name: "Tags" }).click();
  await page.getByRole("menuitem", { name: "Remove a tag" }).click();
  await dialog.getByLabel("Tag").selectOption(`${tag}-more`);
  await dialog.getByRole("button", { name: "Untag 3 flags" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("link", { name: `Flags tagged ${tag}-more` })).toHaveCount(0);

  await all.click();
  await page.getByRole("button", { name: "Archive", exact: true }).click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await expect(dialog.getByRole("listitem").filter({ hasText: keys[0] ?? "" })).toContainText(
    "Only the flag's creator or an administrator may archive it.",
  );
  await dialog.getByRole("button", { name: "Archive 1 flag" }).click();
  await expect(page.getByText("1 flag is archived.")).toBeVisible();
  await expect(page.getByRole("link", { name: `${tag}-own`, exact: true })).toHaveCount(0);
  await goodbye(editor);
});

test("a viewer selects nothing", async ({ browser, api }) => {
  const { tag, keys } = await make(api, 1);
  const viewer = await person(browser, api, "viewer");
  await viewer.page.goto(`/projects/default/flags?tag=${tag}`);
  await expect(viewer.page.getByRole("link", { name: keys[0] ?? "" })).toBeVisible();
  await expect(viewer.page.getByRole("checkbox")).toHaveCount(0);
  await goodbye(viewer);
});
