import { expect, newAccount, test } from "./fixtures";
import { attend, flagPath, goodbye, newKey, person } from "./people";

test("what is being typed stays, and its writer chooses between both versions", async ({
  browser,
  api,
  admin,
}) => {
  const key = newKey("typed");
  await api.send("POST", "/projects/default/flags", { key, name: "Old name" });
  const editor = await person(browser, api, "editor");
  const { page } = editor;
  await attend(page, `${flagPath(key)}?tab=settings`);
  const nameField = page.getByLabel("Name", { exact: true });
  const description = page.getByLabel("Description");

  await test.step("nothing is typed: the form follows", async () => {
    await api.send("PATCH", flagPath(key), { name: "First name" });
    await expect(nameField).toHaveValue("First name");
    await expect(page.getByText("while you were editing")).toHaveCount(0);
  });

  await test.step("what concerns no field of the form does not disturb", async () => {
    await nameField.fill("My name");
    await api.send("PATCH", `${flagPath(key)}/environments/production`, { enabled: true });
    await expect(page.getByText(`Changed by ${admin.username} just now`)).toBeVisible();
    await expect(nameField).toHaveValue("My name");
  });

  await test.step("both are shown, and mine is kept", async () => {
    await api.send("PATCH", flagPath(key), {
      name: "Their name",
      description: "Theirs",
      selfService: true,
    });
    const conflict = page.getByRole("status").filter({ hasText: "while you were editing" });
    await expect(conflict).toContainText("Their name");
    await expect(conflict).toContainText("My name");
    await expect(nameField).toHaveValue("My name");
    await conflict.getByRole("button", { name: "Keep what I typed" }).click();
    await expect(conflict).toHaveCount(0);
    await expect(nameField).toHaveValue("My name");
    await expect(description).toHaveValue("Theirs");
    await page.getByRole("button", { name: "Save settings" }).click();
    await expect(page.getByText(`${key} is saved.`)).toBeVisible();
    expect(await api.get(flagPath(key))).toMatchObject({
      name: "My name",
      description: "Theirs",
      selfService: true,
    });
  });

  await test.step("or theirs is taken", async () => {
    await expect(page.getByRole("heading", { name: "My name", level: 1 })).toBeVisible();
    await description.fill("Something else");
    await api.send("PATCH", flagPath(key), { description: "Theirs again" });
    await page.getByRole("button", { name: "Take theirs" }).click();
    await expect(description).toHaveValue("Theirs again");
    await expect(nameField).toHaveValue("My name");
  });
  await goodbye(editor);
});

