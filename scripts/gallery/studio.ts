import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright";
import type { Account } from "../../e2e/api";
import type { Hoist } from "../../server/system/harness";
import { type Look, looks, themes } from "./looks";
import type { Afterwards, Screen, Who } from "./screen";

const tallest = 2_400;

export type Accounts = Partial<Record<Who, Account>>;
export type Picture = { screen: string; title: string; file: string };

/** Takes every picture of one Hoist: each screen in each look and theme. */
export class Studio {
  private readonly contexts = new Map<string, BrowserContext>();

  constructor(
    private readonly browser: Browser,
    private readonly hoist: Hoist,
    private readonly accounts: Accounts,
    private readonly folder: string,
  ) {}

  async shoot(screen: Screen): Promise<Picture[]> {
    const pictures: Picture[] = [];
    for (const look of looks) {
      const page = await (await this.context(screen.who, look)).newPage();
      const afterwards: Afterwards[] = [];
      try {
        await page.goto(screen.path, { waitUntil: "load" });
        await settle(page);
        await screen.act?.(page, this.hoist, (what) => afterwards.push(what));
        pictures.push(...(await this.inThemes(page, screen, look)));
      } catch (error) {
        const file = join(this.folder, `broken-${screen.name}-${look.name}.png`);
        await page.screenshot({ path: file }).catch(() => {});
        throw new Error(`${screen.name} at ${look.name} px: ${error}`);
      } finally {
        for (const what of afterwards.reverse()) await what();
        await page.close();
      }
    }
    return pictures;
  }

  async close() {
    for (const context of this.contexts.values()) await context.close();
  }

  private async inThemes(page: Page, screen: Screen, look: Look): Promise<Picture[]> {
    if (!screen.windowOnly) await makeTall(page, look);
    const pictures: Picture[] = [];
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      const file = `${screen.name}-${look.name}-${theme}.png`;
      await page.screenshot({ path: join(this.folder, file), animations: "disabled" });
      pictures.push({ screen: screen.name, title: screen.title, file });
    }
    return pictures;
  }

  /** One browser context for each person and look; signed in once. */
  private async context(who: Who, look: Look): Promise<BrowserContext> {
    const id = `${who}-${look.name}`;
    const known = this.contexts.get(id);
    if (known) return known;
    const context = await this.browser.newContext({
      ...look.options,
      baseURL: this.hoist.url,
      viewport: { width: look.width, height: look.height },
      colorScheme: "light",
      reducedMotion: "reduce",
      locale: "en-GB",
      timezoneId: "UTC",
    });
    context.setDefaultTimeout(20_000);
    const account = this.accounts[who];
    if (account) await signIn(context, account);
    this.contexts.set(id, context);
    return context;
  }
}

async function signIn(context: BrowserContext, account: Account) {
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("Username or e-mail").fill(account.username);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((address) => !address.pathname.startsWith("/sign-in"));
  await page.close();
}

/** What was streamed has come, and the page answers to clicks. */
async function settle(page: Page) {
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(400);
}

/** As tall as what the page holds, so that one picture shows all of it. */
async function makeTall(page: Page, { width, height }: Look) {
  const content = await page.evaluate(() => document.documentElement.scrollHeight);
  const wanted = Math.min(tallest, Math.max(height, content));
  if (wanted !== height) await page.setViewportSize({ width, height: wanted });
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.waitForTimeout(150);
}
