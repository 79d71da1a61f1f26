import type { Page } from "@playwright/test";
import { Api } from "./api";
import { expect, newAccount, test, url } from "./fixtures";
import { byKeyboard, byMouse, type Hands, heardInputs } from "./inputs";
import { newKey } from "./people";

const week = 7 * 86_400_000;

/** What an app gets of a flag for somebody, from the read API. */
type Ask = (flag: string, targetingKey: string) => Promise<unknown>;

test("the main jobs are done by mouse alone", async ({ page, context, api }) => {
  const heard = await heardInputs(context);
  await walk(page, byMouse(page), api);
  expect([...heard]).not.toContain("keydown");
  expect([...heard]).toContain("mousedown");
});

test("the main jobs are done by keyboard alone", async ({ page, context, api }) => {
  const heard = await heardInputs(context);
  await walk(page, byKeyboard(page), api);
  expect([...heard]).toEqual(["keydown"]);
});

/** Somebody new signs in and does, in production, what people come to Hoist for. */
async function walk(page: Page, hands: Hands, api: Api): Promise<void> {
  const editor = newAccount("editor");
  await Api.signUp(url(), editor);
  await api.send("PATCH", `/users/${editor.username}`, { role: "editor" });
  const ask = await anApp(api);
  const released = newKey("released");
  const early = newKey("early");
  const customer = newKey("customer");
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const create = async (key: string) => {
    await hands.press(button("New flag").first());
    await hands.write(page.getByLabel("Key", { exact: true }), key);
    await hands.press(button("Create flag"));
    await expect(page.getByRole("heading", { name: key, level: 1 })).toBeVisible();
    await hands.press(page.getByRole("link", { name: /^Production/ }));
    await expect(page.getByRole("heading", { name: "State in Production" })).toBeVisible();
  };

  await test.step("sign in", async () => {
    await page.goto("/");
    await hands.write(page.getByLabel("Username or e-mail"), editor.username);
    await hands.write(page.getByLabel("Password", { exact: true }), editor.password);
    await hands.press(button("Sign in"));
    await expect(page.getByRole("heading", { name: "Flags", level: 1 })).toBeVisible();
  });

  await test.step("create a flag and release it", async () => {
    await create(released);
    expect(await ask(released, "anybody")).toBe(false);
    await hands.press(page.getByRole("switch", { name: `Production for ${released}` }));
    await expect(page.getByText("Everybody gets on.")).toBeVisible();
    expect(await ask(released, "anybody")).toBe(true);
  });

  await test.step("stop a bad release", async () => {
    await hands.press(button("Kill"));
    await hands.press(button("Kill in Production"));
    await expect(page.getByText("Killed: everybody gets off")).toBeVisible();
    expect(await ask(released, "anybody")).toBe(false);
  });

  await test.step("undo it, as it was a mistake", async () => {
    await hands.undo(page);
    await expect(page.getByText("Everybody gets on.")).toBeVisible();
    expect(await ask(released, "anybody")).toBe(true);
  });

  await test.step("give one customer early access for a week", async () => {
    await hands.press(page.getByRole("link", { name: "All flags" }));
    await expect(page.getByRole("heading", { name: "Flags", level: 1 })).toBeVisible();
    await create(early);
    await hands.press(button("Add a user"));
    const dialog = page.getByRole("dialog");
    await hands.write(dialog.getByRole("combobox", { name: "User" }), customer);
    await hands.press(dialog.getByRole("radio", { name: "on" }));
    await hands.press(dialog.getByRole("radio", { name: "1 week" }));
    await hands.press(dialog.getByRole("button", { name: "Set toggle" }));
    const toggle = page.getByRole("list", { name: "Toggles in Production" }).getByRole("listitem");
    await expect(toggle).toContainText(customer);
    await expect(toggle).toContainText("ends in 1 week");
    expect(await ask(early, customer)).toBe(true);
    expect(await ask(early, "anybody")).toBe(false);
    const path = `/projects/default/flags/${early}/environments/production/toggles`;
    const { data } = await api.get<{ data: { expiresAt: string }[] }>(path);
    const left = Date.parse(data[0]?.expiresAt ?? "") - Date.now();
    expect(Math.abs(left - week)).toBeLessThan(10 * 60_000);
  });

  await test.step("undo that as well", async () => {
    await hands.undo(page);
    await expect(page.getByText("Nobody has a toggle in Production")).toBeVisible();
    expect(await ask(early, customer)).toBe(false);
  });
}

/** An app with a client key of production. */
async function anApp(api: Api): Promise<Ask> {
  const keys = "/projects/default/environments/production/keys";
  const { token } = await api.send<{ token: string }>("POST", keys, {
    name: newKey("app"),
    kind: "client",
  });
  return async (flag, targetingKey) => {
    const response = await fetch(`${url()}/api/flags?targetingKey=${targetingKey}&keys=${flag}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { flags } = (await response.json()) as { flags: Record<string, { value: unknown }> };
    return flags[flag]?.value;
  };
}