test("both versions are shown in the forms over environments, toggles and users too", async ({
  browser,
  api,
}) => {
  const project = newKey("twice");
  const { username } = newAccount("twice");
  await api.send("POST", "/projects", { key: project });
  await api.send("POST", `/projects/${project}/flags`, { key: "checkout" });
  await api.send("POST", "/users", { username, attributes: { plan: "free" } });
  const admin = await person(browser, api, "admin");
  const { page } = admin;
  const conflict = page.getByRole("status").filter({ hasText: "while you were editing" });

  await test.step("an environment", async () => {
    await attend(page, `/projects/${project}/environments`);
    await page.getByRole("button", { name: "Edit Staging" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("My name");
    const path = `/projects/${project}/environments/staging`;
    await api.send("PATCH", path, { name: "Their name", protected: true });
    await expect(conflict).toContainText("Their name");
    await expect(conflict).toContainText("My name");
    await expect(dialog.getByLabel("Name")).toHaveValue("My name");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog.getByText("Somebody changed this environment")).toBeVisible();
    expect(await api.get(path)).toMatchObject({ name: "Their name" });
    await conflict.getByRole("button", { name: "Keep what I typed" }).click();
    await expect(dialog.getByLabel("Protected")).toBeChecked();
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog).toHaveCount(0);
    expect(await api.get(path)).toMatchObject({ name: "My name", protected: true });
  });

  await test.step("a project", async () => {
    await page.getByRole("button", { name: "Rename project" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("My shop");
    await api.send("PATCH", `/projects/${project}`, { name: "Their shop" });
    await expect(conflict).toContainText("Their shop");
    await conflict.getByRole("button", { name: "Take theirs" }).click();
    await expect(dialog.getByLabel("Name")).toHaveValue("Their shop");
    await dialog.getByRole("button", { name: "Cancel" }).click();
  });

  await test.step("a toggle", async () => {
    const path = `/projects/${project}/flags/checkout/environments/development/toggles/${username}`;
    await api.send("PUT", path, { enabled: true, reason: "first" });
    await attend(page, `/projects/${project}/flags/checkout?env=development`);
    const edit = `Edit checkout for ${username} in development`;
    await page.getByRole("button", { name: edit }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Reason").fill("mine");
    await dialog.getByRole("radio", { name: "Until…" }).click();
    await dialog.getByRole("textbox", { name: "Day and time" }).fill("2030-01-02 03:04");
    await api.send("PUT", path, { enabled: false, reason: "theirs" });
    await expect(conflict).toContainText("theirs");
    await expect(conflict).toContainText("mine");
    await dialog.getByRole("button", { name: "Save toggle" }).click();
    await expect(dialog.getByText("Somebody changed this toggle")).toBeVisible();
    await conflict.getByRole("button", { name: "Keep what I typed" }).click();
    await dialog.getByRole("button", { name: "Save toggle" }).click();
    await expect(dialog).toHaveCount(0);
    const { data } = await api.get<{ data: unknown[] }>(path.slice(0, path.lastIndexOf("/")));
    expect(data).toMatchObject([
      { variant: "off", reason: "mine", expiresAt: expect.stringMatching(/^2030-01-0/) },
    ]);
  });

  await test.step("what is known of a user", async () => {
    await attend(page, `/projects/${project}/users/${username}?tab=profile`);
    const attributes = page.getByLabel("Attributes as JSON");
    const key = page.getByLabel("Targeting key", { exact: true });
    await attributes.fill('{"plan": "mine"}');
    await key.fill("my-key");
    await api.send("PATCH", `/users/${username}`, { attributes: { plan: "theirs" } });
    await expect(conflict).toContainText("theirs");
    await expect(conflict).toHaveCount(1);
    await expect(key).toHaveValue("my-key");
    await conflict.getByRole("button", { name: "Take theirs" }).click();
    await expect(attributes).toHaveValue('{\n  "plan": "theirs"\n}');
    await expect(key).toHaveValue("my-key");
  });
  await goodbye(admin);
});

test("what one types of oneself stays when another tab changes it", async ({ browser, api }) => {
  const member = await person(browser, api, "viewer");
  const { page, username } = member;
  const mine = `/users/${username}/configurations/theme`;
  await member.api.send("PUT", mine, { value: "dark" });
  await attend(page, "/account");
  const conflict = page.getByRole("status").filter({ hasText: "while you were editing" });

  await test.step("a value of one's own", async () => {
    await page.getByRole("button", { name: "Edit theme" }).click();
    const value = page.getByLabel("Value of theme as JSON");
    await value.fill('"light"');
    await member.api.send("PUT", mine, { value: "contrast" });
    await expect(conflict).toContainText("You, in another place, changed this");
    await expect(conflict).toContainText("contrast");
    await expect(value).toHaveValue('"light"');
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText(/changed this value/)).toBeVisible();
    await conflict.getByRole("button", { name: "Keep what I typed" }).click();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(value).toHaveCount(0);
    expect(await member.api.get(`/users/${username}/configurations`)).toMatchObject({
      data: [{ key: "theme", value: "light" }],
    });
  });

  await test.step("and what one changes elsewhere right afterwards is shown", async () => {
    await member.api.send("PUT", mine, { value: "wide" });
    await expect(page.getByText('"wide"')).toBeVisible();
  });

  await test.step("one's names", async () => {
    const email = page.getByLabel("E-mail");
    await email.fill("mine@example.com");
    const theirs = `${username}@example.com`;
    await api.send("PATCH", `/users/${username}`, { email: theirs });
    await expect(conflict).toContainText(theirs);
    await expect(email).toHaveValue("mine@example.com");
    await conflict.getByRole("button", { name: "Take theirs" }).click();
    await expect(email).toHaveValue(theirs);
  });

  await test.step("and a value that is removed leaves what was typed", async () => {
    await page.getByRole("button", { name: "Edit theme" }).click();
    await page.getByLabel("Value of theme as JSON").fill('"typed in vain"');
    await member.api.send("DELETE", mine);
    await expect(page.getByRole("status").filter({ hasText: "was not saved" })).toContainText(
      "typed in vain",
    );
  });
  await goodbye(member);
});

test("a field takes no text before the page listens, which would be lost", async ({
  browser,
  api,
}) => {
  const { username } = newAccount("early");
  await api.send("POST", "/users", { username, attributes: { plan: "free" } });
  const admin = await person(browser, api, "admin");
  const { page } = admin;
  let listen = () => {};
  const later = new Promise<void>((resolve) => {
    listen = resolve;
  });
  await page.route("**/_next/static/**/*.js*", async (route) => {
    await later;
    await route.continue();
  });
  await page.goto(`/projects/default/users/${username}?tab=profile`, { waitUntil: "commit" });
  const attributes = page.getByLabel("Attributes as JSON");
  await expect(attributes).toHaveValue(/free/);
  await expect(attributes).not.toBeEditable();
  listen();
  await attributes.fill('{"plan": "pro"}');
  await expect(attributes).toHaveValue('{"plan": "pro"}');
  await goodbye(admin);
});
