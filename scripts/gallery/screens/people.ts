import { dialog, press, type Screen } from "../screen";

const users = "/projects/default/users";
const admin = "admin" as const;

/** Users, members, and one's own pages. */
export const people: Screen[] = [
  { name: "users-many", title: "Users, many", who: admin, path: users, windowOnly: true },
  { name: "users-no-match", title: "Users, nobody found", who: admin, path: `${users}?q=zzz` },
  {
    name: "users-forbidden",
    title: "Users, read only",
    who: "viewer",
    path: users,
    windowOnly: true,
  },
  dialog({ name: "new-user", title: "New user", who: admin, path: users }, "New user"),
  {
    name: "user-flags",
    title: "A user's flags",
    who: admin,
    path: `${users}/u-0004?env=production&q=check`,
  },
  {
    name: "user-flags-no-match",
    title: "A user's flags, none found",
    who: admin,
    path: `${users}/u-0004?env=production&q=zzz`,
  },
  {
    name: "user-flags-forbidden",
    title: "A user's flags, read only",
    who: "viewer",
    path: `${users}/u-0004?env=production&q=check`,
  },
  dialog(
    {
      name: "user-reset",
      title: "Reset a user's flag",
      who: admin,
      path: `${users}/u-0004?env=production&q=new-checkout`,
    },
    /^Reset new-checkout/,
  ),
  {
    name: "user-profile",
    title: "A user's profile",
    who: admin,
    path: `${users}/u-0004?tab=profile`,
  },
  {
    name: "user-unconfirmed",
    title: "A profile, not confirmed",
    who: admin,
    path: `${users}/ola?tab=profile`,
  },
  {
    name: "user-deactivated",
    title: "A profile, deactivated",
    who: admin,
    path: `${users}/noor?tab=profile`,
  },
  {
    name: "user-profile-forbidden",
    title: "A profile, read only",
    who: "viewer",
    path: `${users}/mia?tab=profile`,
  },
  dialog(
    { name: "user-confirm", title: "Confirm", who: admin, path: `${users}/ola?tab=profile` },
    "Confirm account",
  ),
  dialog(
    { name: "user-deactivate", title: "Deactivate", who: admin, path: `${users}/ola?tab=profile` },
    "Deactivate",
  ),
  dialog(
    { name: "user-erase", title: "Erase", who: admin, path: `${users}/ola?tab=profile` },
    /^Erase$/,
  ),
  { name: "members", title: "Members", who: admin, path: "/projects/default/members" },
  {
    name: "members-forbidden",
    title: "Members, read only",
    who: "viewer",
    path: "/projects/default/members",
  },
  dialog(
    { name: "give-role", title: "Give a role", who: admin, path: "/projects/default/members" },
    "Give a role",
  ),
  {
    name: "my-features",
    title: "My features",
    who: "member",
    path: "/my-features",
    windowOnly: true,
  },
  {
    name: "my-features-search",
    title: "My features, early access and configuration",
    who: "member",
    path: "/my-features?q=better",
  },
  {
    name: "my-features-no-match",
    title: "My features, none found",
    who: "member",
    path: "/my-features?q=zzz",
  },
  { name: "account", title: "Account", who: admin, path: "/account" },
  { name: "account-member", title: "Account, a member's", who: "member", path: "/account" },
  {
    name: "account-token",
    title: "Account, a new token",
    who: "editor",
    path: "/account",
    async act(page) {
      await page.getByLabel("Name", { exact: true }).fill("Command line");
      await press("Create token")(page);
      await page.getByText("Copy the token now.").waitFor();
    },
  },
];
