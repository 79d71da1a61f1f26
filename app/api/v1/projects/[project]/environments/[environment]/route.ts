import { updateEnvironment } from "@/lib/environments/mutations";
import { getEnvironment } from "@/lib/environments/queries";
import { updateEnvironmentSchema } from "@/lib/environments/schema";
import { route } from "@/lib/rest";

export const GET = route(async (call) => ({
  body: await getEnvironment(call.actor, call.param("project"), call.param("environment")),
}));

export const PATCH = route(async (call) => {
  const [project, environment] = [call.param("project"), call.param("environment")];
  const patch = await call.body(updateEnvironmentSchema);
  await updateEnvironment(call.actor, project, environment, patch, call.ifMatch());
  return { body: await getEnvironment(call.actor, project, environment) };
});
