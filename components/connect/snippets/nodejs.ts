import { settings } from "./settings";
import { type Place, quoted, type Snippet } from "./snippet";

/** OpenFeature's provider for Node.js, with its settings from the environment. */
export const nodeProvider = `new OFREPProvider({
  baseUrl: process.env.HOIST_URL,
  headers: [["Authorization", \`Bearer \${process.env.HOIST_KEY}\`]],
})`;

export function nodejs(place: Place): Snippet[] {
  const app = `import { OFREPProvider } from "@openfeature/ofrep-provider";
import { OpenFeature } from "@openfeature/server-sdk";

const provider = ${nodeProvider};
await OpenFeature.setProviderAndWait(provider);
const client = OpenFeature.getClient();

const user = { targetingKey: "u-17" };
const on = await client.getBooleanValue(${quoted(place.flag)}, false, user);
console.log(on ? "on" : "off");
`;
  const install = ["npm install @openfeature/server-sdk @openfeature/ofrep-provider"];
  return [settings(place, install, "node app.mjs"), { name: "app.mjs", code: app }];
}
