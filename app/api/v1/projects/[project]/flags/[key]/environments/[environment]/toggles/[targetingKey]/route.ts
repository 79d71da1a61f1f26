import { route } from "@/lib/rest";
import { deleteToggle } from "@/lib/toggles/mutations/delete";
import { putToggle } from "@/lib/toggles/mutations/put";
import { getToggle } from "@/lib/toggles/queries";
import { putToggleSchema } from "@/lib/toggles/schema";

export const PUT = route(async (call) => {
  const flag = [call.param("project"), call.param("key"), call.param("environment")] as const;
  const targetingKey = call.param("targetingKey");
  const input = await call.body(putToggleSchema);
  const { created, toggle } = await putToggle(call.actor, ...flag, targetingKey, input);
  const body = toggle ?? (await getToggle(call.actor, ...flag, targetingKey));
  return { status: created ? 201 : 200, body };
});

export const DELETE = route(async (call) => {
  const flag = [call.param("project"), call.param("key"), call.param("environment")] as const;
  await deleteToggle(call.actor, ...flag, call.param("targetingKey"));
  return { status: 204 };
});
