import { nodeProvider } from "./nodejs";
import { type Place, placeholder, quoted, type Snippet } from "./snippet";

const env = ({ origin }: Place): Snippet => ({
  name: ".env.local",
  code: `HOIST_URL=${origin}\nHOIST_KEY=${placeholder}\n`,
});

export function nextjs(place: Place): Snippet[] {
  const install =
    "npm install flags @flags-sdk/openfeature @openfeature/server-sdk @openfeature/ofrep-provider\n";
  const flags = `import { createOpenFeatureAdapter } from "@flags-sdk/openfeature";
import { OFREPProvider } from "@openfeature/ofrep-provider";
import { OpenFeature } from "@openfeature/server-sdk";
import { flag } from "flags/next";

const provider = ${nodeProvider.replace("process.env.HOIST_URL", 'process.env.HOIST_URL ?? ""')};
const adapter = createOpenFeatureAdapter(async () => {
  await OpenFeature.setProviderAndWait(provider);
  return OpenFeature.getClient();
});

export const example = flag<boolean>({
  key: ${quoted(place.flag)},
  adapter: adapter.booleanValue(),
  defaultValue: false,
  identify: () => ({ targetingKey: "u-17" }),
});
`;
  const page = `import { example } from "../flags";

export default async function Page() {
  const on = await example();
  return <p>{on ? "on" : "off"}</p>;
}
`;
  return [
    { name: "Terminal", code: install },
    env(place),
    { name: "flags.ts", code: flags },
    { name: "app/page.tsx", code: page },
  ];
}

export function nextjsFetch(place: Place): Snippet[] {
  const page = `async function readFlags(targetingKey: string) {
  const address = new URL("/api/flags", process.env.HOIST_URL);
  address.searchParams.set("targetingKey", targetingKey);
  try {
    const response = await fetch(address, {
      headers: { authorization: \`Bearer \${process.env.HOIST_KEY}\` },
      next: { revalidate: 10 },
    });
    if (!response.ok) throw new Error(\`Hoist answered \${response.status}.\`);
    return (await response.json()).flags;
  } catch (error) {
    console.error(error);
    return {};
  }
}

export default async function Page() {
  const flags = await readFlags("u-17");
  const on = flags[${quoted(place.flag)}]?.value ?? false;
  return <p>{on ? "on" : "off"}</p>;
}
`;
  return [env(place), { name: "app/page.tsx", code: page }];
}
