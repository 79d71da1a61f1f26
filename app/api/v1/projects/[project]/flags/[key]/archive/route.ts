import { archiveFlag } from "@/lib/flags/mutations/archive";
import { getFlag } from "@/lib/flags/queries";
import { route } from "@/lib/rest";

export const POST = route(async (call) => {
  const [project, key] = [call.param("project"), call.param("key")];
  await archiveFlag(call.actor, project, key);
  return { body: await getFlag(call.actor, project, key) };
});
