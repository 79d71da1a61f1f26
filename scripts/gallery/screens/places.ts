import { dialog, press, type Screen } from "../screen";

const environments = "/projects/default/environments";
const audit = "/projects/default/audit";
const admin = "admin" as const;

/** Environments, keys, projects, the audit log and the reference. */
export const places: Screen[] = [
  { name: "environments", title: "Environments and keys", who: admin, path: environments },
  {
    name: "environments-forbidden",
    title: "Environments, read only",
    who: "viewer",
    path: environments,
  },
  dialog(
    { name: "new-environment", title: "New environment", who: admin, path: environments },
    "New environment",
  ),
  dialog(
    { name: "edit-environment", title: "Edit an environment", who: admin, path: environments },
    "Edit Production EU",
  ),
  dialog(
    { name: "new-key", title: "New key", who: admin, path: environments },
    "New key for Production",
  ),
  {
    name: "new-key-made",
    title: "A new key, shown once",
    who: admin,
    path: environments,
    async act(page) {
      await press("New key for Staging")(page);
      await page.getByLabel("Name", { exact: true }).fill("preview");
      await page.getByLabel("Require proof of identity").check();
      await press("Create key")(page);
      await page.getByText("Copy it now").waitFor();
    },
  },
  dialog(
    { name: "revoke-key", title: "Revoke a key", who: admin, path: environments },
    "Revoke web shop",
  ),
  dialog(
    { name: "new-project", title: "New project", who: admin, path: environments },
    "New project",
  ),
  dialog(
    { name: "rename-project", title: "Rename a project", who: admin, path: environments },
    "Rename project",
  ),
  {
    name: "connect",
    title: "Connect, curl",
    who: admin,
    path: "/projects/default/connect?env=production",
    async act(page) {
      await page.getByText("Request received").waitFor();
    },
  },
  {
    name: "connect-react",
    title: "Connect, React, waiting for the first request",
    who: admin,
    path: "/projects/default/connect?env=staging&with=react",
  },
  {
    name: "connect-ruby",
    title: "Connect, Ruby, and what its client does not do",
    who: admin,
    path: "/projects/default/connect?env=production&with=ruby",
  },
  {
    name: "connect-forbidden",
    title: "Connect, read only",
    who: "viewer",
    path: "/projects/default/connect?env=production",
  },
  { name: "audit", title: "Audit log", who: admin, path: audit, windowOnly: true },
  {
    name: "audit-difference",
    title: "Audit log, before and after",
    who: admin,
    path: `${audit}?flag=express-pay`,
    async act(page) {
      await page.getByText("Before and after").first().click();
    },
  },
  {
    name: "audit-no-match",
    title: "Audit log, filtered to nothing",
    who: admin,
    path: `${audit}?flag=no-such-flag`,
  },
  {
    name: "audit-refused",
    title: "Audit log, a filter that is wrong",
    who: admin,
    path: `${audit}?since=yesterday`,
  },
  {
    name: "audit-viewer",
    title: "Audit log, a viewer's",
    who: "viewer",
    path: audit,
    windowOnly: true,
  },
  {
    name: "reference",
    title: "API reference",
    who: admin,
    path: "/reference",
    async act(page) {
      await page.locator("summary").nth(1).click();
    },
  },
];
