import { expect, test } from "./fixtures";
import { expectAccessible, expectFits } from "./looks";
import { flagPath, goodbye, newKey, person } from "./people";

test("two people are compared side by side at the tried time, and what differs is marked and found", async ({
  browser,
  api,
}) => {
  const [key, alike] = [newKey("compare"), newKey("compare-same")];
  const plan = `plan-${key}`;
  const [pro, free] = [`pro-${key}`, `free-${key}`];
  for (const each of [key, alike]) {
    await api.send("POST", "/projects/default/flags", { key: each });
    await api.send("PATCH", `${flagPath(each)}/environments/production`, { enabled: true });
  }
  await api.send("PATCH", `${flagPath(key)}/environments/production`, {
    rules: [
      {
        name: "Free people wait",
        when: { all: [{ attribute: plan, op: "in", values: ["free"] }] },
        endsAt: "2090-01-01T00:00:00Z",
        serve: { variant: "off" },
      },
    ],
  });
  await api.send("POST", "/users", { username: pro, attributes: { [plan]: "pro" } });
  await api.send("POST", "/users", { username: free, attributes: { [plan]: "free" } });
  const { page, ...editor } = await person(browser, api, "editor");

  await page.goto(`/projects/default/users/${pro}?env=production&q=${key}`);
  await page.getByRole("combobox", { name: "Compare with" }).fill(free);
  await page.getByRole("option", { name: free, exact: true }).click();
  const flags = page.getByRole("list", { name: `Flags for ${pro} in Production` });
  const row = flags.getByRole("listitem").filter({ hasText: "Differs" });
  const [mine, theirs] = [row.getByRole("definition").nth(0), row.getByRole("definition").nth(1)];
  await expect(row).toHaveCount(1);
  await expect(mine).toContainText("true");
  await expect(mine).toContainText("Everybody gets on");
  await expect(theirs).toContainText("false");
  await expect(theirs).toContainText("Rule “Free people wait” gives off");

  await test.step("in columns, on a phone too", async () => {
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 900 });
      const [left, right] = [await mine.boundingBox(), await theirs.boundingBox()];
      expect(right?.y).toBe(left?.y);
      expect(right?.x).toBeGreaterThan((left?.x ?? 0) + (left?.width ?? 0) - 1);
    }
    await page.setViewportSize({ width: 1280, height: 720 });
    await expectAccessible(page);
    await expectFits(page);
  });

  await test.step("the first one's toggle is set in place, and the columns follow", async () => {
    await mine.getByRole("switch").click();
    await expect(flags).toContainText(`Toggle by ${editor.username}`);
    await expect(row).toHaveCount(0);
    await flags.getByRole("button", { name: `Reset ${key} for ${pro}` }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Reset" }).click();
    await expect(row).toHaveCount(1);
  });

  await test.step("only differences are shown where that is asked, and the address says so", async () => {
    await page.goto(
      `/projects/default/users/${pro}?env=production&with=${free}&q=compare-&show=differences`,
    );
    await expect(row.filter({ hasText: key })).toHaveCount(1);
    await expect(flags.getByText("The same")).toHaveCount(0);
    await page.getByRole("link", { name: "Show all flags" }).click();
    await expect(flags.getByRole("listitem").filter({ hasText: alike })).toContainText("The same");
  });

  await test.step("both are asked at the tried time", async () => {
    const at = "2090-01-01T00:00:00Z";
    await page.goto(`/projects/default/users/${pro}?env=production&with=${free}&q=${key}&at=${at}`);
    await expect(page.getByText(`${free} is asked at the same time`)).toBeVisible();
    const both = flags.getByRole("listitem").filter({ hasText: "The same" });
    await expect(both.getByRole("definition")).toContainText([
      "Everybody gets on",
      "Everybody gets on",
    ]);
    await expect(flags.getByRole("switch")).toHaveCount(0);
  });

  await test.step("of somebody who is not there it is said", async () => {
    await page.goto(`/projects/default/users/${pro}?env=production&with=nobody-${key}`);
    await expect(page.getByText(`There is nobody called nobody-${key}.`)).toBeVisible();
    await expect(flags).toBeVisible();
  });
  await goodbye({ page, ...editor });
});
