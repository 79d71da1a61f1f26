import { own, type Technology } from "../technology";

/** OpenFeature's SDK and provider for browsers. */
export const webPackages = ["@openfeature/web-sdk 1.10.0", "@openfeature/ofrep-web-provider 0.4.3"];

const firstTime =
  "If the very first request fails, the defaults in your code stay until the page is loaded again.";

const client = {
  packages: webPackages,
  keptBy: "OpenFeature, on npm",
  asks: "All flags in one request, then from memory",
  news: "At once, over the stream; also when the page comes back into view",
  away: "The last values, kept in the browser for 30 days, also after a reload",
  mind: [firstTime],
  checked: "run",
} as const;

export const browsers: Technology[] = [
  {
    ...{ key: "web", name: "Web SDK", group: "browser" },
    hint: "OpenFeature in any page. Browsers take a client key.",
    client,
  },
  {
    ...{ key: "react", name: "React", group: "browser" },
    hint: "OpenFeature’s hooks follow a flag. Browsers take a client key.",
    client: { ...client, packages: ["@openfeature/react-sdk 1.4.1", ...webPackages] },
  },
  {
    ...{ key: "vue", name: "Vue", group: "browser" },
    hint: "A composable over OpenFeature’s web SDK. Browsers take a client key.",
    client: {
      ...client,
      mind: ["OpenFeature has no SDK for Vue: the composable is yours.", firstTime],
    },
  },
  {
    ...{ key: "angular", name: "Angular", group: "browser" },
    hint: "A service with a signal over OpenFeature’s web SDK. Browsers take a client key.",
    client: {
      ...client,
      mind: [
        "The service is yours. OpenFeature’s own @openfeature/angular-sdk 1.2.0 has directives too, but takes Angular only up to 21: npm refuses it beside Angular 22.",
        firstTime,
      ],
      checked: "tried",
    },
  },
  {
    ...{ key: "javascript", name: "JavaScript", group: "browser" },
    hint: "A module without a package, for browsers and Node.js. Browsers take a client key.",
    client: {
      ...own,
      asks: "All flags in one request every ten seconds, an empty 304 when nothing is new",
      news: "Within ten seconds",
      away: "The last values, until the page is left",
    },
  },
];
