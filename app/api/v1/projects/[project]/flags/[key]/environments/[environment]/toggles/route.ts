import { route } from "@/lib/rest";
import { listToggles } from "@/lib/toggles/queries";
import { listTogglesSchema } from "@/lib/toggles/schema";

export const GET = route(async (call) => {
  const place = [call.param("project"), call.param("key"), call.param("environment")] as const;
  return { body: await listToggles(call.actor, ...place, call.query(listTogglesSchema)) };
});
