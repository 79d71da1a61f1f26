import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { expectAccessible, expectFits } from "./looks";
import { flagPath, goodbye, newKey, person } from "./people";

const open = (page: Page, key: string, environment = "production") =>
  page.goto(`${flagPath(key)}?env=${environment}`);
const production = (key: string) => `${flagPath(key)}/environments/production`;
const rule = (page: Page, number: number) =>
  page.getByRole("list", { name: "Rules" }).getByRole("listitem", { name: `Rule ${number} of` });

/** Chooses an attribute by typing its beginning, and says which values are meant. */
async function fill(condition: Locator, page: Page, attribute: string, values: string[]) {
  await condition.getByRole("combobox", { name: "Attribute" }).fill(attribute);
  await page.getByRole("listbox").getByRole("option", { name: attribute }).first().click();
  for (const value of values) {
    await condition.getByRole("textbox", { name: "Values" }).fill(value);
    await page.keyboard.press("Enter");
  }
}

test("a rollout in steps is built by mouse, reviewed, saved, and read back over REST", async ({
  browser,
  api,
}) => {
  test.slow();
  const key = newKey("rollout");
  const [plan, continent] = [`plan-${key}`, `continent-${key}`];
  await api.send("POST", "/projects/default/flags", { key });
  await api.send("PATCH", production(key), {
    enabled: true,
    fallthrough: { variant: "off" },
  });
  await api.send("POST", "/users", {
    username: `u-${key}`,
    attributes: { [plan]: "pro", [continent]: "Europe" },
  });
  const manager = await person(browser, api, "editor");
  const { page } = manager;
  await open(page, key);

  await page.getByRole("button", { name: "Add a rule" }).click();
  const conditions = page.getByRole("group", { name: "Conditions" });
  const rows = conditions.getByRole("listitem");
  await fill(rows.first(), page, plan, ["pro"]);
  await conditions.getByRole("button", { name: "Add a condition" }).click();
  await fill(conditions.locator("ul > li:has([role=combobox])").nth(1), page, continent, [
    "Europe",
  ]);
  const serve = rule(page, 1);
  await serve.getByRole("radio", { name: "In steps" }).click();
  await serve.getByLabel("From, step 1").fill("2027-03-01 09:00");
  await serve.getByLabel("Share of step 1, percent").fill("25");
  await serve.getByLabel("From, step 2").fill("2027-03-04 09:00");
  await expect(serve).toContainText(
    `If ${plan} is pro and ${continent} is Europe, serve on to 25 % from Mon, 1 Mar 2027, 09:00, to everybody from Thu, 4 Mar 2027, 09:00.`,
  );
  await expectAccessible(page);
  await expectFits(page);

  await page.getByText("1 change").waitFor();
  await page.getByRole("button", { name: "Review", exact: true }).click();
  const review = page.getByRole("dialog", { name: "Review the changes to Production" });
  await expect(review.getByRole("list", { name: "Changes" })).toContainText("new rule 1: If");
  const effect = review.getByRole("region", { name: "Who gets something else" });
  await expect(effect).toContainText("Now: 0 of");
  await expect(effect).toContainText("From Thu, 4 Mar 2027, 09:00: 1 of");
  await expect(effect).toContainText(`u-${key}: off → on`);
  await expect(effect).toContainText(`${plan} is not known of`);
  await expectAccessible(page);
  await expectFits(page);
  await review.getByLabel("Why").fill("The Europe launch");
  await review.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(`${key} is saved in production.`)).toBeVisible();
  await expect(page.getByText("not saved yet")).toHaveCount(0);

  const saved = await api.get<{ rules: unknown[]; version: number }>(production(key));
  expect(saved.rules).toEqual([
    {
      id: expect.any(String),
      name: "",
      startsAt: null,
      endsAt: null,
      when: {
        all: [
          { attribute: plan, op: "in", values: ["pro"] },
          { attribute: continent, op: "in", values: ["Europe"] },
        ],
      },
      serve: {
        split: [{ variant: "on", weight: 100_000 }],
        by: "targetingKey",
        exposure: [
          { at: "2027-03-01T09:00:00.000Z", weight: 25_000 },
          { at: "2027-03-04T09:00:00.000Z", weight: 100_000 },
        ],
      },
    },
  ]);
  const { data } = await api.get<{ data: { comment: string }[] }>(
    `/projects/default/audit?flag=${key}`,
  );
  expect(data[0]?.comment).toBe("The Europe launch");

  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByText("Undone.")).toBeVisible();
  expect(await api.get(production(key))).toMatchObject({ rules: [] });
  await expect(rule(page, 1)).toHaveCount(0);
  await goodbye(manager);
});

