import type { Page } from "@playwright/test";
import { compileScript, parse } from "vue/compiler-sfc";
import type { NewKey } from "../lib/keys/schema";
import type { Api } from "./api";
import { expect, test, url } from "./fixtures";
import { flagPath, newKey } from "./people";
import { reactApp } from "./react-app";
import { bundled } from "./snippet-bundle";

test("the web SDK's snippet follows a flag by the stream", async ({ page, api }) => {
  const { set, ...given } = await app(api);
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  await show(page, await bundled("web", given, 'import "./app.js";'));
  await expect.poll(() => said.at(-1)).toBe("on");
  await set(false);
  await expect.poll(() => said.at(-1)).toBe("off");
});

test("the React snippet follows a flag by the stream", async ({ page, api }) => {
  const { set, ...given } = await app(api);
  await show(page, await reactApp(given));
  await expectFollowed(page, set);
});

test("the Vue snippet follows a flag by the stream", async ({ page, api }) => {
  const { set, ...given } = await app(api);
  const main = `import { createApp } from "vue";
    import Example from "./Example.vue";
    createApp(Example).mount(${place});`;
  const compiled = (name: string, code: string) =>
    name.endsWith(".vue")
      ? compileScript(parse(code).descriptor, { id: name, inlineTemplate: true }).content
      : code;
  await show(page, await bundled("vue", given, main, compiled));
  await expectFollowed(page, set);
});

test("the React Native snippet polls where there is no stream", async ({ page, api }) => {
  const { set, ...given } = await app(api);
  const main = `import { createRoot } from "react-dom/client";
    import { App } from "./App.jsx";
    delete globalThis.EventSource;
    createRoot(${place}).render(<App />);`;
  // A page instead of a screen, and polls that are soon.
  const fitted = (_name: string, code: string) =>
    code
      .replace('import { Text } from "react-native";', "const Text = (props) => <p {...props} />;")
      .replace("30_000", "200");
  const streams: string[] = [];
  page.on(
    "request",
    (request) => request.url().includes("/stream?token=") && streams.push("asked"),
  );
  await show(page, await bundled("react-native", given, main, fitted));
  await expectFollowed(page, set);
  expect(streams).toEqual([]);
});

const place =
  'document.body.appendChild(Object.assign(document.createElement("div"), { id: "snippet" }))';

/** A flag that is on, a key for an app, and the flag's switch. */
async function app(api: Api) {
  const flag = newKey("snippet");
  await api.send("POST", "/projects/default/flags", { key: flag });
  const state = `${flagPath(flag)}/environments/production`;
  const set = (enabled: boolean) => api.send("PATCH", state, { enabled });
  await set(true);
  const keys = "/projects/default/environments/production/keys";
  const made = await api.send<NewKey>("POST", keys, { name: flag, kind: "client" });
  return { origin: url(), flag, made, set };
}

async function show(page: Page, program: string): Promise<void> {
  await page.goto("/sign-in");
  await page.evaluate(program);
}

async function expectFollowed(page: Page, set: (enabled: boolean) => Promise<unknown>) {
  const shown = page.locator("#snippet");
  await expect(shown).toHaveText("on");
  await set(false);
  await expect(shown).toHaveText("off");
  await set(true);
  await expect(shown).toHaveText("on");
}
