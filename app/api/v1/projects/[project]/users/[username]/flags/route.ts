import { pageOf } from "@/lib/projects/queries";
import { route } from "@/lib/rest";
import { userFlags } from "@/lib/toggles/queries/explain";
import { listUserFlagsQuery } from "@/lib/toggles/schema";

export const GET = route(async (call) => {
  const { env, ...page } = call.query(listUserFlagsQuery);
  const flags = await userFlags(call.actor, call.param("project"), call.param("username"), env);
  return { body: pageOf<(typeof flags)[number]>(flags, ({ key }) => key, page) };
});
