import { expect, test } from "./fixtures";
import { goodbye, newKey, person } from "./people";

const count = 230;

test("a long list is read as one scrolls, and only what is in view exists", async ({
  browser,
  api,
}) => {
  test.slow();
  const tag = newKey("long");
  const keys = Array.from({ length: count }, (_, n) => `${tag}-${String(n).padStart(3, "0")}`);
  for (let n = 0; n < count; n += 10)
    await Promise.all(
      keys
        .slice(n, n + 10)
        .map((key) => api.send("POST", "/projects/default/flags", { key, tags: [tag] })),
    );
  const editor = await person(browser, api, "editor");
  const { page } = editor;
  await page.goto(`/projects/default/flags?tag=${tag}`);
  const rows = page.getByRole("list", { name: "Flags" }).getByRole("listitem");
  const row = (n: number) => rows.filter({ hasText: keys[n] ?? "" });
  const end = async () => {
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  };

  await test.step("to its end", async () => {
    await expect(row(0)).toBeVisible();
    await expect.poll(() => rows.count()).toBeLessThan(50);
    await expect(row(0)).toHaveAttribute("aria-setsize", String(count));
    await expect(async () => {
      await end();
      await expect(row(count - 1)).toBeInViewport({ timeout: 500 });
    }).toPass();
    await expect(row(count - 1)).toHaveAttribute("aria-posinset", String(count));
    await expect(row(0)).toHaveCount(0);
    expect(await rows.count()).toBeLessThan(50);
  });

  await test.step("a switch far below reacts, and stays", async () => {
    const onOff = page.getByRole("switch", { name: `Staging for ${keys[count - 1]}` });
    await onOff.click();
    await expect(onOff).toBeChecked();
    await expect(page.getByText("is on in staging.")).toBeVisible();
    await expect(onOff).toBeChecked();
  });

  await test.step("what somebody else changes far below appears, marked", async () => {
    const key = keys[count - 2];
    await api.send("PATCH", `/projects/default/flags/${key}/environments/production`, {
      enabled: true,
    });
    await expect(page.getByRole("switch", { name: `Production for ${key}` })).toBeChecked();
    await expect(row(count - 2).getByText("by ada")).toBeVisible();
  });

  await test.step("everything the filters find can be selected", async () => {
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.getByRole("checkbox", { name: `Select ${keys[0]}` }).click();
    await page.getByRole("button", { name: `Select all ${count} flags` }).click();
    await expect(page.getByText(`${count} selected`)).toBeVisible();
    await page.getByRole("button", { name: "Clear selection" }).click();
    await expect(page.getByText("selected")).toHaveCount(0);
    await expect(page.getByRole("checkbox", { name: "Select all that are shown" })).toBeFocused();
  });
  await goodbye(editor);
});
