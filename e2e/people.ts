import type { Browser, BrowserContext, Page } from "@playwright/test";
import { type Account, Api } from "./api";
import { expect, newAccount, url } from "./fixtures";
import { type Guard, guard } from "./guard";

export type Person = Account & { page: Page; context: BrowserContext; api: Api; watched: Guard };

/** Somebody with that role, signed in to a browser of their own. */
export async function person(browser: Browser, api: Api, role: string): Promise<Person> {
  const account = newAccount(role);
  const own = await Api.signUp(url(), account);
  await api.send("PATCH", `/users/${account.username}`, { role });
  const context = await browser.newContext({ baseURL: url() });
  const watched = await guard(context, url());
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("Username or e-mail").fill(account.username);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((address) => !address.pathname.startsWith("/sign-in"));
  return { ...account, page, context, api: own, watched };
}

/** Closes their browsers, in which nothing may have gone wrong. */
export async function goodbye(...people: Person[]): Promise<void> {
  for (const { context, watched } of people) {
    await context.close();
    expect(watched.complaints()).toEqual([]);
  }
}

/** Where a flag of the default project is, for people and for programs. */
export const flagPath = (key: string) => `/projects/default/flags/${key}`;

export const newKey = (prefix: string) => `${prefix}-${Date.now()}`;

export const isStream = (request: { url(): string }) => request.url().includes("/api/v1/stream");

/** Opens a page and waits until it hears changes. */
export async function attend(page: Page, path: string): Promise<void> {
  const stream = page.waitForResponse(isStream);
  await page.goto(path);
  await stream;
}
