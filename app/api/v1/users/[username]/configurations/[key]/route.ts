import { deleteConfiguration, putConfiguration } from "@/lib/configurations/mutations";
import { getConfiguration } from "@/lib/configurations/queries";
import { putConfigurationSchema } from "@/lib/configurations/schema";
import { route } from "@/lib/rest";

export const PUT = route(async (call) => {
  const [username, key] = [call.param("username"), call.param("key")];
  const input = await call.body(putConfigurationSchema);
  const { created } = await putConfiguration(call.actor, username, key, input);
  return {
    status: created ? 201 : 200,
    body: await getConfiguration(call.actor, username, key),
  };
});

export const DELETE = route(async (call) => {
  await deleteConfiguration(call.actor, call.param("username"), call.param("key"));
  return { status: 204 };
});
