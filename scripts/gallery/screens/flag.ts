import { dialog, press, type Screen } from "../screen";

const at = (key: string, query = "env=production") => `/projects/default/flags/${key}?${query}`;
const admin = "admin" as const;
const flag = at("new-checkout");

/** A flag's page, tab by tab. */
export const flagPages: Screen[] = [
  { name: "flag-targeting", title: "Flag, targeting", who: admin, path: flag },
  { name: "flag-off", title: "Flag, off with people on", who: admin, path: at("guest-checkout") },
  { name: "flag-killed", title: "Flag, killed", who: admin, path: at("express-pay") },
  { name: "flag-long", title: "Flag, long words", who: admin, path: at(longKey()) },
  {
    name: "flag-ended-toggles",
    title: "Flag, with ended toggles",
    who: admin,
    path: at("new-checkout", "env=production&ended=true"),
  },
  { name: "flag-text", title: "Flag with texts", who: admin, path: at("accent-colour") },
  {
    name: "flag-variants-boolean",
    title: "Variants, boolean",
    who: admin,
    path: at("new-checkout", "tab=variants"),
  },
  {
    name: "flag-variants-text",
    title: "Variants, texts",
    who: admin,
    path: at("accent-colour", "tab=variants"),
  },
  {
    name: "flag-variants-refused",
    title: "Variants, refused",
    who: admin,
    path: at("http-client", "tab=variants"),
    async act(page) {
      await page.getByLabel("Value of careful").fill('{"timeoutMs": 2000,');
      await press("Save variants")(page);
      await page.waitForTimeout(600);
    },
  },
  {
    name: "flag-history",
    title: "History",
    who: admin,
    path: at("new-checkout", "tab=history"),
    async act(page) {
      await page.getByText("Before and after").first().click();
    },
  },
  {
    name: "flag-settings",
    title: "Settings",
    who: admin,
    path: at("new-checkout", "tab=settings"),
  },
  { name: "flag-archived", title: "Flag, archived", who: admin, path: at("gift-wrapping") },
  {
    name: "flag-archived-settings",
    title: "Settings, archived",
    who: admin,
    path: at("gift-wrapping", "tab=settings"),
  },
  { name: "flag-forbidden", title: "Flag, read only", who: "viewer", path: flag },
  {
    name: "flag-settings-forbidden",
    title: "Settings, read only",
    who: "viewer",
    path: at("new-checkout", "tab=settings"),
  },
  {
    name: "flag-protected",
    title: "Flag in a protected environment",
    who: admin,
    path: at("new-checkout", "env=eu"),
  },
];

/** What opens on it. */
export const flagDialogs: Screen[] = [
  dialog({ name: "flag-kill", title: "Kill", who: admin, path: flag }, /^Kill$/),
  dialog(
    { name: "flag-unkill", title: "Take back the kill", who: admin, path: at("express-pay") },
    "Take back the kill",
  ),
  {
    name: "flag-stay-on",
    title: "Switch off, people stay on",
    who: admin,
    path: flag,
    windowOnly: true,
    async act(page) {
      await page.getByRole("switch", { name: "Production for new-checkout" }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  dialog(
    { name: "flag-add-user", title: "Toggle a user", who: admin, path: flag },
    "Add a user",
    async (page) => {
      await page.getByRole("combobox", { name: "User" }).fill("u-00");
      await page.getByRole("option", { name: "u-0001" }).waitFor();
    },
  ),
  dialog(
    { name: "flag-edit-toggle", title: "Edit a toggle", who: admin, path: flag },
    "Edit new-checkout for u-0004 in production",
  ),
  dialog(
    { name: "flag-end-toggle", title: "End a toggle", who: admin, path: flag },
    "End new-checkout for u-0004 in production",
  ),
  dialog(
    {
      name: "flag-archive",
      title: "Archive",
      who: admin,
      path: at("new-checkout", "tab=settings"),
    },
    /^Archive$/,
  ),
  dialog(
    {
      name: "flag-restore",
      title: "Restore",
      who: admin,
      path: at("gift-wrapping", "tab=settings"),
    },
    /^Restore$/,
  ),
  {
    name: "flag-undo",
    title: "A change just made",
    who: admin,
    path: at("quiet-flag", "env=staging"),
    windowOnly: true,
    async act(page) {
      await page.getByRole("switch", { name: "Staging for quiet-flag" }).click();
      await page.getByRole("button", { name: "Undo", exact: true }).waitFor();
    },
  },
];

function longKey() {
  return "checkout-that-remembers-the-address-of-the-last-order-and-offers-it-again";
}
