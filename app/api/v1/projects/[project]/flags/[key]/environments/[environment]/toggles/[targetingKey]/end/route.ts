import { route } from "@/lib/rest";
import { endToggle } from "@/lib/toggles/mutations/end";
import { getToggle } from "@/lib/toggles/queries";

export const POST = route(async (call) => {
  const flag = [call.param("project"), call.param("key"), call.param("environment")] as const;
  const targetingKey = call.param("targetingKey");
  await endToggle(call.actor, ...flag, targetingKey);
  return { body: await getToggle(call.actor, ...flag, targetingKey) };
});
