import { revokeKey } from "@/lib/keys/mutations";
import { route } from "@/lib/rest";

export const DELETE = route(async (call) => {
  const [project, environment] = [call.param("project"), call.param("environment")];
  await revokeKey(call.actor, project, environment, call.param("id"));
  return { status: 204 };
});
