import { settings } from "./settings";
import { type Place, quoted, type Snippet } from "./snippet";

export function java(place: Place): Snippet[] {
  const gradle = `dependencies {
    implementation("dev.openfeature:sdk:1.22.0")
    implementation("dev.openfeature.contrib.providers:ofrep:0.0.2")
}
`;
  const app = `import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;

public class App {
    public static void main(String[] args) {
        var bearer = "Bearer " + System.getenv("HOIST_KEY");
        var options = OfrepProviderOptions.builder()
            .baseUrl(System.getenv("HOIST_URL"))
            .headers(ImmutableMap.of("Authorization", ImmutableList.of(bearer)))
            .build();
        var api = OpenFeatureAPI.getInstance();
        api.setProviderAndWait(OfrepProvider.constructProvider(options));

        var user = new ImmutableContext("u-17");
        var on = api.getClient().getBooleanValue(${quoted(place.flag)}, false, user);
        System.out.println(on ? "on" : "off");
        api.shutdown();
    }
}
`;
  return [
    { name: "build.gradle.kts", code: gradle },
    { name: "App.java", code: app },
    settings(place, [], "./gradlew run"),
  ];
}
