import type { Page } from "@playwright/test";
import type { Place } from "./place";

const flagRoute = "/projects/[project]/flags/[key]";

const selectCheckout = (page: Page) =>
  page.getByRole("checkbox", { name: "Select checkout" }).check();

/** The list of flags and the pages of one. */
export function flagPlaces(base: string): Place[] {
  const flag = `${base}/flags/checkout`;
  return [
    {
      name: "the flag list",
      route: "/projects/[project]/flags",
      path: `${base}/flags`,
      overlays: [
        {
          name: "a new flag",
          source: "flags/new-flag-dialog.tsx",
          opener: ["button", "New flag"],
          prepare: async (page) => {
            await page.getByText("More options").click();
            await page.getByLabel("Type").selectOption("object");
          },
        },
        {
          name: "the projects",
          source: "shell/project-switcher.tsx",
          opener: ["button", /^Project/],
          opens: "menu",
        },
        {
          name: "what may be done to tags of many",
          source: "flags/bulk-bar.tsx",
          before: selectCheckout,
          opener: ["button", "Tags"],
          opens: "menu",
        },
        {
          name: "a tag for many",
          source: "flags/bulk-dialog.tsx",
          before: selectCheckout,
          opener: ["button", "Tags"],
          via: (page) => page.getByRole("menuitem", { name: "Add a tag…" }).press("Enter"),
        },
        {
          name: "off, but on for some",
          source: "flags/stay-on-dialog.tsx",
          opener: ["switch", "Staging for checkout"],
          press: "Space",
        },
      ],
    },
    {
      name: "a search that finds nothing",
      route: "/projects/[project]/flags",
      path: `${base}/flags?q=nothing-is-called-this`,
    },
    {
      name: "a flag's targeting",
      route: flagRoute,
      path: `${flag}?env=production`,
      overlays: [
        {
          name: "the kill switch",
          source: "flags/kill-switch.tsx",
          opener: ["button", "Kill"],
          opens: "alertdialog",
        },
        {
          name: "a toggle for somebody",
          source: "toggles/add-toggle.tsx",
          opener: ["button", "Add a user"],
          prepare: async (page) => {
            await page.getByRole("combobox", { name: "User" }).fill("u-");
            await page.getByRole("option").first().waitFor();
            await page.keyboard.press("Escape");
          },
        },
        {
          name: "a toggle changed",
          source: "toggles/toggle-actions.tsx",
          opener: ["button", "Edit checkout for u-17 in production"],
        },
        {
          name: "a toggle ended",
          source: "toggles/toggle-actions.tsx",
          opener: ["button", "End checkout for u-17 in production"],
          opens: "alertdialog",
        },
        {
          name: "a toggle deleted",
          source: "toggles/toggle-actions.tsx",
          opener: ["button", "Delete checkout for u-17 in production"],
          opens: "alertdialog",
        },
      ],
    },
    {
      name: "a killed flag's targeting",
      route: flagRoute,
      path: `${base}/flags/killed?env=production&ended=true`,
      overlays: [
        {
          name: "a kill taken back",
          source: "flags/kill-switch.tsx",
          opener: ["button", "Take back the kill"],
          opens: "alertdialog",
        },
      ],
    },
    {
      name: "a flag's rules",
      route: flagRoute,
      path: `${base}/flags/ruled?env=production`,
      prepare: async (page) => {
        await page.getByRole("button", { name: "Edit Germans" }).click();
        await page.getByRole("button", { name: "Edit rule 2" }).click();
      },
      overlays: [
        {
          name: "what may be done to a rule",
          source: "targeting/rule-item.tsx",
          opener: ["button", "More for Germans"],
          opens: "menu",
        },
        {
          name: "a draft reviewed",
          source: "targeting/review-dialog.tsx",
          before: (page) => page.getByLabel("When off, everybody gets").selectOption("on").then(),
          opener: ["button", "Review"],
          prepare: (page) =>
            page.getByRole("region", { name: "Who gets something else" }).waitFor(),
        },
      ],
    },
    { name: "a flag's variants", route: flagRoute, path: `${base}/flags/layout?tab=variants` },
    { name: "a flag's history", route: flagRoute, path: `${flag}?tab=history` },
    {
      name: "a flag's settings",
      route: flagRoute,
      path: `${flag}?tab=settings`,
      overlays: [
        {
          name: "a flag archived",
          source: "flags/retire-buttons.tsx",
          opener: ["button", "Archive"],
          opens: "alertdialog",
        },
      ],
    },
    {
      name: "an archived flag's settings",
      route: flagRoute,
      path: `${base}/flags/archived?tab=settings`,
      overlays: [
        {
          name: "a flag restored",
          source: "flags/retire-buttons.tsx",
          opener: ["button", "Restore"],
          opens: "alertdialog",
        },
        {
          name: "a flag deleted",
          source: "flags/retire-buttons.tsx",
          opener: ["button", "Delete"],
          opens: "alertdialog",
        },
      ],
    },
  ];
}
