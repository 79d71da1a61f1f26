import { type Place, placeholder, quoted, type Snippet } from "./snippet";

export function swift({ origin, flag }: Place): Snippet[] {
  const manifest = `dependencies: [
    .package(url: "https://github.com/go-feature-flag/openfeature-swift-provider.git", exact: "0.4.0"),
    .package(url: "https://github.com/open-feature/swift-sdk.git", exact: "0.3.0"),
],
// and for your target:
dependencies: [
    .product(name: "OFREP", package: "openfeature-swift-provider"),
    .product(name: "OpenFeature", package: "swift-sdk"),
]
`;
  const app = `import OFREP
import OpenFeature

func connect() async {
    let options = OfrepProviderOptions(
        endpoint: ${quoted(origin)},
        headers: ["Authorization": "Bearer ${placeholder}"])
    let user = MutableContext(targetingKey: "u-17")
    let provider = OfrepProvider(options: options)
    await OpenFeatureAPI.shared.setProviderAndWait(provider: provider, initialContext: user)
}

func isOn() -> Bool {
    OpenFeatureAPI.shared.getClient().getBooleanValue(key: ${quoted(flag)}, defaultValue: false)
}
`;
  return [
    { name: "Package.swift", code: manifest },
    { name: "Flags.swift", code: app },
  ];
}
