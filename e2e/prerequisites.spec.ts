import { expect, test } from "./fixtures";
import { flagPath, goodbye, newKey, person } from "./people";

test("prerequisites that close a circle are refused with the circle, and the draft stays", async ({
  browser,
  api,
}) => {
  const [key, needy] = [newKey("circle"), newKey("needy")];
  await api.send("POST", "/projects/default/flags", { key });
  await api.send("POST", "/projects/default/flags", { key: needy });
  await api.send("PATCH", `${flagPath(needy)}/environments/production`, {
    prerequisites: [{ flag: key, variants: ["on"] }],
  });
  const { page, ...manager } = await person(browser, api, "editor");
  await page.goto(`${flagPath(key)}?env=production`);
  await page.getByRole("button", { name: "Add a prerequisite" }).click();
  await page.getByRole("combobox", { name: "Flag that is needed" }).fill(needy);
  await page.getByRole("listbox").getByRole("option", { name: needy }).click();
  await page.getByRole("checkbox", { name: "on", exact: true }).check();
  await page.getByRole("button", { name: "Review", exact: true }).click();
  const review = page.getByRole("dialog", { name: "Review the changes to Production" });
  await review.getByRole("button", { name: "Save" }).click();
  await expect(review).toContainText(
    `This closes a circle: ${key} → ${needy} → ${key}. Take one of these prerequisites away.`,
  );
  await review.getByRole("button", { name: "Keep editing" }).click();
  await expect(page.getByText("not saved yet")).toBeVisible();
  expect(await api.get(`${flagPath(key)}/environments/production`)).toMatchObject({
    prerequisites: [],
  });
  await goodbye({ page, ...manager });
});