/** A flag with a rule for each of these plans. */
function withRules(plans: string[]) {
  return {
    rules: plans.map((plan) => ({
      id: plan,
      name: plan,
      when: { attribute: "plan", op: "in", values: [plan] },
      serve: { variant: "on" },
    })),
  };
}

test("rules are put in another order by keyboard and by mouse, and it is said aloud", async ({
  browser,
  api,
}) => {
  const key = newKey("order");
  await api.send("POST", "/projects/default/flags", { key });
  await api.send("PATCH", production(key), withRules(["pro", "team", "free"]));
  const { page, ...manager } = await person(browser, api, "editor");
  await open(page, key);
  const names = page.getByRole("list", { name: "Rules" }).locator("p.font-semibold");
  await expect(names).toHaveText(["pro", "team", "free"]);

  const handle = page.getByRole("button", { name: "Move free" });
  await expect(async () => {
    // Before the page listens a key that is pressed moves nothing, and what has the focus may lose it.
    await handle.focus();
    if ((await names.allTextContents())[1] === "team") await page.keyboard.press("Alt+ArrowUp");
    await expect(names).toHaveText(["pro", "free", "team"], { timeout: 1_000 });
  }).toPass();
  await expect(page.getByText("Moved to place 2 of 3.")).toBeAttached();
  await expect(handle).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(names).toHaveText(["free", "pro", "team"]);

  await page.getByRole("button", { name: "More for free" }).click();
  await page.getByRole("menuitem", { name: "Move down" }).click();
  await expect(names).toHaveText(["pro", "free", "team"]);

  const from = await page.getByRole("button", { name: "Move team" }).boundingBox();
  const to = await page.getByRole("button", { name: "Move pro" }).boundingBox();
  if (!from || !to) throw new Error("The handles are not shown.");
  await page.mouse.move(from.x + 8, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(to.x + 8, to.y + 4, { steps: 5 });
  await page.mouse.up();
  await expect(names).toHaveText(["team", "pro", "free"]);

  await page.getByRole("button", { name: "Review", exact: true }).click();
  await expect(page.getByRole("list", { name: "Changes" })).toContainText(
    "another order of rules: team, pro and free",
  );
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("not saved yet")).toHaveCount(0);
  const saved = await api.get<{ rules: { id: string }[] }>(production(key));
  expect(saved.rules.map(({ id }) => id)).toEqual(["team", "pro", "free"]);
  await goodbye({ page, ...manager });
});

