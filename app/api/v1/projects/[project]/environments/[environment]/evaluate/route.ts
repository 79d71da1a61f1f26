import { evaluateSchema } from "@/lib/flags/schema/context";
import { route } from "@/lib/rest";
import { evaluateFlags } from "@/lib/toggles/queries/explain";

export const POST = route(async (call) => {
  const [project, environment] = [call.param("project"), call.param("environment")];
  const input = await call.body(evaluateSchema);
  return { body: await evaluateFlags(call.actor, project, environment, input) };
});
