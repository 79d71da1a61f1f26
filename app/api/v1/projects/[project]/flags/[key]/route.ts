import { deleteFlag } from "@/lib/flags/mutations/delete";
import { updateFlag } from "@/lib/flags/mutations/update";
import { getFlag } from "@/lib/flags/queries";
import { updateFlagSchema } from "@/lib/flags/schema";
import { route } from "@/lib/rest";

export const GET = route(async (call) => ({
  body: await getFlag(call.actor, call.param("project"), call.param("key")),
}));

export const PATCH = route(async (call) => {
  const [project, key] = [call.param("project"), call.param("key")];
  const patch = await call.body(updateFlagSchema);
  await updateFlag(call.actor, project, key, patch, call.ifMatch());
  return { body: await getFlag(call.actor, project, key) };
});

export const DELETE = route(async (call) => {
  await deleteFlag(call.actor, call.param("project"), call.param("key"));
  return { status: 204 };
});