test("a draft survives a reload, follows what others change beside it, and asks where both changed the same", async ({
  browser,
  api,
}) => {
  test.slow();
  const key = newKey("draft");
  await api.send("POST", "/projects/default/flags", { key });
  const { page, ...manager } = await person(browser, api, "editor");
  await open(page, key);
  await page.getByRole("radio", { name: "A share" }).click();
  const share = page.getByLabel("Share that takes part, percent");
  await share.fill("40");
  await expect(page.getByText("not saved yet")).toBeVisible();

  await test.step("it is there after a reload and after a look at another environment", async () => {
    await page.reload();
    await expect(share).toHaveValue("40");
    await page.getByRole("navigation", { name: "Environment" }).getByText("Staging").click();
    await expect(page.getByText("Who gets what in Staging")).toBeVisible();
    await expect(share).toHaveCount(0);
    await page.getByRole("navigation", { name: "Environment" }).getByText("Production").click();
    await expect(share).toHaveValue("40");
  });

  await test.step("switching the flag on is no conflict", async () => {
    await page.getByRole("switch", { name: `Production for ${key}` }).click();
    await expect(page.getByRole("switch", { name: `Production for ${key}` })).toBeChecked();
    await expect(share).toHaveValue("40");
    await expect(page.getByText("while you were editing")).toHaveCount(0);
  });

  await test.step("both versions are shown where both changed the same", async () => {
    await api.send("PATCH", production(key), { fallthrough: { variant: "off" } });
    const conflict = page.getByRole("status").filter({ hasText: "while you were editing" });
    await expect(conflict).toContainText("when on, everybody gets “off” instead of “on”");
    await expect(conflict).toContainText("100 % → 40 % of everybody");
    await expectAccessible(page);
    await conflict.getByRole("button", { name: "Keep what I typed" }).click();
    await expect(conflict).toHaveCount(0);
    await expect(share).toHaveValue("40");
  });

  await test.step("and what is kept can be saved", async () => {
    await page.getByRole("button", { name: "Review", exact: true }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("not saved yet")).toHaveCount(0);
    expect(await api.get(production(key))).toMatchObject({
      enabled: true,
      fallthrough: { split: [{ variant: "on", weight: 100_000 }], exposure: 40_000 },
    });
  });
  await goodbye({ page, ...manager });
});

test("the parts of a split always sum to 100 %, and prerequisites are searched for", async ({
  browser,
  api,
}) => {
  const [key, needed] = [newKey("split"), newKey("needed")];
  const variants = ["a", "b", "c"].map((name) => ({ key: name, value: name }));
  await api.send("POST", "/projects/default/flags", { key, type: "string", variants });
  await api.send("POST", "/projects/default/flags", { key: needed });
  const { page, ...manager } = await person(browser, api, "editor");
  await open(page, key);

  await page.getByLabel("When on, everybody gets").selectOption("A split of variants");
  const parts = page.getByRole("list", { name: "Parts of the split" });
  await page.getByRole("button", { name: "Variant", exact: true }).click();
  await page.getByRole("button", { name: "Divide evenly" }).click();
  const of = (variant: string) => parts.getByLabel(`Share of ${variant}, percent`);
  await expect(of("a")).toHaveValue("33.334");
  await of("a").fill("50");
  await page.keyboard.press("Tab");
  await expect(of("b")).toHaveValue("25");
  await expect(of("c")).toHaveValue("25");
  await parts.getByRole("button", { name: "Take b out of the split" }).click();
  await expect(of("a")).toHaveValue("66.667");
  await expect(of("c")).toHaveValue("33.333");

  await page.getByRole("button", { name: "Add a prerequisite" }).click();
  await page.getByRole("combobox", { name: "Flag that is needed" }).fill(needed);
  await page.getByRole("listbox").getByRole("option", { name: needed }).click();
  await expect(
    page.getByText(`Say what ${needed} must serve, or remove it.`).first(),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "Review", exact: true })).toBeDisabled();
  await page.getByRole("checkbox", { name: "on", exact: true }).check();
  await page.getByRole("button", { name: "Review", exact: true }).click();
  await expect(page.getByRole("list", { name: "Changes" })).toContainText(
    `needs ${needed} to serve on`,
  );
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("not saved yet")).toHaveCount(0);
  expect(await api.get(production(key))).toMatchObject({
    prerequisites: [{ flag: needed, variants: ["on"] }],
    fallthrough: {
      split: [
        { variant: "a", weight: 66_667 },
        { variant: "c", weight: 33_333 },
      ],
    },
  });
  await goodbye({ page, ...manager });
});

test("a viewer reads the rules as sentences and is offered nothing to change", async ({
  browser,
  api,
}) => {
  const key = newKey("read");
  await api.send("POST", "/projects/default/flags", { key });
  await api.send("PATCH", production(key), withRules(["pro"]));
  const { page, ...viewer } = await person(browser, api, "viewer");
  await open(page, key);
  await expect(rule(page, 1)).toContainText("If plan is pro, serve on.");
  await expect(page.getByRole("button", { name: "Add a rule" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^(Edit|Move|More for)/ })).toHaveCount(0);
  await expectAccessible(page);
  await goodbye({ page, ...viewer });
});
