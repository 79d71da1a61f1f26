import { expect, signedIn, test } from "./fixtures";
import { expectAccessible, expectFits } from "./looks";
import { flagPath, goodbye, newKey, person } from "./people";

test("a segment is made with the same builder, used in a rule, and says where", async ({
  browser,
  api,
}) => {
  test.slow();
  const key = newKey("segmented");
  const segment = `europe-${key}`;
  await api.send("POST", "/projects/default/flags", { key });
  await api.send("POST", "/users", { username: `u-${key}` });
  const { page, ...manager } = await person(browser, api, "editor");
  await page.goto("/projects/default/segments");
  await page.getByRole("button", { name: "New segment" }).click();
  await page.getByLabel("Key").fill(segment);
  await page.getByLabel("Name").fill(`Europe ${key}`);
  await page.getByRole("button", { name: "Create segment" }).click();
  await expect(page.getByRole("heading", { name: `Europe ${key}`, level: 1 })).toBeVisible();

  const conditions = page.getByRole("group", { name: "Conditions" });
  await conditions.getByRole("button", { name: "Add a condition" }).click();
  await conditions.getByRole("combobox", { name: "Attribute" }).fill("continent");
  await conditions.getByRole("textbox", { name: "Values" }).fill("Europe,");
  await page.getByRole("combobox", { name: "Search users: always in it" }).fill(`u-${key}`);
  await page
    .getByRole("listbox")
    .getByRole("option", { name: `u-${key}` })
    .click();
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole("button", { name: "Save segment" }).click();
  await expect(page.getByText("If continent is Europe; 1 user always.")).toBeVisible();
  expect(await api.get(`/projects/default/segments/${segment}`)).toMatchObject({
    name: `Europe ${key}`,
    conditions: { any: [{ attribute: "continent", op: "in", values: ["Europe"] }] },
    included: [`u-${key}`],
    excluded: [],
  });

  await page.goto(`${flagPath(key)}?env=production`);
  await page.getByRole("button", { name: "Add a rule" }).click();
  await page.getByRole("button", { name: "Add a segment" }).click();
  await page.getByRole("button", { name: "Remove this condition" }).first().click();
  await page.getByRole("combobox", { name: "Segment" }).fill(key);
  await page
    .getByRole("listbox")
    .getByRole("option", { name: `Europe ${key}` })
    .click();
  await expect(page.getByRole("listitem", { name: "Rule 1 of 1" })).toContainText(
    `If the user is in Europe ${key}, serve on.`,
  );
  await page.getByRole("button", { name: "Review", exact: true }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("not saved yet")).toHaveCount(0);

  await page.goto(`/projects/default/segments/${segment}`);
  await expect(page.getByRole("list", { name: "Used by" })).toContainText(`${key} in production`);
  await expect(page.getByRole("button", { name: "Delete" })).toBeDisabled();
  await goodbye({ page, ...manager });
});

test("a segment without a name says its key once, and its conditions can be read aloud", async ({
  page,
  admin,
  api,
}) => {
  const key = newKey("large");
  await api.send("POST", "/projects/default/segments", {
    key,
    conditions: {
      all: [
        { attribute: "plan", op: "in", values: ["enterprise", "scale"] },
        { attribute: "seats", op: "gte", values: [50] },
      ],
    },
  });
  await signedIn(page.context(), admin);
  await page.goto(`/projects/default/segments/${key}`);
  const header = page.locator("header").filter({ has: page.getByRole("heading", { level: 1 }) });
  await expect(header.getByText(key)).toHaveCount(1);
  await expect(
    page.getByText("If plan is enterprise or scale and seats is at least 50."),
  ).toBeVisible();
});
