import { settings } from "./settings";
import { type Place, quoted, type Snippet } from "./snippet";

export function python(place: Place): Snippet[] {
  const app = `import os

from openfeature import api
from openfeature.contrib.provider.ofrep import OFREPProvider
from openfeature.evaluation_context import EvaluationContext

headers = {"Authorization": "Bearer " + os.environ["HOIST_KEY"]}
provider = OFREPProvider(os.environ["HOIST_URL"], headers_factory=lambda: headers)
api.set_provider_and_wait(provider)
client = api.get_client()

user = EvaluationContext(targeting_key="u-17")
on = client.get_boolean_value(${quoted(place.flag)}, False, user)
print("on" if on else "off")
`;
  const install = ["pip install openfeature-sdk openfeature-provider-ofrep"];
  return [settings(place, install, "python app.py"), { name: "app.py", code: app }];
}
