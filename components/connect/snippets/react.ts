import { type Place, quoted, type Snippet } from "./snippet";
import { webProvider } from "./web";

export const reactNames = `{ OpenFeature, OpenFeatureProvider, useBooleanFlagValue } from "@openfeature/react-sdk"`;

export function react(place: Place): Snippet[] {
  return reactApp("app.jsx", webProvider(reactNames, place), "p", place);
}

/** The install command, and an app that shows the flag in such an element. `provider`: what comes before it. */
export function reactApp(
  name: string,
  provider: string,
  element: string,
  { flag }: Place,
): Snippet[] {
  const app = `${provider}
export function App() {
  return (
    <OpenFeatureProvider>
      <Example />
    </OpenFeatureProvider>
  );
}

function Example() {
  const on = useBooleanFlagValue(${quoted(flag)}, false);
  return <${element}>{on ? "on" : "off"}</${element}>;
}
`;
  const install =
    "npm install @openfeature/react-sdk @openfeature/web-sdk @openfeature/ofrep-web-provider\n";
  return [
    { name: "Terminal", code: install },
    { name, code: app },
  ];
}
