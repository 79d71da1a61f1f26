export type Entry = { label: string; to: string };

/** Where the palette leads: the pages of a project, for whoever reads flags, and one's own. */
export function pagesOf(project: string | undefined): Entry[] {
  const base = `/projects/${project}`;
  const ofProject = [
    { label: "Flags", to: `${base}/flags` },
    { label: "Segments", to: `${base}/segments` },
    { label: "Users", to: `${base}/users` },
    { label: "Audit log", to: `${base}/audit` },
    { label: "Environments and keys", to: `${base}/environments` },
    { label: "Connect", to: `${base}/connect` },
    { label: "Playground", to: `${base}/playground` },
    { label: "Members", to: `${base}/members` },
  ];
  const own = [
    { label: "My features", to: "/my-features" },
    { label: "Account", to: "/account" },
  ];
  return project === undefined ? own : [...ofProject, ...own];
}

/** Every typed word stands somewhere in the label, in any order and case. */
export function matches(label: string, text: string): boolean {
  const low = label.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => low.includes(word));
}
