import { settings } from "./settings";
import { type Place, quoted, type Snippet } from "./snippet";

export function php(place: Place): Snippet[] {
  const app = `<?php

require "vendor/autoload.php";

use OpenFeature\\implementation\\flags\\EvaluationContext;
use OpenFeature\\OpenFeatureAPI;
use OpenFeature\\Providers\\GoFeatureFlag\\config\\Config;
use OpenFeature\\Providers\\GoFeatureFlag\\GoFeatureFlagProvider;

$config = new Config(getenv("HOIST_URL"), getenv("HOIST_KEY"));
$api = OpenFeatureAPI::getInstance();
$api->setProvider(new GoFeatureFlagProvider($config));

$user = new EvaluationContext("u-17");
ob_start(); // The provider prints what fails.
$on = $api->getClient()->getBooleanValue(${quoted(place.flag)}, false, $user);
ob_end_clean();
echo $on ? "on" : "off", PHP_EOL;
`;
  const install = ["composer require open-feature/sdk open-feature/go-feature-flag-provider"];
  return [settings(place, install, "php app.php"), { name: "app.php", code: app }];
}
