import { getKeyUse } from "@/lib/keys/queries";
import { route } from "@/lib/rest";

export const GET = route(async (call) => ({
  body: await getKeyUse(call.actor, call.param("project"), call.param("environment")),
}));
