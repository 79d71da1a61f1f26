import { route } from "@/lib/rest";
import { revokeToken } from "@/lib/tokens/mutations";

export const DELETE = route(async (call) => {
  await revokeToken(call.actor, call.param("id"));
  return { status: 204 };
});
