import { type Place, placeholder, quoted, type Snippet } from "./snippet";

/** OpenFeature's provider for browsers, asking this server: two statements, for modules that import `OpenFeature` from `sdk`. */
export function webProvider(sdk: string, { origin }: Place, options = ""): string {
  return `import { OFREPWebProvider } from "@openfeature/ofrep-web-provider";
import ${sdk};

const provider = new OFREPWebProvider({
  baseUrl: ${quoted(origin)},
  headers: [["Authorization", "Bearer ${placeholder}"]],${options}
});
OpenFeature.setProvider(provider, { targetingKey: "u-17" });
`;
}

export function web(place: Place): Snippet[] {
  const app = `${webProvider('{ OpenFeature, ProviderEvents } from "@openfeature/web-sdk"', place)}
const client = OpenFeature.getClient();

function show() {
  const on = client.getBooleanValue(${quoted(place.flag)}, false);
  console.log(on ? "on" : "off");
}

const { Ready, ConfigurationChanged, ContextChanged } = ProviderEvents;
for (const event of [Ready, ConfigurationChanged, ContextChanged]) client.addHandler(event, show);
`;
  const install = "npm install @openfeature/web-sdk @openfeature/ofrep-web-provider\n";
  return [
    { name: "Terminal", code: install },
    { name: "app.js", code: app },
  ];
}
