import { expect, test } from "./fixtures";
import { expectAccessible, expectFits } from "./looks";
import { flagPath, goodbye, newKey, person } from "./people";

test("values are held against a JSON Schema, and what does not fit is named by its path", async ({
  browser,
  api,
}) => {
  test.slow();
  const key = newKey("schema");
  const variants = [
    { key: "many", value: { limit: 10, label: { text: "Ten" } } },
    { key: "few", value: { limit: 2 } },
  ];
  await api.send("POST", "/projects/default/flags", { key, type: "object", variants });
  const { page, ...editor } = await person(browser, api, "editor");
  await page.goto(`${flagPath(key)}?tab=variants`);
  const save = page.getByRole("button", { name: "Save variants" });
  const saved = page.getByText(`${key} is saved.`);
  const schema = page.getByLabel("JSON Schema", { exact: true });
  const limit = (rules: object) =>
    JSON.stringify({ type: "object", properties: { limit: { type: "integer", ...rules } } });

  await test.step("one is given", async () => {
    await page.getByLabel("Check every value against a JSON Schema").check();
    await schema.fill(limit({}));
    await save.click();
    await expect(saved).toBeVisible();
    expect(await api.get(flagPath(key))).toMatchObject({ schema: JSON.parse(limit({})) });
  });

  await test.step("a value that does not fit is not saved", async () => {
    const few = page.getByLabel("Value of few");
    await few.fill('{"limit": "two"}');
    await save.click();
    await expect(page.getByText("few.limit must be integer.")).toBeVisible();
    await expectAccessible(page);
    await expectFits(page);
    expect(await api.get(flagPath(key))).toMatchObject({ variants });
    await few.fill('{"limit": 3}');
    await save.click();
    await expect(page.getByText("few.limit must be integer.")).toHaveCount(0);
    await expect
      .poll(() => api.get(flagPath(key)))
      .toMatchObject({ variants: [variants[0], { key: "few", value: { limit: 3 } }] });
  });

  await test.step("another schema says which values no longer fit it", async () => {
    await schema.fill(
      JSON.stringify({
        ...JSON.parse(limit({ maximum: 2 })),
        required: ["colour"],
        additionalProperties: false,
      }),
    );
    await save.click();
    for (const words of [
      "many.colour is missing.",
      "many.label is not in the schema.",
      "many.limit must be <= 2.",
      "few.colour is missing.",
      "few.limit must be <= 2.",
    ]) {
      await expect(page.getByText(words, { exact: true })).toBeVisible();
    }
    expect(await api.get(flagPath(key))).toMatchObject({ schema: JSON.parse(limit({})) });
  });

  await test.step("a schema that is none is refused with its place", async () => {
    await schema.fill('{"type": "obj"}');
    await save.click();
    await expect(page.getByText(/^the schema\.type /i)).toBeVisible();
  });
  await goodbye({ page, ...editor });
});
