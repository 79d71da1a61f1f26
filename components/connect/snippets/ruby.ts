import { settings } from "./settings";
import { type Place, quoted, type Snippet } from "./snippet";

export function ruby(place: Place): Snippet[] {
  const app = `require "open_feature/sdk"
require "openfeature/ofrep/provider"

configuration = OpenFeature::OFREP::Configuration.new(
  base_url: ENV.fetch("HOIST_URL"),
  headers: { "Authorization" => "Bearer #{ENV.fetch("HOIST_KEY")}" }
)
OpenFeature::SDK.configure do |config|
  config.set_provider(OpenFeature::OFREP::Provider.new(configuration: configuration))
end
client = OpenFeature::SDK.build_client

begin
  on = client.fetch_boolean_value(
    flag_key: ${quoted(place.flag)},
    default_value: false,
    evaluation_context: OpenFeature::SDK::EvaluationContext.new(targeting_key: "u-17")
  )
rescue StandardError => error
  warn error.message
  on = false
end
puts on ? "on" : "off"
`;
  const install = ["gem install openfeature-ofrep-provider"];
  return [settings(place, install, "ruby app.rb"), { name: "app.rb", code: app }];
}
