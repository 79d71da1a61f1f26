import { expect, test } from "./fixtures";
import { expectAccessible, expectFits } from "./looks";
import { flagPath, goodbye, newKey, person } from "./people";

test("a context is asked about, its value understood, shared by address, and compared between people", async ({
  browser,
  api,
}) => {
  test.slow();
  const key = newKey("try");
  const plan = `plan-${key}`;
  await api.send("POST", "/projects/default/flags", { key });
  await api.send("PATCH", `${flagPath(key)}/environments/production`, {
    enabled: true,
    rules: [
      {
        name: "Pro in Europe",
        when: { all: [{ attribute: plan, op: "in", values: ["pro"] }] },
        serve: { variant: "on" },
      },
    ],
    fallthrough: { variant: "off" },
  });
  const [pro, free] = [`pro-${key}`, `free-${key}`];
  await api.send("POST", "/users", { username: pro, attributes: { [plan]: "pro" } });
  await api.send("POST", "/users", { username: free, attributes: { [plan]: "free" } });
  const { page, ...viewer } = await person(browser, api, "viewer");

  await page.getByRole("link", { name: "Playground" }).click();
  await expect(page.getByRole("heading", { name: "Playground", level: 1 })).toBeVisible();
  await page.getByRole("combobox", { name: "Targeting key" }).fill(pro);
  await page.getByRole("option", { name: pro, exact: true }).click();
  await page.getByRole("button", { name: `Use what is known of ${pro}` }).click();
  await expect(page.getByLabel(`Value of ${plan}`)).toHaveValue("pro");
  await page.getByRole("button", { name: "Evaluate" }).click();
  const results = page.getByRole("list", { name: `Flags for ${pro} in Production` });
  await expect(results).toBeVisible();
  await page.getByRole("searchbox", { name: "Search flags" }).fill(key);
  await expect(results.getByRole("listitem")).toHaveCount(1);
  await expect(results).toContainText("Rule “Pro in Europe” gives on");
  await expectAccessible(page);
  await expectFits(page);

  await results.getByRole("button", { name: "Why" }).click();
  const trace = page.getByRole("dialog", { name: `Why ${pro} gets this` });
  await expect(trace).toContainText(`${plan} is pro: it has "pro"`);
  await expect(trace.getByText("Decided")).toHaveCount(1);
  await expectAccessible(page);
  await page.keyboard.press("Escape");

  await page.getByLabel(`Value of ${plan}`).fill("free");
  await page.getByRole("button", { name: "Evaluate" }).click();
  await expect(results).toContainText("Everybody gets off");
  await page.reload();
  await expect(page.getByLabel(`Value of ${plan}`)).toHaveValue("free");
  await expect(results).toContainText("Everybody gets off");

  await page.goto(`/projects/default/users/${pro}?env=production&q=${key}`);
  const own = page.getByRole("list", { name: `Flags for ${pro} in Production` });
  await expect(own).toContainText("Rule “Pro in Europe” gives on");
  await page.getByRole("combobox", { name: "Compare with" }).fill(free);
  await page.getByRole("option", { name: free, exact: true }).click();
  await expect(own).toContainText("Differs");
  await expect(own).toContainText("Everybody gets off");
  await expect(own.getByRole("switch")).toHaveCount(1);
  await page.getByText("Try other attributes or another time").click();
  await page.getByLabel(`Value of ${plan}`).fill("free");
  await page.getByRole("button", { name: "Evaluate" }).click();
  await expect(page.getByText("This is tried, not true")).toBeVisible();
  await expect(own).toContainText("The same");
  await expect(own.getByRole("switch")).toHaveCount(0);
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole("button", { name: "Back to what is known" }).click();
  await expect(own).toContainText("Differs");
  await goodbye({ page, ...viewer });
});
