import type { Technology } from "../technology";
import { webPackages } from "./browsers";

const everyHalfMinute = {
  asks: "All flags in one request every 30 seconds, an empty 304 when nothing is new",
  news: "Within 30 seconds: it does not listen to the stream",
  away: "The last values, until the app is closed; then the defaults in your code",
};

export const phones: Technology[] = [
  {
    ...{ key: "react-native", name: "React Native", group: "phone" },
    hint: "OpenFeature’s React hooks. Phones take a client key.",
    client: {
      ...everyHalfMinute,
      packages: ["@openfeature/react-sdk 1.4.1", ...webPackages],
      keptBy: "OpenFeature, on npm; there is no package for React Native alone",
      mind: [
        "React Native has no EventSource, so there is no stream. A polyfill such as react-native-sse may bring it back; that is untested.",
        "If the very first request fails, the defaults in your code stay until the app starts again.",
        "Hoist’s tests run this code in a browser without EventSource and localStorage, not on a phone.",
      ],
      checked: "run",
    },
  },
  {
    ...{ key: "kotlin", name: "Kotlin, Android", group: "phone" },
    hint: "OpenFeature for Android and the JVM. Phones take a client key.",
    client: {
      ...everyHalfMinute,
      packages: [
        "dev.openfeature:kotlin-sdk 0.8.0",
        "dev.openfeature.kotlin.contrib.providers:ofrep 0.1.0",
      ],
      keptBy: "OpenFeature; its page names Maven Central",
      mind: [
        "It refuses a user without a targeting key, and polls every five minutes unless told otherwise.",
        "It rejects answers with more than it knows: Hoist leaves that out for it, by its User-Agent. Keep that header.",
      ],
      checked: "read",
    },
  },
  {
    ...{ key: "swift", name: "Swift, iOS", group: "phone" },
    hint: "GO Feature Flag’s client for OpenFeature asks any server. Phones take a client key.",
    client: {
      ...everyHalfMinute,
      packages: ["openfeature-swift-provider 0.4.0 (its product OFREP)", "swift-sdk 0.3.0"],
      keptBy:
        "GO Feature Flag, as source for the Swift Package Manager; last released in March 2025",
      mind: [
        "OpenFeature’s own ofrep-swift-client-provider holds no code yet.",
        "It is written for swift-sdk 0.3: later ones changed the events that it sends, so the version is pinned.",
        "It refuses a user without a targeting key.",
        "If the very first request fails, it does not poll until the provider or the user is set again.",
      ],
      checked: "read",
    },
  },
];
