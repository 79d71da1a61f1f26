import fs from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { Api } from "./api";
import { expect, newAccount, signedIn, test, url } from "./fixtures";
import { expectTabWalk } from "./focus";
import { expectAccessible, expectFits, expectStill } from "./looks";
import type { Overlay } from "./place";
import { placesOf } from "./places";

const project = newAccount("looked-at").username;
const member = newAccount("looker");
const places = placesOf({ project, member: member.username });
const desk = { width: 1440, height: 900 };
const magnified = { width: 320, height: 480 };

// Each worker seeds a project of its own, and each place is a test of its own: the longest file is shared out.
test.describe.configure({ mode: "parallel" });

test.beforeAll(async ({ admin }) => seed(await Api.of(url(), admin)));

test("every page and everything that opens over one is in the list of places", () => {
  const routes = files("app", /\/page\.tsx$/).map(
    (path) => path.replace(/\/page\.tsx$/, "").replace(/\/\([^/]+\)/g, "") || "/",
  );
  const listed = new Set(places.map(({ route }) => route));
  expect(
    routes.filter((route) => !listed.has(route)),
    "pages that are missing",
  ).toEqual([]);

  const opening = /<(Dialog|FormDialog|ConfirmDialog|Drawer|Menu|Popover|Radix\.Root)\b/;
  const sources = files("components", /\.tsx$/)
    .filter((path) => !/^\/(ui|design)\/|^\/shell\/form-dialog/.test(path))
    .filter((path) => opening.test(fs.readFileSync(join("components", path), "utf8")));
  const opened = new Set(
    places.flatMap(({ overlays = [] }) => overlays.map((o) => `/${o.source}`)),
  );
  expect(
    sources.filter((source) => !opened.has(source)),
    "overlays that are missing",
  ).toEqual([]);
});

for (const { name, path, who = "admin", missing, endless, prepare, overlays = [] } of places) {
  test(`${name} can be used by everybody`, async ({ page, context, guarded, admin }) => {
    test.setTimeout(120_000);
    if (who !== "nobody") await signedIn(context, who === "admin" ? admin : member);
    if (missing) guarded.allow(/404/);
    await page.setViewportSize(desk);
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    if (who !== "nobody") await expect(page.locator("[data-state=on]").first()).toBeAttached();
    await prepare?.(page);
    await look(page, name, endless ? [] : [desk, magnified]);
    for (const overlay of overlays) await test.step(overlay.name, () => open(page, overlay));
  });
}

/** Axe in every theme, a walk with Tab at each size, and every width. */
async function look(page: Page, what: string, sizes: { width: number; height: number }[]) {
  await expectAccessible(page, what);
  for (const size of sizes) {
    await page.setViewportSize(size);
    await expectTabWalk(page, `${what} at ${size.width} px`);
  }
  await page.setViewportSize(desk);
  await expectFits(page, what);
}

async function open(page: Page, overlay: Overlay) {
  const { name, opener, opens = "dialog", press = "Enter", before, via, prepare } = overlay;
  if (overlay.small) await page.setViewportSize(magnified);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await before?.(page);
  const button: Locator = opener
    ? page.getByRole(opener[0], { name: opener[1], exact: true }).first()
    : page.locator("#main");
  await button.focus();
  await page.keyboard.press(press);
  await via?.(page);
  const shown = page.getByRole(opens);
  await expect(shown).toBeVisible();
  await expectStill(page, name);
  await prepare?.(page);
  if (opens.endsWith("dialog")) await look(page, name, [magnified]);
  else await expectAccessible(page, name);
  await page.keyboard.press("Escape");
  await expect(shown, `${name} closes with Esc`).toHaveCount(0);
  await expect(button, `${name} gives the focus back`).toBeFocused();
  await page.setViewportSize(desk);
}

function files(folder: string, pattern: RegExp): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => `/${path}`)
    .filter((path) => pattern.test(path));
}

async function seed(api: Api) {
  await api.send("POST", "/projects", { key: project, name: "A project that is looked at" });
  await Api.signUp(url(), member);
  const flags = `/projects/${project}/flags`;
  const name = "A checkout whose name goes on for longer than any column would like it to";
  const description = "What the payment page shows. ".repeat(8);
  await api.send("POST", flags, { key: "checkout", name, description, tags: ["checkout", "web"] });
  await api.send("POST", flags, { key: "killed" });
  await api.send("POST", flags, { key: "archived", selfService: true });
  await api.send("POST", flags, {
    key: "layout",
    type: "object",
    selfService: true,
    variants: [
      { key: "wide", value: { columns: 3 } },
      { key: "narrow", value: { columns: 1 } },
    ],
  });
  const place = (flag: string, environment: string) =>
    `${flags}/${flag}/environments/${environment}`;
  const expiresAt = new Date(Date.now() + 7 * 86_400_000).toISOString();
  await api.send("PATCH", place("checkout", "production"), { enabled: true });
  await api.send("PUT", `${place("checkout", "production")}/toggles/u-17`, {
    variant: "off",
    reason: "their checkout is broken",
    expiresAt,
  });
  await api.send("PATCH", place("checkout", "staging"), { enabled: true });
  await api.send("PUT", `${place("checkout", "staging")}/toggles/u-18`, { variant: "on" });
  await api.send("PUT", `${place("killed", "production")}/toggles/u-19`, { variant: "on" });
  await api.send("POST", `${place("killed", "production")}/toggles/u-19/end`);
  await api.send("PATCH", place("killed", "production"), { killed: true });
  await api.send("POST", `${flags}/archived/archive`);
  await seedTargeting(api);
  await api.send("POST", `/projects/${project}/environments/production/keys`, {
    name: "web",
    kind: "client",
    allowedOrigins: ["https://checkout.example.com"],
  });
  await api.send("POST", "/me/tokens", { name: `laptop ${project}` });
}

/** Segments, one of them in use, and a flag with a rule of each kind. */
async function seedTargeting(api: Api) {
  const segments = `/projects/${project}/segments`;
  await api.send("POST", segments, {
    key: "europe",
    name: "Customers in Europe whose contract names the payment page in so many words",
    conditions: { any: [{ attribute: "continent", op: "in", values: ["Europe"] }] },
    included: ["u-17", "u-18"],
  });
  await api.send("POST", segments, { key: "testers" });
  await api.send("POST", `/projects/${project}/flags`, { key: "ruled" });
  await api.send("PATCH", `/projects/${project}/flags/ruled/environments/production`, {
    rules: [
      {
        id: "germans",
        name: "Germans",
        when: {
          all: [
            { segment: "europe" },
            { any: [{ attribute: "country", op: "in", values: ["DE"] }] },
            { not: { attribute: "seats", op: "lt", values: [50] } },
          ],
        },
        serve: { variant: "on" },
      },
      {
        id: "steps",
        when: { attribute: "plan", op: "in", values: ["pro", "team"] },
        serve: {
          split: [{ variant: "on", weight: 100_000 }],
          by: "targetingKey",
          exposure: [
            { at: "2027-03-01T09:00:00.000Z", weight: 25_000 },
            { at: "2027-03-04T09:00:00.000Z", weight: 100_000 },
          ],
        },
      },
    ],
  });
}
