import { listConfigurations } from "@/lib/configurations/queries";
import { route } from "@/lib/rest";

export const GET = route(async (call) => ({
  body: { data: await listConfigurations(call.actor, call.param("username")), nextCursor: null },
}));
