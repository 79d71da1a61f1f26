import { type Place, placeholder, quoted, type Snippet } from "./snippet";

export function kotlin({ origin, flag }: Place): Snippet[] {
  const gradle = `dependencies {
    implementation("dev.openfeature.kotlin.contrib.providers:ofrep:0.1.0")
}
`;
  const app = `import dev.openfeature.kotlin.contrib.providers.ofrep.OfrepProvider
import dev.openfeature.kotlin.contrib.providers.ofrep.bean.OfrepOptions
import dev.openfeature.kotlin.sdk.ImmutableContext
import dev.openfeature.kotlin.sdk.OpenFeatureAPI
import kotlin.time.Duration.Companion.seconds

suspend fun connect() {
    val options = OfrepOptions(
        endpoint = ${quoted(origin)},
        headers = mapOf("Authorization" to "Bearer ${placeholder}"),
        pollingInterval = 30.seconds,
    )
    val user = ImmutableContext(targetingKey = "u-17")
    OpenFeatureAPI.setProviderAndWait(OfrepProvider(options), user)
}

fun isOn(): Boolean = OpenFeatureAPI.getClient().getBooleanValue(${quoted(flag)}, false)
`;
  return [
    { name: "build.gradle.kts", code: gradle },
    { name: "Flags.kt", code: app },
  ];
}
