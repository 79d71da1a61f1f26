/** Where an app runs; what runs in browsers and on phones carries its key to everybody. */
export type Group = "terminal" | "browser" | "phone" | "server";

export const groups: Record<Group, string> = {
  terminal: "Terminal",
  browser: "Browsers",
  phone: "Phones",
  server: "Servers",
};

type Key =
  | "curl"
  | ("web" | "react" | "vue" | "angular" | "javascript")
  | ("react-native" | "kotlin" | "swift")
  | ("nodejs" | "nextjs" | "nextjs-fetch" | "java" | "python" | "go")
  | ("dotnet" | "php" | "ruby" | "rust");

/** How an app reads flags with one technology, and the true state of the client that it does it with. */
export type Technology = {
  key: Key;
  name: string;
  group: Group;
  hint: string;
  client: Client;
};

/** What was found out about a client; `docs/clients.md` tells it of all of them. */
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
  mind?: readonly string[];
  checked: keyof typeof checks;
};

/** How it is known that the code works. */
export const checks = {
  run: "This code runs in Hoist’s tests, against a running Hoist",
  tried: "This code was tried by hand in a browser; Hoist’s tests do not run it",
  read: "Read in the client’s source; Hoist’s tests do not run it",
};

/** Code without a package. */
export const own = {
  packages: [],
  keptBy: "You: it is your code",
  checked: "run",
} as const;
