import type { Api } from "./api";
import { expect, newAccount, test } from "./fixtures";
import { attend, flagPath, goodbye, newKey, type Person, person } from "./people";

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

/** Takes back what was just done, and waits until the page has said so. */
async function undoIn({ page }: Person) {
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByText("Undone.")).toBeVisible();
  // The next change has a toast of its own.
  await attend(page, page.url());
}

/** What the log tells last: its action and its comment. */
async function last(api: Api, path: string) {
  type Row = { action: string; comment: string | null };
  const { data } = await api.get<{ data: Row[] }>(`${path}?limit=1`);
  return [data[0]?.action, data[0]?.comment];
}

test("an environment, a project and roles are taken back too", async ({ browser, api }) => {
  const project = newKey("estate");
  await api.send("POST", "/projects", { key: project, name: "Shop" });
  const somebody = newAccount("given");
  await api.send("POST", "/users", { username: somebody.username });
  const admin = await person(browser, api, "admin");
  const { page } = admin;
  const log = `/projects/${project}/audit`;
  await attend(page, `/projects/${project}/environments`);

  await test.step("a new name and a protection", async () => {
    await page.getByRole("button", { name: "Edit Staging" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("QA");
    await dialog.getByLabel("Protected").check();
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("button", { name: "Edit QA" })).toBeVisible();
    await expect(page.getByText("Protected", { exact: true })).toBeVisible();
    await undoIn(admin);
    await expect(page.getByRole("button", { name: "Edit Staging" })).toBeVisible();
    await expect(page.getByText("Protected", { exact: true })).toHaveCount(0);
    expect(await last(api, log)).toEqual(["environment.update", "Undo"]);
  });

  await test.step("the name of a project", async () => {
    await page.getByRole("button", { name: "Rename project" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("Store");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("heading", { name: "Project Store" })).toBeVisible();
    await undoIn(admin);
    await expect(page.getByRole("heading", { name: "Project Shop" })).toBeVisible();
    expect(await last(api, log)).toEqual(["project.update", "Undo"]);
  });

  await test.step("a role in one project: given, changed and taken", async () => {
    const path = `/projects/${project}/members/${somebody.username}`;
    await attend(page, `/projects/${project}/members`);
    await page.getByRole("button", { name: "Give a role" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "User" }).fill(somebody.username);
    await page.getByRole("option", { name: somebody.username }).click();
    await dialog.getByRole("button", { name: "Give role" }).click();
    const role = page.getByLabel(`Role of ${somebody.username} in Shop`);
    await expect(role).toHaveValue("editor");
    await undoIn(admin);
    await expect(role).toHaveCount(0);

    await api.send("PUT", path, { role: "viewer" });
    await attend(page, page.url());
    for (const next of ["approver", ""]) {
      await role.selectOption(next);
      await undoIn(admin);
      await expect(role).toHaveValue("viewer");
      expect(await last(api, log)).toEqual(["membership.put", "Undo"]);
    }
  });
  await goodbye(admin);
});

test("what is known of a user, and one's own configuration, is taken back too", async ({
  browser,
  api,
}) => {
  const { username } = newAccount("known");
  await api.send("POST", "/users", { username, attributes: { plan: "free" } });
  const admin = await person(browser, api, "admin");
  const { page } = admin;
  await attend(page, `/projects/default/users/${username}?tab=profile`);
  const path = `/users/${username}`;

  await test.step("attributes and targeting key", async () => {
    const attributes = page.getByLabel("Attributes as JSON");
    await attributes.fill('{"plan": "pro"}');
    await page.getByRole("button", { name: "Save attributes" }).click();
    await undoIn(admin);
    await expect(attributes).toHaveValue('{\n  "plan": "free"\n}');

    const key = page.getByLabel("Targeting key", { exact: true });
    await key.fill(`key-${username}`);
    await page.getByRole("button", { name: "Change targeting key" }).click();
    await undoIn(admin);
    await expect(key).toHaveValue(username);
  });

  await test.step("role and sign-in", async () => {
    const role = page.getByLabel(`Role of ${username} in all projects`);
    await role.selectOption("viewer");
    await undoIn(admin);
    await expect(role).toHaveValue("member");

    await page.getByRole("button", { name: "Deactivate" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Deactivate" }).click();
    await expect(page.getByText("deactivated", { exact: true })).toBeVisible();
    await undoIn(admin);
    await expect(page.getByText("deactivated", { exact: true })).toHaveCount(0);
    expect(await api.get(path)).toMatchObject({
      attributes: { plan: "free" },
      targetingKey: username,
      role: "member",
      active: true,
    });
  });

  await test.step("a value of one's own", async () => {
    await attend(page, "/my-features");
    const values = page.getByRole("list", { name: "Your configuration" });
    await page.getByLabel("Key", { exact: true }).fill("theme");
    await page.getByLabel("Value as JSON").fill('"dark"');
    await page.getByRole("button", { name: "Save value" }).click();
    await expect(values).toContainText("dark");
    await undoIn(admin);
    await expect(values).toHaveCount(0);
  });
  await goodbye(admin);
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
  await attend(page, `/projects/default/flags?q=${key}`);
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
