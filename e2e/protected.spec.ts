import { expect, test, url } from "./fixtures";
import { expectAccessible, expectFits } from "./looks";
import { goodbye, newKey, person } from "./people";

test("in a protected environment an editor sees why nothing can be saved, and may still kill", async ({
  browser,
  api,
}) => {
  test.slow();
  const project = newKey("guarded");
  const flag = `/projects/${project}/flags/checkout`;
  const production = `${flag}/environments/production`;
  await api.send("POST", "/projects", { key: project });
  await api.send("POST", `/projects/${project}/flags`, { key: "checkout" });
  await api.send("PATCH", production, { enabled: true });
  const username = `u-${project}`;
  await api.send("POST", "/users", { username });
  await api.send("PATCH", `/projects/${project}/environments/production`, { protected: true });
  const { page, ...editor } = await person(browser, api, "editor");
  await page.goto(`${flag}?env=production`);
  const state = page.getByRole("switch", { name: "Production for checkout" });

  await test.step("the switch is there and says who can lift the protection", async () => {
    await expect(state).toBeChecked();
    await expect(state).toBeDisabled();
    await expect(state).toHaveAccessibleDescription(
      /Protected: only killing is done directly. An administrator takes the protection off/,
    );
    const environments = page.getByRole("navigation", { name: "Environment" });
    await expect(environments.getByRole("link", { name: /Protected\s*Production/ })).toBeVisible();
  });

  await test.step("a draft is made and reviewed, but not saved", async () => {
    await page.getByRole("radio", { name: "A share" }).click();
    await page.getByLabel("Share that takes part, percent").fill("40");
    await page.getByRole("button", { name: "Review", exact: true }).click();
    const review = page.getByRole("dialog", { name: "Review the changes to Production" });
    await expect(review.getByRole("list", { name: "Changes" })).toContainText("40 % of everybody");
    await expect(review.getByRole("region", { name: "Who gets something else" })).toContainText(
      "known user",
    );
    await expect(review).toContainText("Production is protected");
    await expect(review.getByRole("button", { name: "Save" })).toBeDisabled();
    await expectAccessible(page);
    await expectFits(page);
    await review.getByRole("button", { name: "Keep editing" }).click();
    await expect(page.getByText("not saved yet")).toBeVisible();
  });

  await test.step("the API refuses the same", async () => {
    const before = await api.get(production);
    const refused = await fetch(`${url()}/api/v1${production}`, {
      method: "PATCH",
      headers: {
        authorization: `Bearer ${editor.api.token}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({ fallthrough: { variant: "off" } }),
    });
    expect(await refused.json()).toMatchObject({
      detail: expect.stringContaining("Production is protected"),
    });
    expect(refused.status).toBe(409);
    expect(await api.get(production)).toEqual(before);
  });

  await test.step("one person can be toggled, which changes nobody else's value", async () => {
    await editor.api.send("PUT", `${production}/toggles/${username}`, { enabled: true });
    await expect(page.getByText("1 user has a toggle")).toBeVisible();
  });

  await test.step("killing is done at once, taking it back is not", async () => {
    await page.getByRole("button", { name: "Kill", exact: true }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Kill in Production" }).click();
    await expect(
      page.getByText("Killed: everybody gets off, toggles included.").first(),
    ).toBeVisible();
    await expect(page.getByRole("button", { name: "Take back the kill" })).toBeDisabled();
    expect(await api.get(production)).toMatchObject({
      killed: true,
      fallthrough: { variant: "on" },
    });
  });

  await test.step("and elsewhere nothing is held back", async () => {
    await page.goto(`${flag}?env=staging`);
    await page.getByRole("switch", { name: "Staging for checkout" }).click();
    await expect(page.getByRole("switch", { name: "Staging for checkout" })).toBeChecked();
  });
  await goodbye({ page, ...editor });
});
