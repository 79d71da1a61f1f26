import type { Page } from "playwright";
import type { Hoist } from "../../../server/system/harness";
import { killHard } from "../../../server/system/processes";
import type { Screen } from "../screen";

const base = "/projects/default";

/** What is shown while the database takes its time, and when it takes too long. */
export const waiting: Screen[] = [
  loading("loading-flags", "Flags, loading", `${base}/flags`),
  loading("loading-users", "Users, loading", `${base}/users`),
  loading("loading-members", "Members, loading", `${base}/members`),
  loading("loading-audit", "Audit log, loading", `${base}/audit`),
  loading("loading-environments", "Environments, loading", `${base}/environments`),
  loading("loading-connect", "Connect, loading", `${base}/connect`),
  loading("loading-my-features", "My features, loading", "/my-features"),
  {
    name: "failed",
    title: "A page that could not be shown",
    who: "admin",
    path: "/reference",
    windowOnly: true,
    async act(page, hoist, after) {
      after(freeze(hoist));
      await go(page, `${base}/audit`);
      await page.getByRole("heading", { name: "could not be shown" }).waitFor({ timeout: 60_000 });
    },
  },
  {
    name: "console-away",
    title: "The console is starting again",
    who: "admin",
    path: "/reference",
    windowOnly: true,
    async act(page, hoist, after) {
      // It falls as often as it is started: the front door waits ten seconds for one that comes back.
      const falling = setInterval(() => {
        const console = hoist.child("console");
        if (console !== undefined) killHard(console);
      }, 200);
      after(() => hoist.ready());
      after(() => clearInterval(falling));
      await page.getByText("Hoist does not answer").waitFor();
      await page.goto("/account");
      await page.getByRole("heading", { name: "starting again" }).waitFor();
    },
  },
];

function loading(name: string, title: string, to: string): Screen {
  return {
    name,
    title,
    who: "admin",
    // Of the same project: whether that is there is asked before anything is shown.
    path: `${base}/segments`,
    windowOnly: true,
    async act(page, hoist, after) {
      after(freeze(hoist));
      await go(page, to);
      await page.getByRole("status").filter({ hasText: "Loading" }).waitFor({ state: "attached" });
    },
  };
}

/** As a link would: without loading the whole page. */
function go(page: Page, to: string) {
  return page.evaluate((path) => {
    const { next } = window as unknown as { next: { router: { push(to: string): void } } };
    next.router.push(path);
  }, to);
}

/** The database answers nothing until what this returns is called. */
function freeze(hoist: Hoist): () => void {
  const database = hoist.child("database");
  if (database === undefined) throw new Error("The database has gone.");
  process.kill(database, "SIGSTOP");
  return () => void process.kill(database, "SIGCONT");
}
