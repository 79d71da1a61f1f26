import type { Api } from "../../../e2e/api";
import { dialog, type Screen } from "../screen";

/** A Hoist that nobody has used yet, and what its first account finds. Sign-up is closed to everybody after that. */
export const firstAccount: Screen[] = [
  { name: "sign-up-first", title: "Sign up, the first account", who: "nobody", path: "/sign-up" },
];

export const firstDay: Screen[] = [
  { name: "sign-up-closed", title: "Sign up, closed", who: "nobody", path: "/sign-up" },
  { name: "sign-in-closed", title: "Sign in, sign-up closed", who: "nobody", path: "/sign-in" },
  { name: "flags-empty", title: "Flags, none", who: "admin", path: "/projects/default/flags" },
  {
    name: "connect-first",
    title: "Connect, nothing there yet",
    who: "admin",
    path: "/projects/default/connect",
  },
  { name: "users-one", title: "Users, one", who: "admin", path: "/projects/default/users" },
  {
    name: "environments-empty",
    title: "Environments, no keys",
    who: "admin",
    path: "/projects/default/environments",
  },
  { name: "members-one", title: "Members, one", who: "admin", path: "/projects/default/members" },
  {
    name: "audit-first",
    title: "Audit log, first rows",
    who: "admin",
    path: "/projects/default/audit",
  },
  { name: "account-empty", title: "Account, nothing kept", who: "admin", path: "/account" },
  { name: "my-features-empty", title: "My features, none", who: "admin", path: "/my-features" },
  {
    name: "user-flags-empty",
    title: "A user's flags, none",
    who: "admin",
    path: "/projects/default/users/sam",
  },
];

export async function makeFirstFlag(api: Api) {
  await api.send("POST", "/projects/default/flags", { key: "new-checkout" });
}

export const firstFlag: Screen[] = [
  { name: "flags-one", title: "Flags, one", who: "admin", path: "/projects/default/flags" },
  {
    name: "flag-untouched",
    title: "A flag nobody has touched",
    who: "admin",
    path: "/projects/default/flags/new-checkout?env=production",
  },
  { name: "my-features-one", title: "My features, one", who: "admin", path: "/my-features" },
  dialog(
    {
      name: "flag-add-user-nobody",
      title: "Toggle a user, nobody known",
      who: "admin",
      path: "/projects/default/flags/new-checkout?env=production",
    },
    "Add a user",
    async (page) => {
      await page.getByRole("combobox", { name: "User" }).fill("u-17");
      await page.waitForTimeout(600);
    },
  ),
];
