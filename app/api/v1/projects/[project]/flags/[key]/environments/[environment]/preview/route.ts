import { previewState } from "@/lib/flags/queries/preview";
import { previewStateSchema } from "@/lib/flags/schema/preview";
import { route } from "@/lib/rest";

export const POST = route(async (call) => {
  const place = [call.param("project"), call.param("key"), call.param("environment")] as const;
  const patch = await call.body(previewStateSchema);
  return { body: await previewState(call.actor, ...place, patch) };
});
