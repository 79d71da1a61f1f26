import { expect, test } from "./fixtures";
import { expectAccessible, expectFits } from "./looks";
import { flagPath, goodbye, newKey, person } from "./people";

test("who may only read sees what an object's values must fit", async ({ browser, api }) => {
  const key = newKey("shaped");
  await api.send("POST", "/projects/default/flags", {
    key,
    type: "object",
    variants: [
      { key: "small", value: { limit: 3 } },
      { key: "large", value: { limit: 30 } },
    ],
    schema: { type: "object", required: ["limit"], properties: { limit: { maximum: 100 } } },
  });
  const viewer = await person(browser, api, "viewer");
  const { page } = viewer;
  await page.goto(`${flagPath(key)}?tab=variants`);
  const schema = page.getByRole("region", { name: "JSON Schema" });
  await expect(schema).toContainText("Every value fits it.");
  await expect(schema).toContainText('"maximum": 100');
  await expect(page.getByRole("textbox", { name: "JSON Schema" })).toHaveCount(0);
  await expectAccessible(page);
  await expectFits(page);
  await goodbye(viewer);
});
