import { withSearch } from "@/components/shell/address";

export const flagTabs = ["targeting", "variants", "history", "settings"] as const;
export type FlagTab = (typeof flagTabs)[number];

const labels: Record<FlagTab, string> = {
  targeting: "Targeting",
  variants: "Variants",
  history: "History",
  settings: "Settings",
};

/** The tab an address names; the first where it names none. */
export function flagTab(search: Record<string, string>): FlagTab {
  return flagTabs.find((tab) => tab === search.tab) ?? "targeting";
}

/** Links to the tabs; the environment stays chosen. */
export function tabLinks(path: string, search: Record<string, string>) {
  const here = flagTab(search);
  const environment: Record<string, string> = search.env ? { env: search.env } : {};
  return flagTabs.map((tab) => ({
    href: withSearch(path, environment, { tab: tab === "targeting" ? null : tab }),
    label: labels[tab],
    current: tab === here,
  }));
}
