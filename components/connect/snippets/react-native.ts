import { reactApp, reactNames } from "./react";
import type { Place, Snippet } from "./snippet";
import { webProvider } from "./web";

export function reactNative(place: Place): Snippet[] {
  const sdk = `${reactNames};\nimport { Text } from "react-native"`;
  const options = `
  // Without EventSource there is no stream, without localStorage nothing is kept.
  pollInterval: 30_000,
  cacheMode: "disabled",`;
  return reactApp("App.jsx", webProvider(sdk, place, options), "Text", place);
}
