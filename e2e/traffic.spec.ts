import { expect, test, url } from "./fixtures";
import { expectAccessible, expectFits } from "./looks";
import { flagPath, goodbye, newKey, person } from "./people";

test("what apps asked with lately is counted as well, and its attributes are suggested", async ({
  browser,
  api,
}) => {
  const key = newKey("seen");
  const seats = `seats-${key}`;
  await api.send("POST", "/projects/default/flags", { key });
  const environments = "/projects/default/environments/staging";
  const { token } = await api.send<{ token: string }>("POST", `${environments}/keys`, {
    name: key,
    kind: "client",
  });
  await api.send("PATCH", `${flagPath(key)}/environments/staging`, {
    enabled: true,
    fallthrough: { variant: "off" },
  });
  const poll = async (user: string, context: object) => {
    const query = new URLSearchParams({ targetingKey: user, context: JSON.stringify(context) });
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${url()}/api/flags?${query}`, { headers });
    expect(response.status).toBe(200);
  };
  for (const [user, context] of [
    ["one", { [seats]: 4321 }],
    ["two", { [seats]: 4321 }],
    ["three", { [seats]: 5 }],
    ["four", {}],
  ] as const)
    await poll(`${user}-${key}`, context);

  const manager = await person(browser, api, "editor");
  const { page } = manager;
  await page.goto(`${flagPath(key)}?env=staging`);
  await page.getByRole("button", { name: "Add a rule" }).click();
  const conditions = page.getByRole("group", { name: "Conditions" });
  const attribute = conditions.getByRole("combobox", { name: "Attribute" });
  await attribute.fill(seats);
  await expect(page.getByRole("option", { name: `${seats} number` })).toBeVisible();
  await expect(page.getByRole("listbox")).not.toContainText("4321");
  await page.getByRole("option", { name: seats }).first().click();
  await conditions.getByLabel("Comparison").selectOption({ label: "is at least" });
  await conditions.getByLabel("Value").fill("50");
  await page.getByRole("button", { name: "Review", exact: true }).click();
  const effect = page.getByRole("region", { name: "Who gets something else" });
  await expect(effect).toContainText(/Now: 0 of .* known users?, 2 of [\d,]+ contexts seen/);
  await expect(effect).toContainText("Contexts are what apps asked with in the last");
  await expect(effect).toContainText(new RegExp(`${seats} .* is missing in [\\d,]+ context`));
  await expectAccessible(page);
  await expectFits(page);
  await goodbye(manager);
});
