import { type Place, quoted, type Snippet } from "./snippet";
import { webProvider } from "./web";

export function reactNative(place: Place): Snippet[] {
  const names = "{ OpenFeature, OpenFeatureProvider, useBooleanFlagValue }";
  const sdk = `${names} from "@openfeature/react-sdk";\nimport { Text } from "react-native"`;
  const options = `
  // Without EventSource there is no stream, without localStorage nothing is kept.
  pollInterval: 30_000,
  cacheMode: "disabled",`;
  const app = `${webProvider(sdk, place, options)}
export function App() {
  return (
    <OpenFeatureProvider>
      <Example />
    </OpenFeatureProvider>
  );
}

function Example() {
  const on = useBooleanFlagValue(${quoted(place.flag)}, false);
  return <Text>{on ? "on" : "off"}</Text>;
}
`;
  const install =
    "npm install @openfeature/react-sdk @openfeature/web-sdk @openfeature/ofrep-web-provider\n";
  return [
    { name: "Terminal", code: install },
    { name: "App.jsx", code: app },
  ];
}
