import { expect, newAccount, test } from "./fixtures";
import { attend, flagPath, goodbye, newKey, person } from "./people";

test("what was being typed is there to be copied when its flag or user goes", async ({
  browser,
  api,
}) => {
  const key = newKey("gone");
  const { username } = newAccount("gone");
  await api.send("POST", "/projects/default/flags", { key });
  await api.send("POST", "/users", { username });
  const admin = await person(browser, api, "admin");
  // React says #441 of a page that goes while it is rendered, when its next try finds the page that takes its place.
  admin.watched.allow(/404|React error #441/);
  const { page } = admin;
  const kept = page.getByRole("status").filter({ hasText: "was not saved" });

  await test.step("the flag is deleted", async () => {
    await attend(page, `${flagPath(key)}?tab=settings`);
    await page.getByLabel("Description").fill("A long and careful description");
    await api.send("POST", `${flagPath(key)}/archive`);
    await expect(page.getByText("This flag is archived")).toBeVisible();
    await expect(page.getByLabel("Description")).toHaveValue("A long and careful description");
    await api.send("DELETE", flagPath(key));
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
    await expect(kept).toContainText("Description");
    await expect(kept).toContainText("A long and careful description");
    await expect(kept.getByRole("button", { name: "Copy Description" })).toBeVisible();
  });

  await test.step("its variants are archived", async () => {
    const colours = newKey("colours");
    const variants = [
      { key: "red", value: "#f00" },
      { key: "blue", value: "#00f" },
    ];
    await api.send("POST", "/projects/default/flags", { key: colours, type: "string", variants });
    await attend(page, `${flagPath(colours)}?tab=variants`);
    await page
      .getByLabel(/^Value of/)
      .first()
      .fill("crimson");
    await api.send("POST", `${flagPath(colours)}/archive`);
    await expect(page.getByText("This flag is archived")).toBeVisible();
    await expect(kept).toContainText("crimson");
  });

  await test.step("a toggle is deleted", async () => {
    const flag = newKey("toggled");
    await api.send("POST", "/projects/default/flags", { key: flag });
    const toggle = `${flagPath(flag)}/environments/development/toggles/${username}`;
    await api.send("PUT", toggle, { enabled: true });
    await attend(page, `${flagPath(flag)}?env=development`);
    await page.getByRole("button", { name: `Edit ${flag} for ${username} in development` }).click();
    await page.getByRole("dialog").getByLabel("Reason").fill("A long and careful reason");
    await api.send("DELETE", toggle);
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(kept).toContainText("A long and careful reason");
  });

  await test.step("the user is erased", async () => {
    await attend(page, `/projects/default/users/${username}?tab=profile`);
    await page.getByLabel("Attributes as JSON").fill('{"plan": "typed in vain"}');
    await api.send("DELETE", `/users/${username}`);
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
    await expect(kept).toContainText("typed in vain");
  });

  await test.step("the page cannot be read again", async () => {
    const other = newKey("unread");
    await api.send("POST", "/projects/default/flags", { key: other });
    await api.send("POST", `${flagPath(other)}/archive`);
    await attend(page, `${flagPath(other)}?tab=settings`);
    await page.getByLabel("Description").fill("A long and careful description");
    // What the browser is sent when a page fails on the server: the number of the error in its log.
    await page.route(/[?&]_rsc=/, async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replaceAll("NEXT_HTTP_ERROR_FALLBACK;404", "1234567890");
      await route.fulfill({ response, body });
    });
    await api.send("DELETE", flagPath(other));
    await expect(page.getByRole("heading", { name: "could not be shown" })).toBeVisible();
    await expect(page.getByText("1234567890")).toBeVisible();
    await expect(kept).toContainText("A long and careful description");
    await page.unroute(/[?&]_rsc=/);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  });

  await test.step("and nothing is said where nothing was typed", async () => {
    await page.goto(flagPath(newKey("never")));
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
    await expect(kept).toHaveCount(0);
  });
  await goodbye(admin);
});
