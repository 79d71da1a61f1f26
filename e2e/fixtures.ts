import { randomUUID } from "node:crypto";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { type Account, Api } from "./api";
import { type Guard, guard } from "./guard";

export { expect } from "@playwright/test";

type Fixtures = {
  /** What must not happen on any page; checked after every test. */
  guarded: Guard;
  /** The management API as the administrator. */
  api: Api;
};
type Shared = { admin: Account };

/** Where the Hoist of this run listens. */
export const url = () => process.env.E2E_URL ?? "";

export const test = base.extend<Fixtures, Shared>({
  baseURL: async ({ baseURL: _ }, use) => use(url()),
  guarded: [
    async ({ context }, use) => {
      const watched = await guard(context, url());
      await use(watched);
      expect(watched.complaints()).toEqual([]);
    },
    { auto: true },
  ],
  admin: [
    async ({ browserName: _ }, use) => use(JSON.parse(process.env.E2E_ADMIN ?? "{}") as Account),
    { scope: "worker" },
  ],
  api: async ({ admin }, use) => use(await Api.of(url(), admin)),
});

/** A username and a password that no other test uses. */
export function newAccount(prefix = "member"): Account {
  return { username: `${prefix}-${randomUUID().slice(0, 8)}`, password: randomUUID() };
}

/** Signs up through the form, which also signs in. */
export async function signUp(page: Page, account: Account, origin = url()): Promise<void> {
  await page.goto(`${origin}/sign-up`);
  await page.getByLabel("Username").fill(account.username);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.waitForURL(/\/(projects|my-features)\b/);
}

/** Signs in through the form. */
export async function signIn(page: Page, account: Account): Promise<void> {
  await page.goto(`${url()}/sign-in`);
  await page.getByLabel("Username or e-mail").fill(account.username);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/(projects|my-features)\b/);
}

const cookies = new Map<string, Awaited<ReturnType<BrowserContext["cookies"]>>>();

/** Signed in without the form, which is walked through once for each account of a worker. */
export async function signedIn(context: BrowserContext, account: Account): Promise<void> {
  const known = cookies.get(account.username);
  if (known) return context.addCookies(known);
  const page = await context.newPage();
  await signIn(page, account);
  cookies.set(account.username, await context.cookies());
  await page.close();
}
