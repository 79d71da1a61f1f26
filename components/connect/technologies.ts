import type { Group } from "./technology-groups";

type TechnologyKey = "curl" | "web" | "react" | "javascript" | "nodejs" | "nextjs" | "nextjs-fetch";

/** How an app reads flags with one technology, and the true state of the client that it does it with. */
export type Technology = {
  key: TechnologyKey;
  name: string;
  group: Group;
  hint: string;
  client: Client;
};

/** What was found out about a client. */
type Client = {
  /** Each with the version that was looked at. None: the code shown is all there is. */
  packages: readonly string[];
  /** Who keeps it, and where it is published. */
  keptBy: string;
  asks: string;
  /** How it hears of changes. */
  news: string;
  /** What an app gets without an answer. */
  away: string;
  mind?: string[];
  /** Run by Hoist's tests against a running Hoist, or only read in the client's source. */
  checked: "run" | "read";
};

/** When the versions below were looked up. */
export const lookedUp = "November 2026";

const none = { packages: [], keptBy: "Nobody but you", checked: "run" } as const;

const webClient = {
  keptBy: "OpenFeature, on npm",
  asks: "All flags in one request, then from memory",
  news: "At once, over the stream; also when the page comes back into view",
  away: "The last values, kept in the browser for 30 days, also after a reload",
};
const serverClient = {
  asks: "One request for each flag that is read",
  news: "The next time it asks",
  away: "The default in your code: it keeps nothing",
};
const web = ["@openfeature/web-sdk 1.10.0", "@openfeature/ofrep-web-provider 0.4.3"];
const node = ["@openfeature/server-sdk 1.23.0", "@openfeature/ofrep-provider 0.1.3"];

const curl: Technology = {
  ...{ key: "curl", name: "curl", group: "terminal" },
  hint: "A first answer, in a terminal. Any key does.",
  client: {
    ...none,
    asks: "All flags in one request",
    news: "When you run it again",
    away: "Nothing",
  },
};

/** The one of that key, else the first. */
export function technologyOf(key: string | undefined): Technology {
  return technologies.find((technology) => technology.key === key) ?? curl;
}

export const technologies: Technology[] = [
  curl,
  {
    ...{ key: "web", name: "Web SDK", group: "browser" },
    hint: "OpenFeature in any page. Browsers take a client key.",
    client: { ...webClient, packages: web, checked: "run" },
  },
  {
    ...{ key: "react", name: "React", group: "browser" },
    hint: "OpenFeature’s hooks follow a flag. Browsers take a client key.",
    client: { ...webClient, packages: ["@openfeature/react-sdk 1.4.1", ...web], checked: "run" },
  },
  {
    ...{ key: "javascript", name: "JavaScript", group: "browser" },
    hint: "A module without a package, for browsers and Node.js. Browsers take a client key.",
    client: {
      ...none,
      asks: "All flags in one request every ten seconds, an empty 304 when nothing is new",
      news: "Within ten seconds",
      away: "The last values, until the page is left",
    },
  },
  {
    ...{ key: "nodejs", name: "Node.js", group: "server" },
    hint: "OpenFeature on your server. The key stays there, so a server key is right.",
    client: { ...serverClient, packages: node, keptBy: "OpenFeature, on npm", checked: "run" },
  },
  {
    ...{ key: "nextjs", name: "Next.js", group: "server" },
    hint: "The Flags SDK over OpenFeature, in server components. A server key is right.",
    client: {
      ...serverClient,
      packages: ["flags 4.3.1", "@flags-sdk/openfeature 0.1.2", ...node],
      keptBy: "Vercel (Flags SDK) and OpenFeature, on npm",
      mind: ["A page that reads a flag is rendered for each request."],
      checked: "run",
    },
  },
  {
    ...{ key: "nextjs-fetch", name: "Next.js, no package", group: "server" },
    hint: "A server component that fetches. The key stays on your server, so a server key is right.",
    client: {
      ...none,
      asks: "All flags in one request, which Next.js keeps for ten seconds",
      news: "Within ten seconds",
      away: "The default in your code",
    },
  },
];
