import type { Browser, BrowserContext } from "playwright";
import { type Account, Api } from "@/e2e/api";
import { startHoist } from "@/e2e/hoist";

export const flagCount = 2_000;
const atOnce = 8;
const project = "/projects/default";

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;
export type Filled = {
  url: string;
  /** Who is signed in. */
  admin: State;
  member: State;
  /** The list of all flags. */
  list: string;
  /** Every main page, by name. */
  pages: Record<string, string>;
  stop(): Promise<void>;
};

/** A Hoist of one's own, built, on an embedded database, with thousands of flags. */
export async function fill(browser: Browser): Promise<Filled> {
  const { url, stop } = await startHoist();
  try {
    const account = (username: string) => ({ username, password: `${username} quiet harbour` });
    const [admin, member] = [account("bench-admin"), account("bench-member")];
    const api = await Api.signUp(url, admin);
    await Api.signUp(url, member);
    await makeFlags(api);
    const list = `${project}/flags`;
    const pages = {
      "sign in": "/sign-in",
      "sign up": "/sign-up",
      "flag list": list,
      flag: `${list}/bench-0001`,
      "flag, variants": `${list}/bench-0001?tab=variants`,
      "flag, history": `${list}/bench-0001?tab=history`,
      "flag, settings": `${list}/bench-0001?tab=settings`,
      users: `${project}/users`,
      user: `${project}/users/${member.username}`,
      members: `${project}/members`,
      environments: `${project}/environments`,
      "audit log": `${project}/audit`,
      account: "/account",
      reference: "/reference",
      "my features": "/my-features",
    };
    const [adminState, memberState] = [
      await signedIn(browser, url, admin),
      await signedIn(browser, url, member),
    ];
    return { url, admin: adminState, member: memberState, list, pages, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function makeFlags(api: Api): Promise<void> {
  let next = 0;
  const work = async () => {
    for (let n = next++; n < flagCount; n = next++) {
      const key = `bench-${String(n).padStart(4, "0")}`;
      const body = {
        key,
        name: `Feature number ${n}`,
        description: n % 3 === 0 ? "What it is for, in a sentence of some length." : "",
        tags: [`team-${n % 7}`],
      };
      await api.send("POST", `${project}/flags`, body);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

async function signedIn(browser: Browser, url: string, who: Account): Promise<State> {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("Username or e-mail").fill(who.username);
  await page.getByLabel("Password", { exact: true }).fill(who.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((address) => !address.pathname.startsWith("/sign-in"));
  const state = await context.storageState();
  await context.close();
  return state;
}
