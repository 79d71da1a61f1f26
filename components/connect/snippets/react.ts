import { type Place, quoted, type Snippet } from "./snippet";
import { webProvider } from "./web";

export function react(place: Place): Snippet[] {
  const names = "{ OpenFeature, OpenFeatureProvider, useBooleanFlagValue }";
  const app = `${webProvider(`${names} from "@openfeature/react-sdk"`, place)}
export function App() {
  return (
    <OpenFeatureProvider>
      <Example />
    </OpenFeatureProvider>
  );
}

function Example() {
  const on = useBooleanFlagValue(${quoted(place.flag)}, false);
  return <p>{on ? "on" : "off"}</p>;
}
`;
  const install =
    "npm install @openfeature/react-sdk @openfeature/web-sdk @openfeature/ofrep-web-provider\n";
  return [
    { name: "Terminal", code: install },
    { name: "app.jsx", code: app },
  ];
}
