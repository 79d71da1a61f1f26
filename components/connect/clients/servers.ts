import { own, type Technology } from "../technology";

const one = {
  asks: "One request for each flag that is read",
  news: "The next time it asks",
  away: "The default in your code: it keeps nothing",
  checked: "read",
} as const;
const node = ["@openfeature/server-sdk 1.23.0", "@openfeature/ofrep-provider 0.1.3"];
const fitsServers = "The key stays on your server, so a server key is right.";
const whole = (reads: string) =>
  `A whole number such as 64 is an integer only: ${reads} refuses it.`;
const offIsDefault =
  "A flag that is off gives the default in your code, whatever its off variant is: let both be the same.";
const onlyWithKey = "It refuses a user without a targeting key.";

export const servers: Technology[] = [
  {
    ...{ key: "nodejs", name: "Node.js", group: "server" },
    hint: `OpenFeature’s server SDK. ${fitsServers}`,
    client: { ...one, packages: node, keptBy: "OpenFeature, on npm", checked: "run" },
  },
  {
    ...{ key: "nextjs", name: "Next.js", group: "server" },
    hint: `The Flags SDK over OpenFeature, in server components. ${fitsServers}`,
    client: {
      ...one,
      packages: ["flags 4.3.1", "@flags-sdk/openfeature 0.1.2", ...node],
      keptBy: "Vercel (the Flags SDK) and OpenFeature, on npm",
      mind: ["A page that reads a flag is rendered anew for each request."],
      checked: "run",
    },
  },
  {
    ...{ key: "nextjs-fetch", name: "Next.js, no package", group: "server" },
    hint: `A server component that fetches. ${fitsServers}`,
    client: {
      ...own,
      asks: "All flags in one request, which Next.js keeps for ten seconds",
      news: "Within ten seconds",
      away: "The default in your code",
    },
  },
  {
    ...{ key: "java", name: "Java", group: "server" },
    hint: `OpenFeature for the JVM, Java 11 and newer. ${fitsServers}`,
    client: {
      ...one,
      packages: ["dev.openfeature:sdk 1.22.0", "dev.openfeature.contrib.providers:ofrep 0.0.2"],
      keptBy: "OpenFeature; its page names Maven coordinates",
      mind: [whole("getDoubleValue"), "Every refused question is told as an invalid context."],
    },
  },
  {
    ...{ key: "python", name: "Python", group: "server" },
    hint: `OpenFeature for Python 3.10 and newer. ${fitsServers}`,
    client: {
      ...one,
      packages: ["openfeature-sdk 0.10.0", "openfeature-provider-ofrep 0.3.0"],
      keptBy: "OpenFeature, on PyPI",
      mind: [whole("get_float_value"), "Requests block: its async methods do too."],
    },
  },
  {
    ...{ key: "go", name: "Go", group: "server" },
    hint: `OpenFeature for Go 1.25 and newer. ${fitsServers}`,
    client: {
      ...one,
      packages: ["go-sdk 1.18.0", "go-sdk-contrib/providers/ofrep 0.1.7"],
      keptBy: "OpenFeature, as Go modules",
      mind: [offIsDefault],
    },
  },
  {
    ...{ key: "dotnet", name: ".NET", group: "server" },
    hint: `OpenFeature for .NET 8 and newer, and .NET Framework 4.6.2. ${fitsServers}`,
    client: {
      ...one,
      packages: [
        "OpenFeature.Providers.Ofrep 0.1.5",
        "OpenFeature from 2.9, which it brings along",
      ],
      keptBy: "OpenFeature; its page names the package for NuGet",
      mind: ["It drops a path from the address: Hoist has to answer at its host’s root."],
    },
  },
  {
    ...{ key: "php", name: "PHP", group: "server" },
    hint: `GO Feature Flag’s client for OpenFeature asks any server. ${fitsServers}`,
    client: {
      ...one,
      packages: ["open-feature/sdk 2.3.0", "open-feature/go-feature-flag-provider 1.1.0"],
      keptBy: "OpenFeature with GO Feature Flag, on Packagist; there is none for OFREP alone",
      mind: [
        "When Hoist cannot be reached it prints the error into your page: buffer its output.",
        onlyWithKey,
        whole("getFloatValue"),
      ],
    },
  },
  {
    ...{ key: "ruby", name: "Ruby", group: "server" },
    hint: `OpenFeature for Ruby 3.4 and newer. ${fitsServers}`,
    client: {
      ...one,
      packages: [
        "openfeature-ofrep-provider 0.1.2",
        "openfeature-sdk 0.3.1, which it brings along",
      ],
      keptBy: "OpenFeature; its page names the gem",
      away: "It raises: the code above rescues, and takes the default",
      mind: [
        offIsDefault,
        onlyWithKey,
        whole("fetch_float_value"),
        "It drops a path from the address: Hoist has to answer at its host’s root.",
      ],
    },
  },
  {
    ...{ key: "rust", name: "Rust", group: "server" },
    hint: `OpenFeature for Rust 1.85 and newer. ${fitsServers}`,
    client: {
      ...one,
      packages: ["open-feature 0.3.0", "open-feature-ofrep 0.1.2"],
      keptBy: "OpenFeature; its page names the crate",
      mind: ["It tells every reason as STATIC, and no metadata."],
    },
  },
];
