import { flagPlaces } from "./flag-places";
import type { Place } from "./place";

const segmentRoute = "/projects/[project]/segments/[key]";
const userRoute = "/projects/[project]/users/[username]";

/** Every page of the console and everything that opens over one, about what `seed` has made. */
export function placesOf({ project, member }: { project: string; member: string }): Place[] {
  const base = `/projects/${project}`;
  return [
    { name: "signing in", route: "/sign-in", path: "/sign-in", who: "nobody" },
    { name: "signing up", route: "/sign-up", path: "/sign-up", who: "nobody" },
    {
      name: "the start",
      route: "/",
      path: "/",
      overlays: [
        {
          name: "the palette",
          source: "palette/palette.tsx",
          press: "Control+k",
          opens: "dialog",
        },
        { name: "the shortcuts", source: "palette/help-sheet.tsx", press: "?" },
        {
          name: "the way around on a phone",
          source: "shell/sidebar.tsx",
          small: true,
          opener: ["button", "Open menu"],
          opens: "navigation",
        },
      ],
    },
    ...flagPlaces(base),
    {
      name: "the segments",
      route: "/projects/[project]/segments",
      path: `${base}/segments`,
      overlays: [
        {
          name: "a new segment",
          source: "segments/new-segment-dialog.tsx",
          opener: ["button", "New segment"],
        },
      ],
    },
    { name: "a segment in use", route: segmentRoute, path: `${base}/segments/europe` },
    {
      name: "a segment that nothing uses",
      route: segmentRoute,
      path: `${base}/segments/testers`,
      overlays: [
        {
          name: "a segment deleted",
          source: "segments/delete-segment.tsx",
          opener: ["button", "Delete"],
          opens: "alertdialog",
        },
      ],
    },
    {
      name: "the users",
      route: "/projects/[project]/users",
      path: `${base}/users`,
      overlays: [
        {
          name: "a new user",
          source: "users/new-user-dialog.tsx",
          opener: ["button", "New user"],
        },
      ],
    },
    {
      name: "a user's flags",
      route: userRoute,
      path: `${base}/users/u-17?env=production`,
      overlays: [
        {
          name: "a user's toggle reset",
          source: "toggles/reset-toggle.tsx",
          opener: ["button", "Reset checkout for u-17 in production"],
          opens: "alertdialog",
        },
      ],
    },
    {
      name: "a user compared with another",
      route: userRoute,
      path: `${base}/users/u-17?env=production&with=${member}&at=2030-01-01T09:00:00Z`,
    },
    {
      name: "a user's profile",
      route: userRoute,
      path: `${base}/users/${member}?tab=profile`,
      overlays: [
        {
          name: "an account confirmed",
          source: "users/confirm-user.tsx",
          opener: ["button", "Confirm account"],
          opens: "alertdialog",
        },
        {
          name: "an account deactivated",
          source: "users/account-buttons.tsx",
          opener: ["button", "Deactivate"],
          opens: "alertdialog",
        },
        {
          name: "somebody erased",
          source: "users/account-buttons.tsx",
          opener: ["button", "Erase"],
          opens: "alertdialog",
        },
      ],
    },
    { name: "the audit log", route: "/projects/[project]/audit", path: `${base}/audit` },
    {
      name: "the audit log without matches",
      route: "/projects/[project]/audit",
      path: `${base}/audit?flag=nothing-is-called-this`,
    },
    {
      name: "environments and keys",
      route: "/projects/[project]/environments",
      path: `${base}/environments`,
      overlays: [
        {
          name: "a new environment",
          source: "environments/new-environment-dialog.tsx",
          opener: ["button", "New environment"],
        },
        {
          name: "an environment changed",
          source: "environments/edit-environment-dialog.tsx",
          opener: ["button", "Edit Production"],
        },
        {
          name: "a new key",
          source: "keys/new-key-dialog.tsx",
          opener: ["button", "New key for Production"],
        },
        {
          name: "a key revoked",
          source: "keys/key-table.tsx",
          opener: ["button", "Revoke web"],
          opens: "alertdialog",
        },
        {
          name: "a project renamed",
          source: "projects/rename-project-dialog.tsx",
          opener: ["button", "Rename project"],
        },
        {
          name: "a new project",
          source: "projects/new-project-dialog.tsx",
          opener: ["button", "New project"],
        },
      ],
    },
    {
      name: "connecting an app",
      route: "/projects/[project]/connect",
      path: `${base}/connect?env=production&with=react`,
    },
    {
      name: "the playground",
      route: "/projects/[project]/playground",
      path: `${base}/playground?env=production&context=${encodeURIComponent('{"targetingKey":"u-17","plan":"pro"}')}`,
      overlays: [
        {
          name: "why somebody gets a value",
          source: "evaluation/trace-drawer.tsx",
          opener: ["button", "Why u-17 gets this of checkout"],
        },
        {
          name: "people found by what is typed",
          source: "evaluation/whom-field.tsx",
          opener: ["combobox", /^Targeting key/],
          press: "ArrowDown",
          opens: "listbox",
          prepare: (page) => page.getByRole("option").first().waitFor(),
        },
        {
          name: "a day chosen",
          source: "ui/date-time-field.tsx",
          small: true,
          opener: ["button", "Calendar"],
        },
      ],
    },
    {
      name: "a project's members",
      route: "/projects/[project]/members",
      path: `${base}/members`,
      overlays: [
        {
          name: "a role given",
          source: "memberships/give-role.tsx",
          opener: ["button", "Give a role"],
        },
      ],
    },
    { name: "one's own features", route: "/my-features", path: "/my-features" },
    { name: "a member's features", route: "/my-features", path: "/my-features", who: "member" },
    {
      name: "one's own account",
      route: "/account",
      path: "/account",
      overlays: [
        {
          name: "a token revoked",
          source: "account/revoke-token.tsx",
          opener: ["button", `Revoke laptop ${project}`],
          opens: "alertdialog",
        },
      ],
    },
    { name: "the API reference", route: "/reference", path: "/reference" },
    { name: "every primitive", route: "/design", path: "/design", who: "nobody", endless: true },
    {
      name: "what is not there",
      route: "/projects/[project]/flags/[key]",
      path: `${base}/flags/nothing-is-called-this`,
      missing: true,
    },
  ];
}
