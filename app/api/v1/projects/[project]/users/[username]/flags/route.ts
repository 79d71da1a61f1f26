import { route } from "@/lib/rest";
import { userFlags } from "@/lib/toggles/queries/explain";
import { userFlagsSchema } from "@/lib/toggles/schema";

export const GET = route(async (call) => {
  const { env } = call.query(userFlagsSchema);
  const data = await userFlags(call.actor, call.param("project"), call.param("username"), env);
  return { body: { data, nextCursor: null } };
});
