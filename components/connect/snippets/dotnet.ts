import { settings } from "./settings";
import { type Place, quoted, type Snippet } from "./snippet";

export function dotnet(place: Place): Snippet[] {
  const app = `using OpenFeature;
using OpenFeature.Model;
using OpenFeature.Providers.Ofrep;
using OpenFeature.Providers.Ofrep.Configuration;

var key = Environment.GetEnvironmentVariable("HOIST_KEY");
var options = new OfrepOptions(Environment.GetEnvironmentVariable("HOIST_URL")!);
options.Headers["Authorization"] = $"Bearer {key}";
await Api.Instance.SetProviderAsync(new OfrepProvider(options));
var client = Api.Instance.GetClient();

var user = EvaluationContext.Builder().SetTargetingKey("u-17").Build();
var on = await client.GetBooleanValueAsync(${quoted(place.flag)}, false, user);
Console.WriteLine(on ? "on" : "off");
`;
  const install = ["dotnet add package OpenFeature.Providers.Ofrep"];
  return [settings(place, install, "dotnet run"), { name: "Program.cs", code: app }];
}
