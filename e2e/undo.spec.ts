import type { Api } from "./api";
import { expect, test } from "./fixtures";
import { flagPath, goodbye, newKey, person } from "./people";

/** What the audit log tells of a flag, newest first. */
async function audit(api: Api, key: string) {
  type Row = { action: string; comment: string | null; actor: { username: string } };
  const { data } = await api.get<{ data: Row[] }>(`/projects/default/audit?flag=${key}`);
  return data.map(({ action, comment, actor }) => [action, comment, actor.username]);
}

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

    const path = `${flagPath(key)}/environments/staging/toggles/u-undo`;
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
  await api.send("PATCH", `${flagPath(key)}/environments/staging`, { killed: true });
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
  await expect(
    page.getByText("You may not change this flag. An administrator can give you the role editor."),
  ).toBeVisible();
  await expect(onOff).not.toBeChecked();
  editor.watched.allow(/ERR_FAILED|stream/);
  await goodbye(editor);
});
