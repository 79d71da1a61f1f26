import type { Page } from "@playwright/test";
import type { NewKey } from "../lib/keys/schema";
import { expect, test, url } from "./fixtures";
import { flagPath, goodbye, newKey, person } from "./people";
import { reactApp } from "./react-app";

test("a step of an exposure starts by itself in an open browser and on an open stream", async ({
  page,
  api,
}) => {
  const key = newKey("by-itself");
  const production = `${flagPath(key)}/environments/production`;
  await api.send("POST", "/projects/default/flags", { key });
  await api.send("PATCH", production, { enabled: true, fallthrough: { variant: "off" } });
  const keys = "/projects/default/environments/production/keys";
  const made = await api.send<NewKey>("POST", keys, { name: key, kind: "client" });

  await page.goto("/sign-in");
  await page.evaluate(await reactApp({ origin: url(), flag: key, made }));
  const shown = page.locator("#snippet");
  await expect(shown).toHaveText("off");
  await listen(page, made);

  const at = Date.now() + 6_000;
  await api.send("PATCH", production, {
    fallthrough: {
      split: [{ variant: "on", weight: 100_000 }],
      by: "targetingKey",
      exposure: [{ at: new Date(at).toISOString(), weight: 100_000 }],
    },
  });
  await expect(shown).toHaveText("on", { timeout: 20_000 });
  const seen = () => page.evaluate(() => (window as unknown as { seen: Seen }).seen);
  expect((await seen()).turnedOnAt).toBeGreaterThanOrEqual(at);
  // What comes by time has an id of its own: the sequence of the last change, and the boundary.
  await expect
    .poll(async () => (await seen()).heard)
    .toMatch(new RegExp(`^id: \\d+-\\d+\\ndata: .*"${key}"`, "m"));
});

type Seen = { turnedOnAt: number | null; heard: string };

/** Notes what the stream says and when the example first shows "on", in the page itself: a reload would forget it. */
async function listen(page: Page, { token }: NewKey): Promise<void> {
  await page.evaluate(async (token) => {
    const seen: Seen = { turnedOnAt: null, heard: "" };
    Object.assign(window, { seen });
    const example = document.querySelector("#snippet");
    new MutationObserver(() => {
      if (example?.textContent === "on") seen.turnedOnAt ??= Date.now();
    }).observe(example ?? document, { subtree: true, childList: true, characterData: true });
    const headers = { authorization: `Bearer ${token}` };
    const { body } = await fetch("/api/stream", { headers });
    const words = body?.pipeThrough(new TextDecoderStream()).getReader();
    async function note() {
      for (;;) {
        const { value, done } = (await words?.read()) ?? { done: true };
        if (done) return;
        seen.heard += value;
      }
    }
    void note();
  }, token);
}

test("a flag says when it was last evaluated once a client app has asked", async ({
  browser,
  api,
}) => {
  test.slow();
  // A project of its own: in another, other tests ask for every flag.
  const project = newKey("asked");
  await api.send("POST", "/projects", { key: project });
  await api.send("POST", `/projects/${project}/flags`, { key: "checkout" });
  const keys = `/projects/${project}/environments/production/keys`;
  const { token } = await api.send<NewKey>("POST", keys, { name: "app", kind: "server" });
  const { page, ...viewer } = await person(browser, api, "viewer");
  const list = `/projects/${project}/flags`;
  await page.goto(list);
  await expect(page.getByText("Never evaluated")).toBeVisible();

  const response = await fetch(`${url()}/api/flags?targetingKey=u-17`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(await response.json()).toMatchObject({ flags: { checkout: { value: false } } });
  await expect(async () => {
    await page.goto(list);
    await expect(page.getByText("Last evaluated")).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });

  await page.goto(`${list}/checkout?env=production`);
  await expect(page.getByText("Last evaluated")).toBeVisible();
  await expect(
    page.getByText(/^1 delivery in the last hour\.$|asked for this flag within this minute/),
  ).toBeVisible();
  await page.goto(`${list}/checkout?env=staging`);
  await expect(page.getByText("Never evaluated")).toBeVisible();
  await expect(page.getByText("No client app has asked for this flag here yet.")).toBeVisible();
  await goodbye({ page, ...viewer });
});
